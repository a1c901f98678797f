# wrong: the prediction for the error
# diagnoses: missing-target
def compute_cost(x, y, w, b):
    m = len(x)
    total = 0
    for i in range(m):
        total += (w * x[i] + b - y[i]) ** 2
    return total / (2 * m)


def compute_gradient(x, y, w, b):
    m = len(x)
    dj_dw, dj_db = 0, 0
    for xi in x:
        f = w * xi + b
        dj_dw += f * xi
        dj_db += f
    return dj_dw / m, dj_db / m
