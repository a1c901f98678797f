# right: no NumPy, columns as lists of lists
def errors_of(X, y, w, b):
    return [sum(v * wj[0] for v, wj in zip(row, w)) + b - t[0] for row, t in zip(X, y)]


def compute_gradient(X, y, w, b):
    e = errors_of(X, y, w, b)
    m = len(e)
    dw = [[sum(ei * row[j] for ei, row in zip(e, X)) / m] for j in range(len(w))]
    return dw, sum(e) / m


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return [[wj[0] - alpha * d[0]] for wj, d in zip(w, dw)], b - alpha * db


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    costs = []
    for step in range(num_iterations + 1):
        if step > 0:
            w, b = update(X, y, w, b, alpha)
        costs.append(sum(e * e for e in errors_of(X, y, w, b)) / (2 * len(X)))
    return w, b, costs
