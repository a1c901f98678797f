# wrong: each term and the total are divided by m
# diagnoses: mean-twice
def compute_cost(x, y, w, b):
    m = len(x)
    total = 0
    for i in range(m):
        total += (w * x[i] + b - y[i]) ** 2
    return total / (2 * m)


def compute_gradient(x, y, w, b):
    m = len(x)
    terms = [((w * x[i] + b - y[i]) * x[i] / m, (w * x[i] + b - y[i]) / m) for i in range(m)]
    return sum(t[0] for t in terms) / m, sum(t[1] for t in terms) / m
