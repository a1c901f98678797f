"""The walk of ex11, and what the mistaken would return as its path."""

import numpy as np

from grader.judge.procedure import Procedure


def walk(call, n_steps, step=None):
    """Return the points of a walk of so many steps, the start first."""
    points = [call.probe]
    for _ in range(max(n_steps, 0)):
        points.append((step or call.step)(points[-1]))
    return points


def path_of(points):
    """Return the points as the learner sees them."""
    return {"path": np.array([at.values["x"] for at in points])}


def path(call):
    """Return the right path."""
    return path_of(walk(call, call.probe.steps))


def after(difference):
    """Return the path of a walk with another number of steps."""
    return lambda call: path_of(walk(call, call.probe.steps + difference))


def late(difference):
    """Return the path without its start."""
    return lambda call: path_of(walk(call, call.probe.steps + difference)[1:])


def stale(call):
    """Repeat the first step."""
    stride = call.update(call.probe)["x"] - call.probe.values["x"]
    return path_of(walk(call, call.probe.steps, lambda at: at.moved({"x": at.values["x"] + stride})))


def restarted(call):
    """Take every step from the start."""
    return path_of(walk(call, call.probe.steps, lambda at: call.step(call.probe)))


def uphill(call):
    """Add every step."""

    def step(at):
        return at.moved({"x": 2 * at.values["x"] - call.update(at)["x"]})

    return path_of(walk(call, call.probe.steps, step))


def costs(call):
    """Record how high the points lie instead of where they are."""
    return {"path": np.array([call.cost(at) for at in walk(call, call.probe.steps)])}


def last_only(call):
    """Return where the walk ends, without the way."""
    return {"path": walk(call, call.probe.steps)[-1].values["x"]}


PROCEDURES = {
    "descend": Procedure(
        path,
        wrong={
            "start-not-recorded": [late(0), late(1)],
            "extra-step": after(1),
            "missing-step": after(-1),
            "returned-in-loop": lambda call: path_of(walk(call, min(call.probe.steps, 1))),
            "stale-gradient": stale,
            "restarted-each-step": restarted,
            "gradient-ascent": uphill,
            "cost-for-position": costs,
            "last-point-only": last_only,
        },
    )
}
