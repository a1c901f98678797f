# right: the derivative and the rule
def compute_gradient(w):
    return 2 * w


def update(w, alpha):
    return w - alpha * compute_gradient(w)
