# wrong: w_new is worked out and w is returned
# diagnoses: unchanged-parameters
def compute_gradient(w):
    gradient = 2.0 * w
    return gradient


def update(w, alpha):
    gradient = compute_gradient(w)
    w_new = w - alpha * gradient
    return w
