# wrong: enumerate from 1, used as an index
# diagnoses: dropped-sample
def compute_cost(x, y, w, b):
    m = len(x)
    total = 0
    for i in range(m):
        total += (w * x[i] + b - y[i]) ** 2
    return total / (2 * m)


def compute_gradient(x, y, w, b):
    m = len(x)
    e = [w * x[i] + b - y[i] for i in range(1, m)]
    return sum(ei * xi for ei, xi in zip(e, x[1:])) / m, sum(e) / m
