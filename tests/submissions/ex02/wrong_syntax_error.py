# wrong: the list is not closed
# diagnoses:
def compute_cost(x, y, w, b):
    m = len(x)
    total = 0
    for i in range(m):
        total += (w * x[i] + b - y[i]) ** 2
    return total / (2 * m)


def compute_gradient(x, y, w, b):
    errors = [w * xi + b - yi for xi, yi in zip(x, y)
    return sum(e * xi for e, xi in zip(errors, x)) / len(x), sum(errors) / len(x)
