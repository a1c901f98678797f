# right: for, break and else
def compute_gradient(x, y, w, b):
    m = len(x)
    dj_dw = 0.0
    dj_db = 0.0
    for i in range(m):
        error = w * x[i] + b - y[i]
        dj_dw += error * x[i] / m
        dj_db += error / m
    return dj_dw, dj_db


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    w = w - alpha * dj_dw
    b = b - alpha * dj_db
    return w, b


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    n_steps = 0
    for _ in range(max_iterations):
        dw, db = compute_gradient(x, y, w, b)
        if abs(dw) < epsilon and abs(db) < epsilon:
            break
        w, b = update(x, y, w, b, alpha)
        n_steps += 1
    dw, db = compute_gradient(x, y, w, b)
    converged = abs(dw) < epsilon and abs(db) < epsilon
    return w, b, n_steps, converged
