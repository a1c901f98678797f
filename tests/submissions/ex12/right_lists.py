# right: lists and no NumPy at all
def compute_gradient(p):
    return [2 * p[0], p[1] * p[1] * p[1] - 2 * p[1]]


def update(p, alpha):
    return [x - alpha * s for x, s in zip(p, compute_gradient(p))]


def classify(p):
    if max(abs(s) for s in compute_gradient(p)) >= 1e-6:
        return "not critical"
    curvatures = [2, 3 * p[1] ** 2 - 2]
    if min(curvatures) > 0:
        return "minimum"
    if max(curvatures) < 0:
        return "maximum"
    return "saddle"
