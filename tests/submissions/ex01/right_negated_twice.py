# right: downhill is worked out first and then added
def compute_gradient(w):
    return -(-2 * w)


def update(w, alpha):
    downhill = -compute_gradient(w)
    w = w + alpha * downhill
    return w
