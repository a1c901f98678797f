# outcome: failed
# no trick at all: the wrong answers that every other file tries to get points for


def compute_gradient(x, y, w, b):
    return 0.5, 0.25


def update(x, y, w, b, alpha):
    return 0.5, 0.25
