# right: the rule with 2w written in, in another order
def compute_gradient(w):
    return w + w


def update(w, alpha):
    w = (1 - 2 * alpha) * w
    return w
