"""One epoch: a step for each sample, in an order."""

from dataclasses import replace

import numpy as np

from grader.judge.procedure import Procedure


def sample(at, row, target):
    """Return the probe with one sample's row of X, and its entry of y."""
    return at.moved({"x_i": at.values["X"][row], "y_i": float(at.values["y"][target])})


def visited(call, rows, targets, step):
    """Return the parameters after a step for each row and its target."""
    at = call.probe
    for row, target in zip(rows, targets, strict=True):
        at = at.moved(step(call, sample(at, row, target)))
    return call.parameters(at)


def right_step(call, at):
    """Return the parameters after one update."""
    return call.update(at)


def epoch(call):
    """Return the parameters after one step for each sample, in the given order."""
    order = call.probe.values["order"]
    return visited(call, order, order, right_step)


def over(choose):
    """Return an epoch over other rows and targets than the order's."""

    def steps(call):
        rows, targets = choose(call.probe.values["order"])
        return visited(call, rows, targets, right_step)

    return steps


def stepping(step):
    """Return an epoch with another step."""

    def steps(call):
        order = call.probe.values["order"]
        return visited(call, order, order, step)

    return steps


def moves_from_start(call):
    """Return how far each sample's step from the start leads, by parameter."""
    start = call.parameters(call.probe)
    moves = []
    for row in call.probe.values["order"]:
        moved = call.update(sample(call.probe, row, row))
        moves.append({name: np.asarray(moved[name]) - np.asarray(start[name]) for name in start})
    return moves


def stale(call):
    """Return where all steps lead if each has the gradient of the start."""
    return _from_start(call, sum)


def full_batch(call):
    """Return where one step with the mean of all gradients leads."""
    return _from_start(call, lambda moves: sum(moves) / len(moves))


def _from_start(call, together):
    moves = moves_from_start(call)
    start = call.parameters(call.probe)
    return {name: start[name] + together([move[name] for move in moves]) for name in start}


def full_batch_each_time(call):
    """Return where m steps lead, each with the mean of all gradients."""
    at = call.probe
    for _ in at.values["order"]:
        at = at.moved(full_batch(replace(call, probe=at)))
    return call.parameters(at)


def restarted(call):
    """Return where the last sample's step from the start leads, with the gradient that moves on."""
    last = call.probe.values["order"][-1]
    return call.update(sample(call.probe, last, last))


def in_sequence(first):
    """Return a step in which one parameter is new when the others' gradients are taken."""

    def step(call, at):
        renewed = {first: call.update(at)[first]}
        later = call.update(at.moved(renewed))
        return {**later, **renewed}

    return step


def uphill(call, at):
    """Return the step to the other side."""
    downhill = call.update(at)
    return {name: 2 * np.asarray(at.values[name]) - np.asarray(downhill[name]) for name in downhill}


def draw_samples(random, probe):
    """Return samples, an order that is neither their own nor, where it can be, its reverse, and a target."""
    m, n = probe.sizes["m"], probe.sizes["n"]
    hand = probe.kind == "hand"
    draw = (lambda: float(random.randint(1, 5))) if hand else (lambda: round(random.uniform(0.3, 2.0), 2))
    own, order = list(range(m)), list(range(m))
    # A rotation by one is as bad as the identity for an index that is off by one.
    while order == own or (m > 2 and (order[-1] == m - 1 or order[0] == 0 or order == own[::-1])):
        random.shuffle(order)
    X = np.array([[draw() for _ in range(n)] for _ in range(m)])
    y = np.array([draw() + 3.0 * row for row in range(m)])
    drawn = {"X": X, "y": y, "order": np.array(order)}
    if m in (5, 7):
        # Of one sample's error the sign is a matter of chance; here it is once the one and once the other.
        above = 1 if m == 5 else -1
        predicted = probe.values["x_i"] @ probe.values["w"] + probe.values["b"]
        drawn["y_i"] = round(float(predicted) + above * random.uniform(1.0, 4.0), 2)
    return drawn


PROCEDURES = {
    "epoch": Procedure(
        epoch,
        wrong={
            "order-ignored": over(lambda order: (range(len(order)), range(len(order)))),
            "order-on-inputs-only": [
                over(lambda order: (order, range(len(order)))),
                over(lambda order: (range(len(order)), order)),
            ],
            "full-batch-step": [full_batch, full_batch_each_time],
            "stale-gradient": stale,
            "returned-in-loop": over(lambda order: (order[:1], order[:1])),
            "missing-step": [
                over(lambda order: (order[:-1], order[:-1])),
                over(lambda order: (order[1:], order[1:])),
            ],
            "restarted-each-step": restarted,
            "sequential-update": [stepping(in_sequence("w")), stepping(in_sequence("b"))],
            "gradient-ascent": stepping(uphill),
            "unchanged-parameters": lambda call: call.parameters(call.probe),
        },
        draw=draw_samples,
    ),
}
