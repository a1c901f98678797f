# wrong: 0.1 instead of alpha
# diagnoses: hard-coded-alpha
def compute_gradient(w):
    gradient = 2.0 * w
    return gradient


def update(w, alpha):
    gradient = compute_gradient(w)
    w = w - 0.1 * gradient
    return w
