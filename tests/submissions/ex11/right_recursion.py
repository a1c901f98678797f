# right: the walk after the first step is a walk
def compute_gradient(x):
    return 1.6 * x**3 - 4 * x + 0.5


def update(x, alpha):
    return x - alpha * compute_gradient(x)


def descend(x0, alpha, n_steps):
    if n_steps == 0:
        return [x0]
    return [x0] + descend_iteratively(x0, alpha, n_steps)[1:]


def descend_iteratively(x, alpha, n):
    points = (x,)
    while n > 0:
        points += (update(points[-1], alpha),)
        n -= 1
    return list(points)
