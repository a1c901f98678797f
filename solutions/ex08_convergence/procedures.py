"""When the walk of ex08 stops, and when the mistaken would stop it."""

import numpy as np

from grader.judge.procedure import Procedure


def sizes(values):
    """Return the absolute values of one number for each parameter."""
    return [abs(value) for value in values.values()]


def both_small(call, at):
    """Return the right test: every slope at this point is smaller than ε in size."""
    return all(size < at.values["epsilon"] for size in sizes(call.gradient(at)))


def signed(call, at):
    """Return the test without absolute values."""
    return all(slope < at.values["epsilon"] for slope in call.gradient(at).values())


def signed_first(call, at):
    """Return the test with an absolute value for the last slope only."""
    first, last = call.gradient(at).values()
    return first < at.values["epsilon"] and abs(last) < at.values["epsilon"]


def signed_last(call, at):
    """Return the test with an absolute value for the first slope only."""
    first, last = call.gradient(at).values()
    return abs(first) < at.values["epsilon"] and last < at.values["epsilon"]


def either_small(call, at):
    """Return the test with `or` for `and`."""
    return any(size < at.values["epsilon"] for size in sizes(call.gradient(at)))


def cost_small(call, at):
    """Return whether the cost is below ε."""
    return call.cost(at) < at.values["epsilon"]


def steps_small(call, at):
    """Return whether both steps, α times the slopes, are smaller than ε in size."""
    after = call.update(at)
    return all(abs(after[name] - old) < at.values["epsilon"] for name, old in call.parameters(at).items())


def ended(call, at, n_steps, converged):
    """Return what `descend` returns."""
    return {**call.parameters(at), "n_steps": n_steps, "converged": bool(converged)}


def walk(call, stop=both_small, step=None, limit=0, verdict=None):
    """Return where the walk ends: the test before every step, and once more at the end."""
    at, n_steps = call.probe, 0
    while n_steps < at.values["max_iterations"] + limit and not stop(call, at):
        at, n_steps = (step or call.step)(at), n_steps + 1
    return ended(call, at, n_steps, (verdict or stop)(call, at))


def stopping_by(stop):
    """Return the walk with another test."""
    return lambda call: walk(call, stop)


def last_point_unchecked(call):
    """Test before each step only: what ends at the limit has not converged."""
    found = walk(call)
    inside = found["n_steps"] < call.probe.values["max_iterations"]
    return {**found, "converged": found["converged"] and inside}


def cost_stands_still(call):
    """Stop when the cost changes by less than ε from one step to the next."""
    at, n_steps, converged = call.probe, 0, False
    while n_steps < at.values["max_iterations"] and not converged:
        before = call.cost(at)
        at, n_steps = call.step(at), n_steps + 1
        converged = abs(call.cost(at) - before) < at.values["epsilon"]
    return ended(call, at, n_steps, converged)


def step_before_test(counts_last):
    """Return the walk that tests the slopes of the point which its step has just left."""

    def steps(call):
        at = call.probe
        for n_steps in range(int(at.values["max_iterations"])):
            flat, at = both_small(call, at), call.step(at)
            if flat:
                return ended(call, at, n_steps + counts_last, True)
        return ended(call, at, int(at.values["max_iterations"]), False)

    return steps


def first_step_untested(call):
    """Step, test, step, test: the start itself is never tested."""
    at, n_steps, converged = call.probe, 0, False
    while n_steps < at.values["max_iterations"] and not converged:
        at, n_steps = call.step(at), n_steps + 1
        converged = both_small(call, at)
    return ended(call, at, n_steps, converged)


def miscounted_limit(difference):
    """Return the walk with another limit that reports the limit as it was asked."""

    def steps(call):
        found = walk(call, limit=difference)
        reached = found["n_steps"] == call.probe.values["max_iterations"] + difference
        return {**found, "n_steps": found["n_steps"] - (difference if reached else 0)}

    return steps


def returned_in_loop(verdict):
    """Return the walk that ends after its first step."""

    def steps(call):
        at = call.probe
        if both_small(call, at) or not at.values["max_iterations"]:
            return walk(call)
        after = call.step(at)
        return ended(call, after, 1, verdict(call, after))

    return steps


