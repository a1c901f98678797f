# right: lists of ints, loops everywhere
def batches(m, batch_size, order):
    result = []
    current = []
    for i in order:
        current.append(int(i))
        if len(current) == batch_size:
            result.append(current)
            current = []
    if current:
        result.append(current)
    return result


def compute_gradient(X, y, w, b):
    m, n = len(X), len(w)
    dw = [0.0] * n
    db = 0.0
    for i in range(m):
        error = b - y[i]
        for j in range(n):
            error += w[j] * X[i][j]
        for j in range(n):
            dw[j] += error * X[i][j] / m
        db += error / m
    return dw, db


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return [w[j] - alpha * dw[j] for j in range(len(w))], b - alpha * db


def epoch(X, y, w, b, alpha, batch_size, order):
    for batch in batches(len(X), batch_size, order):
        w, b = update([X[i] for i in batch], [y[i] for i in batch], w, b, alpha)
    return w, b
