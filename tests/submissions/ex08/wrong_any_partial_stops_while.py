# wrong: the loop goes on only while both slopes are steep
# diagnoses: any-partial-stops
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
    n = 0
    dw, db = compute_gradient(x, y, w, b)
    while abs(dw) >= epsilon and abs(db) >= epsilon and n < max_iterations:
        w, b = update(x, y, w, b, alpha)
        dw, db = compute_gradient(x, y, w, b)
        n += 1
    return w, b, n, not (abs(dw) >= epsilon and abs(db) >= epsilon)
