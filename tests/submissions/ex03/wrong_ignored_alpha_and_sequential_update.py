# wrong: both inside update: no alpha, and w's gradient at the new b
# diagnoses: ignored-alpha; sequential-update [b, w]
def compute_gradient(x, y, w, b):
    m = len(x)
    dw = sum((w * x[i] + b - y[i]) * x[i] for i in range(m)) / m
    db = sum((w * x[i] + b - y[i]) for i in range(m)) / m
    return dw, db


def update(x, y, w, b, alpha):
    dw, db = compute_gradient(x, y, w, b)
    b = b - db
    dw, db = compute_gradient(x, y, w, b)
    w = w - dw
    return w, b
