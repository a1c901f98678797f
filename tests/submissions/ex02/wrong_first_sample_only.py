# wrong: the return is in the loop
# diagnoses: first-sample-only
def compute_cost(x, y, w, b):
    m = len(x)
    total = 0
    for i in range(m):
        total += (w * x[i] + b - y[i]) ** 2
    return total / (2 * m)


def compute_gradient(x, y, w, b):
    for i in range(len(x)):
        error = w * x[i] + b - y[i]
        return error * x[i], error
