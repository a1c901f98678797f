# wrong: the step is returned
# diagnoses: returned-step
def compute_gradient(w):
    return 2 * w


def update(w, alpha):
    gradient = compute_gradient(w)
    step = alpha * gradient
    return step
