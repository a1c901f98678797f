# right: both slopes are known before anything is assigned

def compute_gradient(x, y, w, b):
    dj_dw, dj_db = 0.0, 0.0
    for xi, yi in zip(x, y):
        dj_dw += (w * xi + b - yi) * xi
        dj_db += w * xi + b - yi
    return dj_db / len(x), dj_dw / len(x)


def update(x, y, w, b, alpha):
    dj_db, dj_dw = compute_gradient(x, y, w, b)
    w = w - alpha * dj_dw
    b = b - alpha * dj_db
    return w, b
