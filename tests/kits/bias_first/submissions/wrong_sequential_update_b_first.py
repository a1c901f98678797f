# wrong: the slope of w is taken at the new b
# diagnoses: sequential-update [b, w]

def compute_gradient(x, y, w, b):
    dj_dw, dj_db = 0.0, 0.0
    for xi, yi in zip(x, y):
        dj_dw += (w * xi + b - yi) * xi
        dj_db += w * xi + b - yi
    return dj_db / len(x), dj_dw / len(x)


def update(x, y, w, b, alpha):
    b = b - alpha * compute_gradient(x, y, w, b)[0]
    w = w - alpha * compute_gradient(x, y, w, b)[1]
    return w, b
