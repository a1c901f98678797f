# wrong: the last sample is not visited
# diagnoses: dropped-sample
def compute_cost(x, y, w, b):
    m = len(x)
    cost = 0.0
    for i in range(m - 1):
        cost += (w * x[i] + b - y[i]) ** 2
    return cost / (2 * m)


def compute_gradient(x, y, w, b):
    m = len(x)
    dj_dw = 0
    dj_db = 0
    for i in range(m):
        error = w * x[i] + b - y[i]
        dj_dw += error * x[i]
        dj_db += error
    return dj_dw / m, dj_db / m
