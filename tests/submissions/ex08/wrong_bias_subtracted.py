# wrong: a bracket is missing, so b is added to the error instead of to the prediction
# diagnoses: bias-subtracted
def compute_gradient(x, y, w, b):
    n = float(len(x))
    w_gradient = 0
    b_gradient = 0
    for i in range(len(x)):
        w_gradient += -(1 / n) * x[i] * (y[i] - (w * x[i]) + b)
        b_gradient += -(1 / n) * (y[i] - (w * x[i]) + b)
    return w_gradient, b_gradient


def update(x, y, w, b, alpha):
    w_gradient, b_gradient = compute_gradient(x, y, w, b)
    new_w = w - (alpha * w_gradient)
    new_b = b - (alpha * b_gradient)
    return new_w, new_b


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    for n_steps in range(max_iterations):
        dj_dw, dj_db = compute_gradient(x, y, w, b)
        if abs(dj_dw) < epsilon and abs(dj_db) < epsilon:
            return w, b, n_steps, True
        w, b = update(x, y, w, b, alpha)
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w, b, max_iterations, abs(dj_dw) < epsilon and abs(dj_db) < epsilon
