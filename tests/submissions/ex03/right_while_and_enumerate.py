# right: a while loop for one sum, enumerate for the other
def compute_gradient(x, y, w, b):
    i = 0
    dw = 0.0
    while i < len(x):
        dw = dw + x[i] * (w * x[i] + b - y[i])
        i = i + 1
    db = 0.0
    for k, xk in enumerate(x):
        db = db + (w * xk + b - y[k])
    return dw / len(x), db / len(y)


def update(x, y, w, b, alpha):
    (dw, db) = compute_gradient(x, y, w, b)
    temp0 = w - alpha * dw
    temp1 = b - alpha * db
    return temp0, temp1
