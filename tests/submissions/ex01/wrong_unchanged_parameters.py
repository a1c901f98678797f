# wrong: the difference is not stored
# diagnoses: unchanged-parameters
def compute_gradient(w):
    return 2 * w


def update(w, alpha):
    w - alpha * compute_gradient(w)
    return w
