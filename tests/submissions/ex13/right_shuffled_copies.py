# right: X and y are put in order first
def compute_gradient(x_i, y_i, w, b):
    y_hat = (x_i * w).sum() + b
    return (y_hat - y_i) * x_i, y_hat - y_i


def update(x_i, y_i, w, b, alpha):
    grad_w, grad_b = compute_gradient(x_i, y_i, w, b)
    w = w - alpha * grad_w
    b = b - alpha * grad_b
    return w, b


def epoch(X, y, w, b, alpha, order):
    X_shuffled, y_shuffled = X[order], y[order]
    for x_i, y_i in zip(X_shuffled, y_shuffled):
        w, b = update(x_i, y_i, w, b, alpha)
    return w, b
