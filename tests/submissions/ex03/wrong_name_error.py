# wrong: m is never defined
# diagnoses:
def compute_gradient(x, y, w, b):
    dw = 0
    db = 0
    for i in range(m):
        dw += (w * x[i] + b - y[i]) * x[i]
        db += w * x[i] + b - y[i]
    return dw / m, db / m


def update(x, y, w, b, alpha):
    dw, db = compute_gradient(x, y, w, b)
    return w - alpha * dw, b - alpha * db
