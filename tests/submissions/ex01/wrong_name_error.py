# wrong: lr is not the argument's name
# diagnoses:
def compute_gradient(w):
    gradient = 2.0 * w
    return gradient


def update(w, alpha):
    return w - lr * compute_gradient(w)
