# wrong: alpha is not among the arguments
# diagnoses:
def compute_gradient(w):
    gradient = 2.0 * w
    return gradient


def update(w):
    return w - 0.1 * compute_gradient(w)
