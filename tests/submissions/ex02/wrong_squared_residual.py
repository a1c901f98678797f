# wrong: the error is still squared
# diagnoses: squared-residual
def compute_cost(x, y, w, b):
    m = len(x)
    total = 0
    for i in range(m):
        total += (w * x[i] + b - y[i]) ** 2
    return total / (2 * m)


def compute_gradient(x, y, w, b):
    m = len(x)
    dj_dw, dj_db = 0, 0
    for i in range(m):
        cost_i = (w * x[i] + b - y[i]) ** 2
        dj_dw += cost_i * x[i]
        dj_db += cost_i
    return dj_dw / m, dj_db / m
