# wrong: alpha takes no part
# diagnoses: ignored-alpha
def compute_gradient(w):
    return 2 * w


def update(w, alpha):
    gradient = compute_gradient(w)
    return w - gradient
