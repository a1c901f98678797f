# wrong: the 2 comes down twice
# diagnoses: doubled-gradient
def compute_gradient(w):
    return 2 * 2 * w


def update(w, alpha):
    w -= alpha * compute_gradient(w)
    return w
