# wrong: the errors are not squared
# diagnoses: unsquared-residual
def compute_cost(x, y, w, b):
    m = len(x)
    total = 0
    for i in range(m):
        total += w * x[i] + b - y[i]
    return total / (2 * m)


def compute_gradient(x, y, w, b):
    m = len(x)
    dj_dw = 0
    dj_db = 0
    for i in range(m):
        error = w * x[i] + b - y[i]
        dj_dw += error * x[i]
        dj_db += error
    return dj_dw / m, dj_db / m
