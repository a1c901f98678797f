# wrong: the step is subtracted twice
# diagnoses: double-step
def compute_gradient(w):
    return 2 * w


def update(w, alpha):
    gradient = compute_gradient(w)
    w = w - alpha * gradient
    w = w - alpha * gradient
    return w