def stale_gradient(verdict):
    """Return the walk whose gradient is taken once, before the loop."""

    def steps(call):
        start, after = call.parameters(call.probe), call.update(call.probe)

        def step(at):
            return at.moved({name: at.values[name] + after[name] - old for name, old in start.items()})

        return walk(call, lambda call, at: both_small(call, call.probe), step, verdict=verdict)

    return steps


def restarted_each_step(call):
    """Start every step at the point that was handed in."""
    return walk(call, step=lambda at: call.step(call.probe))


def one_after_the_other(*order):
    """Return the walk that moves one parameter before it takes the next one's gradient."""

    def steps(call):
        def step(at):
            for name in order:
                at = at.moved({name: call.update(at)[name]})
            return at

        return walk(call, step=step)

    return steps


def ascent(call):
    """Add every step instead of subtracting it."""

    def step(at):
        after = call.update(at)
        return at.moved({name: 2 * old - after[name] for name, old in call.parameters(at).items()})

    return walk(call, step=step)


def swapped(one, other):
    """Return the right walk with two of the returned values exchanged."""

    def steps(call):
        found = walk(call)
        return {**found, one: found[other], other: found[one]}

    return steps


def draw(random, probe):
    """Return data on which each way of stopping ends elsewhere, with ε and the limit."""
    if probe.kind == "large":
        return {"epsilon": 0.01, "max_iterations": 3.0}
    if probe.kind == "hand" and probe.alpha < 0.5:
        # Flat at the start by this ε: no step may be taken.
        return {"epsilon": 1000.0, "max_iterations": 5.0}
    if probe.kind == "hand":
        return halving(random)
    count = probe.sizes["m"]
    jitter = np.array([random.uniform(-0.1, 0.1) for _ in range(count)])
    if count == 5:
        # Narrow inputs and a line that has to become steeper: ∂J/∂w is the last to become small, from below.
        x = np.round(np.linspace(-0.6, 1.2, count) + jitter, 2)
        y = np.round(probe.values["y"] + 12.0 * x, 2)
        return {"x": x, "y": y, "epsilon": 0.2, "max_iterations": 80.0}
    x = np.round(np.linspace(-0.6, 2.2, count) + jitter, 2)
    if count == 7:
        # Too few steps for this rate: the walk ends on a slope.
        return {"x": x, "epsilon": 0.1, "max_iterations": float(random.randint(6, 12))}
    # Targets far above the line: both slopes are negative at the start, and ∂J/∂b at the end.
    return {"x": x, "y": np.round(probe.values["y"] + 20.0, 2), "epsilon": 0.2, "max_iterations": 80.0}


def halving(random):
    """Return two samples at ±1, where with α = ½ every step halves both slopes: 4, 8; 2, 4; 1, 2; ½, 1.

    The third step, the last that is allowed, is the first to reach flat ground.
    """
    best_w, best_b = float(random.randint(1, 3)), float(random.randint(1, 3))
    side = random.choice((-1.0, 1.0))
    return {
        "x": np.array([1.0, -1.0]),
        "y": np.array([best_b + best_w, best_b - best_w]),
        "w": best_w + 4.0 * side,
        "b": best_b - 8.0 * side,
        "epsilon": 1.5,
        "max_iterations": 3.0,
    }


PROCEDURES = {
    "descend": Procedure(
        walk,
        wrong={
            "signed-stop": [stopping_by(test) for test in (signed, signed_first, signed_last)],
            "any-partial-stops": stopping_by(either_small),
            "cost-for-gradient": [stopping_by(cost_small), cost_stands_still],
            "step-for-gradient": stopping_by(steps_small),
            "last-point-unchecked": last_point_unchecked,
            "extra-step": [
                step_before_test(1),
                step_before_test(0),
                first_step_untested,
                lambda call: walk(call, limit=1),
                miscounted_limit(1),
            ],
            "missing-step": [lambda call: walk(call, limit=-1), miscounted_limit(-1)],
            "returned-in-loop": [returned_in_loop(both_small), returned_in_loop(lambda call, at: False)],
            "stale-gradient": [stale_gradient(both_small), stale_gradient(None)],
            "restarted-each-step": restarted_each_step,
            "sequential-update": [one_after_the_other("w", "b"), one_after_the_other("b", "w")],
            "gradient-ascent": ascent,
            "swapped-return": [swapped("w", "b"), swapped("n_steps", "converged")],
        },
        draw=draw,
    )
}
