# wrong: dj_dw lacks the factor x
# diagnoses: missing-feature
def compute_gradient(x, y, w, b):
    m = len(x)
    total = 0
    for i in range(m):
        total += w * x[i] + b - y[i]
    dj_dw = total / m
    dj_db = total / m
    return dj_dw, dj_db


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    w = w - alpha * dj_dw
    b = b - alpha * dj_db
    return w, b


def is_flat(x, y, w, b, epsilon):
    return max(abs(slope) for slope in compute_gradient(x, y, w, b)) < epsilon


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    n_steps = 0
    while n_steps < max_iterations and not is_flat(x, y, w, b, epsilon):
        w, b = update(x, y, w, b, alpha)
        n_steps += 1
    return w, b, n_steps, is_flat(x, y, w, b, epsilon)
