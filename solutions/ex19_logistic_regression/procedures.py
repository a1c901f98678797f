"""The sigmoid on numbers of any size; its formula is the engine's own."""

import numpy as np

from grader.judge.procedure import Procedure
from grader.maths.formula import FUNCTIONS


def sigmoid(call):
    """Return σ(z), which no z overflows."""
    return {"p": FUNCTIONS["sigmoid"](call.probe.values["z"])}


def overflowing(call):
    """Return e^z/(1 + e^z), which is ∞/∞ for a large z."""
    with np.errstate(over="ignore", invalid="ignore"):
        power = np.exp(call.probe.values["z"])
        return {"p": power / (1 + power)}


def without_brackets(call):
    """Return 1/1 + e^−z."""
    with np.errstate(over="ignore"):
        return {"p": 1 / 1 + np.exp(-call.probe.values["z"])}


def draw(random, probe):
    """Return scores: small whole ones to check by hand, then also very large ones."""
    if probe.kind == "hand":
        return {"z": np.array([0.0, random.randint(1, 3), -random.randint(1, 3)])}
    z = [round(random.uniform(0.3, 5.0) * sign, 2) for sign in (1, -1, 1, -1)]
    far = float(random.randint(800, 1500))
    # e^z of a large z is what overflows; e^−z of a very negative one only in the largest probe.
    z += [far, -far] if probe.kind == "large" else [far]
    return {"z": np.array(z)}


PROCEDURES = {
    "sigmoid": Procedure(
        sigmoid,
        wrong={"overflowing-sigmoid": overflowing, "sigmoid-precedence": without_brackets},
        draw=draw,
    ),
}
