# wrong: two means are multiplied
# diagnoses: mean-of-each-factor
def compute_cost(x, y, w, b):
    m = len(x)
    total = 0
    for i in range(m):
        total += (w * x[i] + b - y[i]) ** 2
    return total / (2 * m)


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return error.mean() * x.mean(), error.mean()
