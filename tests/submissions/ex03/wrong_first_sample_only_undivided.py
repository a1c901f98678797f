# wrong: only index 0 is used, as if there were one sample
# diagnoses: first-sample-only
def compute_gradient(x, y, w, b):
    error = w * x[0] + b - y[0]
    return error * x[0], error


def update(x, y, w, b, alpha):
    dw, db = compute_gradient(x, y, w, b)
    w = w - alpha * dw
    b = b - alpha * db
    return w, b
