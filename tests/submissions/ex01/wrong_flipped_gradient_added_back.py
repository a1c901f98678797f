# wrong: the gradient points downhill, and update adds it
# diagnoses: flipped-gradient
def compute_gradient(w):
    return -2 * w


def update(w, alpha):
    return w + alpha * compute_gradient(w)
