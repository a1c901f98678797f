# wrong: abs around one of the two slopes only
# diagnoses: signed-stop
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
    while True:
        dw, db = compute_gradient(x, y, w, b)
        flat = abs(dw) < epsilon and db < epsilon
        if flat or n_steps >= max_iterations:
            break
        w, b = w - alpha * dw, b - alpha * db
        n_steps += 1
    return w, b, n_steps, flat
