# right: plain lists all the way
def compute_gradient(x_i, y_i, w, b):
    error = sum(wj * xj for wj, xj in zip(w, x_i)) + b - y_i
    return [error * xj for xj in x_i], error


def update(x_i, y_i, w, b, alpha):
    dw, db = compute_gradient(x_i, y_i, w, b)
    return [wj - alpha * dj for wj, dj in zip(w, dw)], b - alpha * db


def epoch(X, y, w, b, alpha, order):
    rows, targets = X.tolist(), y.tolist()
    for i in order.tolist():
        w, b = update(rows[i], targets[i], w, b, alpha)
    return w, b
