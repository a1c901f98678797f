# wrong: divided by m in the loop and once more at the end
# diagnoses: mean-twice
def compute_gradient(x, y, w, b):
    m = len(x)
    w_grad = 0
    b_grad = 0
    for i in range(m):
        w_grad += ((w * x[i] + b) - y[i]) * x[i] / m
        b_grad += ((w * x[i] + b) - y[i]) / m
    return w_grad / m, b_grad / m


def update(x, y, w, b, alpha):
    w_grad, b_grad = compute_gradient(x, y, w, b)
    return w - alpha * w_grad, b - alpha * b_grad


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    steps = 0
    while True:
        slopes = compute_gradient(x, y, w, b)
        converged = all(-epsilon < s < epsilon for s in slopes)
        if converged or steps == max_iterations:
            return w, b, steps, converged
        w, b = update(x, y, w, b, alpha)
        steps = steps + 1
