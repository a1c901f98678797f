# wrong: one step more than the returned number says
# diagnoses: extra-step
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
    for i in range(max_iterations):
        dw, db = compute_gradient(x, y, w, b)
        w, b = w - alpha * dw, b - alpha * db
        if max(abs(dw), abs(db)) < epsilon:
            return w, b, i, True
    return w, b, max_iterations, False
