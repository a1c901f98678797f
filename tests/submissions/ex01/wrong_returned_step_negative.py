# wrong: the step is returned with its sign
# diagnoses: returned-step
def compute_gradient(w):
    gradient = 2.0 * w
    return gradient


def update(w, alpha):
    return -alpha * compute_gradient(w)
