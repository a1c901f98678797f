# wrong: only dj_dw is divided by m
# diagnoses: mean-on-one-gradient [w]
def compute_gradient(x, y, w, b):
    m = len(x)
    dj_dw = 0
    dj_db = 0
    for i in range(m):
        error = (w * x[i] + b) - y[i]
        dj_dw += error * x[i]
        dj_db += error
    dj_dw = dj_dw / m
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
