# wrong: the height for the slope, and no alpha
# diagnoses: cost-for-gradient; ignored-alpha
def compute_gradient(w):
    return w * w


def update(w, alpha):
    w = w - compute_gradient(w)
    return w
