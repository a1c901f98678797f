"""Batches, and one epoch over them."""

from dataclasses import replace

import numpy as np

from grader.judge.procedure import Procedure

# --- batches -------------------------------------------------------------------------------------------


def cut(order, size):
    """Return an order in batches of a size, the last one with what is left."""
    return [order[start : start + size] for start in range(0, len(order), size)]


def without_rest(order, size):
    """Return the full batches only."""
    return [batch for batch in cut(order, size) if len(batch) == size]


def without_last(order, size):
    """Return all batches but the last."""
    return cut(order, size)[:-1]


def without_order(order, size):
    """Return batches of the samples as they lie."""
    return cut(np.arange(len(order)), size)


def of_even_size(order, size):
    """Return as many batches, of sizes that differ by one at most."""
    return np.array_split(order, len(cut(order, size)))


def of_that_number(order, size):
    """Return so many batches as each should hold samples."""
    return np.array_split(order, size)


def cut_to_that_number(order, size):
    """Return about so many batches as each should hold samples, the last one with what is left."""
    return cut(order, max(1, len(order) // size))


def batched(way):
    """Return the batches that a way of cutting makes."""

    def steps(call):
        values = call.probe.values
        return {"batches": [np.asarray(batch) for batch in way(values["order"], values["batch_size"])]}

    return steps


# --- one epoch -----------------------------------------------------------------------------------------


def rows(at, batch, targets=None):
    """Return the probe with a batch's rows of X and entries of y."""
    chosen = {"X": at.values["X"][batch], "y": at.values["y"][batch if targets is None else targets]}
    return replace(at.moved(chosen), sizes={**at.sizes, "m": len(batch)})


def walked(way, step):
    """Return an epoch that cuts batches in a way and takes a step for each."""

    def steps(call):
        values, at = call.probe.values, call.probe
        for batch in way(values["order"], values["batch_size"]):
            if len(batch):
                at = call.probe.moved(step(call, at, batch))
        return call.parameters(at)

    return steps


def mean_step(call, at, batch):
    """Return the parameters after one update with a batch."""
    return call.update(rows(at, batch))


def scaled_step(scale):
    """Return a step whose learning rate is scaled by a number from the batch's size and m."""

    def step(call, at, batch):
        part = rows(at, batch)
        return call.update(replace(part, alpha=part.alpha * scale(len(batch), len(at.values["y"]))))

    return step


def with_all(call, at, batch):
    """Return the parameters after one update with all samples."""
    return call.update(at)


def unordered(at, batch):
    """Return the samples that would be in a batch's place if they were taken as they lie."""
    order = at.values["order"]
    return np.array([int(np.flatnonzero(order == sample)[0]) for sample in batch])


def foreign_targets(call, at, batch):
    """Return the parameters after an update whose targets are not the batch's own."""
    return call.update(rows(at, batch, unordered(at, batch)))


def foreign_rows(call, at, batch):
    """Return the parameters after an update whose rows are not the batch's own."""
    return call.update(rows(at, unordered(at, batch), batch))


def restarted(call, at, batch):
    """Return the parameters after an update from the start."""
    return call.update(rows(call.probe, batch))


def stale(call, at, batch):
    """Return the parameters moved on as an update would have moved them at the start."""
    start, here = call.parameters(call.probe), call.parameters(at)
    moved = call.update(rows(call.probe, batch))
    return {name: here[name] + np.asarray(moved[name]) - np.asarray(start[name]) for name in here}


def one_by_one(call, at, batch):
    """Return the parameters after an update for each sample of a batch."""
    for sample in batch:
        at = call.probe.moved(call.update(rows(at, np.array([sample]))))
    return call.parameters(at)


def first_only(order, size):
    """Return the first batch."""
    return cut(order, size)[:1]


def all_at_once(order, size):
    """Return one batch of all samples."""
    return [order]


def draw_batches(random, probe):
    """Return a batch size that leaves a rest where there is room, an order that mixes the batches, and y."""
    m = probe.sizes["m"]
    sizes = [size for size in range(2, m) if m % size] or [1]
    # Three batches and more where there can be: of two, all but the last is the first alone.
    size = random.choice([size for size in sizes if 2 * size < m] or sizes)
    order = list(range(m))
    while sorted(order[:size]) == list(range(size)):
        random.shuffle(order)
    drawn = {"m": m, "batch_size": size, "order": np.array(order)}
    errors = probe.values["X"] @ probe.values["w"] + probe.values["b"] - probe.values["y"]
    if probe.kind == "random" and len(set(np.sign(errors))) == 1:
        # Errors of both signs, for of one sign their sizes alone would do.
        drawn["y"] = probe.values["y"].copy()
        drawn["y"][0] = round(float(drawn["y"][0] + errors[0] + np.sign(errors[0]) * random.uniform(1, 3)), 2)
    return drawn


PROCEDURES = {
    "batches": Procedure(
        batched(cut),
        wrong={
            "last-batch-dropped": [batched(without_rest), batched(without_last)],
            "order-ignored": batched(without_order),
            "even-batches": batched(of_even_size),
            "batch-size-as-count": [batched(of_that_number), batched(cut_to_that_number)],
            "returned-in-loop": batched(first_only),
        },
        draw=draw_batches,
    ),
    "epoch": Procedure(
        walked(cut, mean_step),
        wrong={
            "full-batch-step": [walked(all_at_once, mean_step), walked(cut, with_all)],
            "sum-over-batch": walked(cut, scaled_step(lambda size, m: size)),
            "mean-over-all-samples": walked(cut, scaled_step(lambda size, m: size / m)),
            "last-batch-dropped": [walked(without_rest, mean_step), walked(without_last, mean_step)],
            "order-ignored": walked(without_order, mean_step),
            "order-on-inputs-only": [walked(cut, foreign_targets), walked(cut, foreign_rows)],
            "stale-gradient": walked(cut, stale),
            "restarted-each-step": walked(cut, restarted),
            "returned-in-loop": walked(first_only, mean_step),
            "batch-of-one": walked(cut, one_by_one),
        },
    ),
}
