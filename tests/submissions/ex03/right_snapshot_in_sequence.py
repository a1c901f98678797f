# right: looks sequential, but the second gradient is taken at a snapshot of the old point
def compute_gradient(x, y, w, b):
    m = len(x)
    dw = sum((w * x[i] + b - y[i]) * x[i] for i in range(m)) / m
    db = sum(w * x[i] + b - y[i] for i in range(m)) / m
    return dw, db


def update(x, y, w, b, alpha):
    w_old, b_old = w, b
    w = w - alpha * compute_gradient(x, y, w_old, b_old)[0]
    b = b - alpha * compute_gradient(x, y, w_old, b_old)[1]
    return w, b
