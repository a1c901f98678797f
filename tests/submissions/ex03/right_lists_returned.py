# right: pairs come back as lists
def compute_gradient(x, y, w, b):
    grad = [0, 0]
    for xi, yi in zip(x, y):
        grad[0] += (w * xi + b - yi) * xi
        grad[1] += w * xi + b - yi
    return [g / len(x) for g in grad]


def update(x, y, w, b, alpha):
    params = [w, b]
    grad = compute_gradient(x, y, w, b)
    for k in range(2):
        params[k] = params[k] - alpha * grad[k]
    return params
