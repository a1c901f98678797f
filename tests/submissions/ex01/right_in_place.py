# right: -= on the argument's own name, and a temporary
def compute_gradient(w):
    gradient = 2.0 * w
    return gradient


def update(w, alpha):
    step = alpha * compute_gradient(w)
    w -= step
    return w
