"""The schedules that round or turn, and the update, which is given a schedule as a function."""

import math

from grader.judge.procedure import Procedure
from grader.maths.formula import Formula

RATES = (0.1, 0.01, 0.001)


# --- step decay ----------------------------------------------------------------------------------------


def stepped(n_drops):
    """Return step decay with another number of drops."""

    def steps(call):
        values = call.probe.values
        return {"alpha": values["alpha0"] * values["drop"] ** n_drops(values["t"], values["every"])}

    return steps


def draw_periods(random, probe):
    """Return t and the length of a period, at least one of them finished, and the next one begun."""
    every = random.randint(2, 3) if probe.kind == "hand" else random.randint(3, 6)
    begun = every - 1 if probe.kind == "hand" else random.randint(1, every - 1)
    return {"every": every, "t": float(every * random.randint(1, 2) + begun)}


# --- cosine decay --------------------------------------------------------------------------------------


def gliding(share):
    """Return cosine decay with another share of the first rate, from t and t_max."""

    def steps(call):
        values = call.probe.values
        return {"alpha": values["alpha0"] * share(values["t"], values["t_max"])}

    return steps


def half_turn(t, t_max):
    """Return (1 + cos(π·t/t_max))/2, which goes from 1 to 0."""
    return (1 + math.cos(math.pi * t / t_max)) / 2


def draw_end(random, probe):
    """Return a last step that is still to come."""
    return {"t_max": probe.values["t"] + random.randint(2, 6)}


# --- the update ----------------------------------------------------------------------------------------


def moved(rate, rule="", number=0.0):
    """Return one step with a rate from the schedule, the first rate and t, by the right rule or another."""

    def steps(call):
        values = call.probe.values

        def schedule(alpha0, t):
            return values["schedule"].evaluate({"alpha0": alpha0, "t": t}, {})

        rules = [r for r in call.oracle.derivation.rules if r.id == rule]
        alpha = rate(schedule, values["alpha0"], values["t"])
        return {"theta": rules[0].apply(values["theta"], values["gradient"], alpha, number)}

    return steps


def scheduled(schedule, alpha0, t):
    """Return the right rate."""
    return schedule(alpha0, t)


def negative(schedule, alpha0, t):
    """Return the rate with the other sign, for a step that is returned as a change of θ."""
    return -schedule(alpha0, t)


def scheduled_again(schedule, alpha0, t):
    """Return what is left of the first rate when each step lowers the rate of the one before."""
    for step in range(1, int(t) + 1):
        alpha0 = schedule(alpha0, step)
    return alpha0


def draw_schedule(random, probe):
    """Return a schedule over alpha0 and t that is none of the four."""
    alpha0, t = ["symbol", "alpha0"], ["symbol", "t"]
    part = ["number", random.randint(1, 4), 10]
    slowed = ["add", ["number", 1, 1], ["mul", part, t]]
    if random.random() < 0.5:
        return {"schedule": Formula(["mul", alpha0, ["pow", slowed, ["number", -2, 1]]])}
    levelled = ["add", part, ["pow", slowed, ["number", -1, 1]]]
    return {"schedule": Formula(["mul", alpha0, ["number", 1, 2], levelled])}


RULES = ("gradient-ascent", "unchanged-parameters", "returned-gradient", "decayed-parameter", "double-step")

PROCEDURES = {
    "step_decay": Procedure(
        stepped(lambda t, every: t // every),
        wrong={
            "smooth-step-decay": stepped(lambda t, every: t / every),
            "time-from-one": stepped(lambda t, every: (t + 1) // every),
            "growing-rate": stepped(lambda t, every: -(t // every)),
            "decay-compounded": [
                stepped(lambda t, every: t),
                stepped(lambda t, every: sum(step // every for step in range(1, int(t) + 1))),
            ],
        },
        draw=draw_periods,
    ),
    "cosine_decay": Procedure(
        gliding(half_turn),
        wrong={
            "integer-division-decay": gliding(lambda t, t_max: half_turn(t // t_max, 1)),
            "degrees-for-radians": gliding(lambda t, t_max: half_turn(180 * t / math.pi, t_max)),
            "doubled-rate": gliding(lambda t, t_max: 2 * half_turn(t, t_max)),
            "growing-rate": gliding(lambda t, t_max: 1 - half_turn(t, t_max)),
            "time-from-one": gliding(lambda t, t_max: half_turn(t + 1, t_max)),
            "decay-compounded": gliding(
                lambda t, t_max: math.prod(half_turn(step, t_max) for step in range(1, int(t) + 1))
            ),
        },
        draw=draw_end,
    ),
    "update": Procedure(
        moved(scheduled),
        wrong={
            "schedule-ignored": moved(lambda schedule, alpha0, t: alpha0),
            "alpha-twice": moved(lambda schedule, alpha0, t: alpha0 * schedule(alpha0, t)),
            "time-from-one": moved(lambda schedule, alpha0, t: schedule(alpha0, t + 1)),
            "decay-compounded": [
                moved(lambda schedule, alpha0, t: schedule(schedule(alpha0, t), t)),
                moved(scheduled_again),
            ],
            "ignored-alpha": moved(scheduled, "ignored-alpha"),
            "returned-step": [moved(scheduled, "returned-step"), moved(negative, "returned-step")],
            "hard-coded-alpha": [moved(scheduled, "hard-coded-alpha", number) for number in RATES],
            **{name: moved(scheduled, name) for name in RULES},
        },
        draw=draw_schedule,
    ),
}
