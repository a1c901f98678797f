# wrong: the height instead of the slope
# diagnoses: cost-for-gradient
def compute_gradient(w):
    return w**2


def update(w, alpha):
    gradient = compute_gradient(w)
    w = w - alpha * gradient
    return w
