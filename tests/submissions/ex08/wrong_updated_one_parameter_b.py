# wrong: tmp_w is worked out and then forgotten
# diagnoses: updated-one-parameter [b]
def compute_gradient(x, y, w, b):
    m = len(x)
    dj_dw = dj_db = 0.0
    for xi, yi in zip(x, y):
        dj_dw += (w * xi + b - yi) * xi
        dj_db += w * xi + b - yi
    return dj_dw / m, dj_db / m


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    tmp_w = w - alpha * dj_dw
    tmp_b = b - alpha * dj_db
    b = tmp_b
    return w, b


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    for n_steps in range(max_iterations):
        dj_dw, dj_db = compute_gradient(x, y, w, b)
        if abs(dj_dw) < epsilon and abs(dj_db) < epsilon:
            return w, b, n_steps, True
        w, b = update(x, y, w, b, alpha)
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w, b, max_iterations, abs(dj_dw) < epsilon and abs(dj_db) < epsilon
