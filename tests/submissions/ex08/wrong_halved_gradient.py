# wrong: the 1/(2m) of the cost is copied into the gradient
# diagnoses: halved-gradient
def compute_gradient(x, y, w, b):
    m = len(x)
    dj_dw, dj_db = 0, 0
    for xi, yi in zip(x, y):
        dj_dw += (w * xi + b - yi) * xi
        dj_db += w * xi + b - yi
    return dj_dw / (2 * m), dj_db / (2 * m)


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
