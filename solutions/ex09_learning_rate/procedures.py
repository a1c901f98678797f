"""The curves, words and choices of ex09, and those of the mistaken."""

from dataclasses import replace
from itertools import pairwise
from math import inf, isfinite, isnan, nan

import numpy as np

from grader.judge.procedure import Procedure

SLOW = 0.1

# --- curves --------------------------------------------------------------------------------------------


def points(call, start, n_steps):
    """Return the points that a walk passes, (n_steps + 1) of them; a run that overflows is no fault."""
    at = [start]
    with np.errstate(all="ignore"):
        for _ in range(int(n_steps)):
            at.append(call.step(at[-1]))
    return at


def costs_at(call, path):
    """Return J at each point."""
    with np.errstate(all="ignore"):
        return np.array([call.cost(at) for at in path])


def curve(call):
    """Return the right curve."""
    return {"curve": costs_at(call, points(call, call.probe, call.probe.values["n_steps"]))}


def walked(walk):
    """Return the curve of other points than the right ones."""
    return lambda call: {"curve": costs_at(call, walk(call, int(call.probe.values["n_steps"])))}


def stale(call, n_steps):
    """Repeat the first step."""
    after, start = call.update(call.probe), call.parameters(call.probe)
    path = [call.probe]
    for _ in range(n_steps):
        at = path[-1]
        path.append(at.moved({name: at.values[name] + after[name] - old for name, old in start.items()}))
    return path


def in_order(*order):
    """Return the walk that moves one parameter before it takes the next one's gradient."""

    def walk(call, n_steps):
        path = [call.probe]
        for _ in range(n_steps):
            at = path[-1]
            for name in order:
                at = at.moved({name: call.update(at)[name]})
            path.append(at)
        return path

    return walk


def uphill(call, n_steps):
    """Add every step."""
    path = [call.probe]
    for _ in range(n_steps):
        at = path[-1]
        after = call.update(at)
        path.append(at.moved({name: 2 * old - after[name] for name, old in call.parameters(at).items()}))
    return path


def mistaken_cost(name, place=0):
    """Return the curve of what the cost is by a misconception, of which there may be several readings."""

    def steps(call):
        costs = call.oracle.derivation.costs[call.probe.cost].wrong_costs
        formula = [cost for cost in costs if name in cost.misconceptions][place].outputs["cost"]
        path = points(call, call.probe, call.probe.values["n_steps"])
        return {"curve": np.array([float(formula.evaluate(at.values, at.sizes)) for at in path])}

    return steps


CURVE = Procedure(
    curve,
    wrong={
        "cost-recorded-late": [
            walked(lambda call, n: points(call, call.probe, n)[1:]),
            walked(lambda call, n: points(call, call.probe, n + 1)[1:]),
        ],
        "missing-step": walked(lambda call, n: points(call, call.probe, n)[:-1]),
        "extra-step": walked(lambda call, n: points(call, call.probe, n + 1)),
        "returned-in-loop": walked(lambda call, n: points(call, call.probe, n)[:2]),
        "stale-gradient": walked(stale),
        "restarted-each-step": walked(lambda call, n: [call.probe, *[call.step(call.probe)] * n]),
        "sequential-update": [walked(in_order("w", "b")), walked(in_order("b", "w"))],
        "gradient-ascent": walked(uphill),
        **{name: mistaken_cost(name) for name in ("missing-mean", "missing-half", "mean-twice")},
        "unsquared-residual": [mistaken_cost("unsquared-residual", place) for place in range(2)],
    },
)

# --- words ---------------------------------------------------------------------------------------------


def judged(diverges, is_slow=lambda costs: costs[-1] > SLOW * costs[0]):
    """Return the word, with nan taken for divergence."""

    def steps(call):
        costs = call.probe.values["costs"]
        if isnan(costs[-1]) or diverges(costs):
            return {"word": "diverges"}
        return {"word": "slow" if is_slow(costs) else "good"}

    return steps


def blind(diverges, of_nan, is_slow=lambda costs: costs[-1] > SLOW * costs[0]):
    """Return the word of tests that are all false for nan, so that it gets the word that is left."""

    def steps(call):
        costs = call.probe.values["costs"]
        if diverges(costs):
            return {"word": "diverges"}
        if isnan(costs[-1]):
            return {"word": of_nan}
        return {"word": "slow" if is_slow(costs) else "good"}

    return steps


def above_first(costs):
    """Tell whether the last cost is above the first."""
    return costs[-1] > costs[0]


def above_previous(costs):
    """Tell whether the last step went up."""
    return costs[-1] > costs[-2]


def ever_rises(costs):
    """Tell whether any step went up."""
    return any(later > earlier for earlier, later in pairwise(costs))


def above_number(costs):
    """Tell whether the last cost is above 0.1, whatever the first was."""
    return costs[-1] > SLOW


def draw_costs(random, probe):
    """Return a curve, of as many costs as the probe has points, that wrong tests give other words.

    In turn it runs away; is good, though its last cost is above 0.1; overflows; bounces and is slow; is good,
    though its last step went up.
    """
    scale = random.choice((1.0, 2.0, 4.0))
    if probe.kind == "hand":
        shares = [1.0, 3.0] if probe.steps == 1 else [1.0, 0.5, 0.0625]
        return {"costs": np.array([8.0 * scale * share for share in shares])}
    shares = {
        3: [1.0, random.uniform(2.0, 3.0), inf, nan] if probe.sizes["m"] == 5 else [1.0, 2.5, 0.8, 0.6],
        4: [1.0, 0.4, 0.2, 0.02, random.uniform(0.04, 0.08)],
    }.get(probe.steps, [1.0, 0.5])
    return {"costs": np.array([round(4.0 * scale * share, 3) for share in shares])}


