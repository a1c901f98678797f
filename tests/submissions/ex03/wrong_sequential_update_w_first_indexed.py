# wrong: two lines that look alike, but the second call sees the new w
# diagnoses: sequential-update [w, b]
def compute_gradient(x, y, w, b):
    m = len(x)
    dw, db = 0, 0
    for i in range(m):
        dw += (w * x[i] + b - y[i]) * x[i] / m
        db += (w * x[i] + b - y[i]) / m
    return dw, db


def update(x, y, w, b, alpha):
    w -= alpha * compute_gradient(x, y, w, b)[0]
    b -= alpha * compute_gradient(x, y, w, b)[1]
    return w, b
