# wrong: alpha is an argument and is never used
# diagnoses: ignored-alpha
def compute_gradient(x, y, w, b):
    m = len(x)
    dj_dw = sum((w * x[i] + b - y[i]) * x[i] for i in range(m)) / m
    dj_db = sum(w * x[i] + b - y[i] for i in range(m)) / m
    return dj_dw, dj_db


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    tmp_w = w - dj_dw
    tmp_b = b - dj_db
    return tmp_w, tmp_b


def is_flat(x, y, w, b, epsilon):
    return max(abs(slope) for slope in compute_gradient(x, y, w, b)) < epsilon


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    n_steps = 0
    while n_steps < max_iterations and not is_flat(x, y, w, b, epsilon):
        w, b = update(x, y, w, b, alpha)
        n_steps += 1
    return w, b, n_steps, is_flat(x, y, w, b, epsilon)
