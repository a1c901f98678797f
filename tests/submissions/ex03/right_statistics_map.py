# right: map, lambda and the statistics module
from statistics import fmean

error = lambda xi, yi, w, b: w * xi + b - yi


def compute_gradient(x, y, w, b):
    es = list(map(lambda p: error(p[0], p[1], w, b), zip(x, y)))
    return fmean(map(lambda e, v: e * v, es, x)), fmean(es)


def update(x, y, w, b, alpha):
    step = lambda old, slope: old - alpha * slope
    return tuple(map(step, (w, b), compute_gradient(x, y, w, b)))
