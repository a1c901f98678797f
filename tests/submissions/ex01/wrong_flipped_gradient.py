# wrong: a minus that belongs to the step
# diagnoses: flipped-gradient
def compute_gradient(w):
    return -2 * w


def update(w, alpha):
    return w - alpha * compute_gradient(w)
