# wrong: range(m - 1) stops one sample too early
# diagnoses: dropped-sample
def compute_gradient(x, y, w, b):
    m = len(x)
    dj_dw = 0
    dj_db = 0
    for i in range(m - 1):
        dj_dw += (w * x[i] + b - y[i]) * x[i]
        dj_db += w * x[i] + b - y[i]
    return dj_dw / m, dj_db / m


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def is_flat(x, y, w, b, epsilon):
    return max(abs(slope) for slope in compute_gradient(x, y, w, b)) < epsilon


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    n_steps = 0
    while n_steps < max_iterations and not is_flat(x, y, w, b, epsilon):
        w, b = update(x, y, w, b, alpha)
        n_steps += 1
    return w, b, n_steps, is_flat(x, y, w, b, epsilon)
