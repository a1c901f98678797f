# right: lists and comprehensions only, columns come back as lists of lists
def compute_gradient(X, y, w, b):
    m, n = len(X), len(X[0])
    errors = []
    for row, target in zip(X, y):
        errors.append(sum(row[j] * w[j][0] for j in range(n)) + b - target[0])
    dw = [[sum(errors[i] * X[i][j] for i in range(m)) / m] for j in range(n)]
    return dw, sum(errors) / m


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return [[wj[0] - alpha * dj[0]] for wj, dj in zip(w, dw)], b - alpha * db
