# wrong: = instead of += in the loop
# diagnoses: last-sample-only
def compute_gradient(x, y, w, b):
    m = x.shape[0]
    dj_dw = 0
    dj_db = 0
    for i in range(m):
        err = w * x[i] + b - y[i]
        dj_dw = err * x[i]
        dj_db = err
    dj_dw = dj_dw / m
    dj_db = dj_db / m
    return dj_dw, dj_db


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    steps = 0
    while True:
        slopes = compute_gradient(x, y, w, b)
        converged = all(-epsilon < s < epsilon for s in slopes)
        if converged or steps == max_iterations:
            return w, b, steps, converged
        w, b = update(x, y, w, b, alpha)
        steps = steps + 1
