# wrong: two steps, each from where the last one ended
# diagnoses: double-step
def compute_gradient(w):
    gradient = 2.0 * w
    return gradient


def update(w, alpha):
    w = w - alpha * compute_gradient(w)
    w = w - alpha * compute_gradient(w)
    return w
