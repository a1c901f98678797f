# right: each term is divided by m inside the loop
def compute_gradient(x, y, w, b):
    N = float(len(x))
    w_grad = 0.0
    b_grad = 0.0
    for i in range(0, len(x)):
        w_grad += (1 / N) * x[i] * ((w * x[i] + b) - y[i])
        b_grad += (1 / N) * ((w * x[i] + b) - y[i])
    return w_grad, b_grad


def update(x, y, w, b, alpha):
    g = compute_gradient(x, y, w, b)
    new_w = w - (alpha * g[0])
    new_b = b - (alpha * g[1])
    return new_w, new_b