WORD = Procedure(
    judged(above_first),
    wrong={
        "unnoticed-nan": [blind(above_first, "good"), blind(above_first, "slow")],
        "judged-by-last-step": [
            judged(above_previous),
            *[blind(above_previous, word) for word in ("good", "slow")],
        ],
        "rise-called-divergence": [judged(ever_rises)],
        "absolute-threshold": [
            judged(above_first, above_number),
            *[blind(above_first, word, above_number) for word in ("good", "slow")],
        ],
    },
    draw=draw_costs,
)

# --- choices -------------------------------------------------------------------------------------------


def last_costs(call):
    """Return the last cost of each rate, all from the origin."""
    origin = call.probe.moved({"w": 0.0, "b": 0.0})
    n_steps = call.probe.values["n_steps"]
    return [
        float(costs_at(call, points(call, replace(origin, alpha=float(rate)), n_steps)[-1:])[0])
        for rate in call.probe.values["alphas"]
    ]


def chosen_by(choose):
    """Return the procedure for a choice by rates and last costs."""

    def steps(call):
        return {"alpha": float(choose(list(call.probe.values["alphas"]), last_costs(call), call))}

    return steps


def lowest(rates, last, call):
    """Return the rate that ends lowest, the first of several; nan is no number to end at."""
    finite = [cost if isfinite(cost) else inf for cost in last]
    return rates[finite.index(min(finite))]


def words(last, call):
    """Return each rate's word."""
    first = call.cost(call.probe.moved({"w": 0.0, "b": 0.0}))
    return ["diverges" if not cost <= first else "slow" if cost > SLOW * first else "good" for cost in last]


def largest_quiet(rates, last, call):
    """Return the largest rate that does not diverge."""
    quiet = [rate for rate, word in zip(rates, words(last, call), strict=True) if word != "diverges"]
    return max(quiet, default=rates[0])


def first_good(rates, last, call):
    """Return the first rate that is called good; the lowest if none is."""
    good = [rate for rate, word in zip(rates, words(last, call), strict=True) if word == "good"]
    return good[0] if good else lowest(rates, last, call)


def last_good(rates, last, call):
    """Return the last rate that is called good; the lowest if none is."""
    return first_good(rates[::-1], last[::-1], call)


def start_not_reset(call):
    """Start each rate where the one before has ended; after nan there is nothing but nan."""
    at, last = call.probe.moved({"w": 0.0, "b": 0.0}), []
    for rate in call.probe.values["alphas"]:
        at = points(call, replace(at, alpha=float(rate)), call.probe.values["n_steps"])[-1]
        last.append(float(costs_at(call, [at])[0]))
    return {"alpha": float(lowest(list(call.probe.values["alphas"]), last, call))}


def draw_choice(random, probe):
    """Return samples near a line, rates from a crawl to divergence, and a number of steps."""
    if probe.kind == "large":
        return {"alphas": np.array([0.01, 0.1]), "n_steps": 1.0}
    x = probe.values["x"]
    if probe.kind == "hand":
        rates = [0.001, 0.01, 1.0] if probe.steps == 1 else [1.0, 0.05, 0.01]
        return {"y": 2.0 * x + 1.0, "alphas": np.array(rates), "n_steps": float(1 + probe.steps)}
    count = len(x)
    x = np.linspace(-1.5, 1.9, count) + np.array([random.uniform(-0.03, 0.03) for _ in range(count)])
    noise = np.array([random.uniform(-0.3, 0.3) for _ in range(count)])
    slope = random.choice((-2.0, -1.5, 1.5, 2.0))
    data = {"x": np.round(x, 2), "y": np.round(slope * x + 1.5 * slope + noise, 2), "n_steps": 6.0}
    # On such inputs 0.8 strides, 1.2 bounces, 2 and 2.5 run away, and 0.02 crawls.
    if count == 5:
        return {**data, "alphas": np.array([0.02, 0.3, 0.8, 1.2, 2.0])}
    if count == 7:
        return {**data, "alphas": np.array([1.2, 2.5, 0.8, 0.3, 0.02])}
    # Far too large, and first: it ends in nan, which argmin and min both prefer.
    return {**data, "alphas": np.array([1e40, 0.1, 0.3, 0.02]), "n_steps": 12.0}


CHOICE = Procedure(
    chosen_by(lowest),
    wrong={
        "unnoticed-nan": chosen_by(lambda rates, last, call: rates[int(np.argmin(last))]),
        "index-for-rate": chosen_by(lambda rates, last, call: rates.index(lowest(rates, last, call))),
        "largest-rate": [chosen_by(largest_quiet), chosen_by(lambda rates, last, call: max(rates))],
        "first-good-rate": [chosen_by(first_good), chosen_by(last_good)],
        "start-not-reset": start_not_reset,
    },
    draw=draw_choice,
)

PROCEDURES = {"cost_curve": CURVE, "diagnose_rate": WORD, "choose_alpha": CHOICE}
