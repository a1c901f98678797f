# right: records before each step, and once more at the end
def compute_gradient(x):
    return 1.6 * x**3 - 4 * x + 0.5


def update(x, alpha):
    slope = compute_gradient(x)
    x = x - alpha * slope
    return x


def descend(x0, alpha, n_steps):
    x = x0
    path = []
    for _ in range(n_steps + 1):
        path.append(x)
        x = update(x, alpha)
    return path
