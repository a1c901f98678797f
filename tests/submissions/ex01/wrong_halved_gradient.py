# wrong: the 2 of the power is dropped
# diagnoses: halved-gradient
def compute_gradient(w):
    return w


def update(w, alpha):
    gradient = compute_gradient(w)
    w = w - alpha * gradient
    return w
