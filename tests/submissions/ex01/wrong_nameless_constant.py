# wrong: the worked example's slope for every w
# diagnoses:
def compute_gradient(w):
    return 8.0


def update(w, alpha):
    gradient = compute_gradient(w)
    w = w - alpha * gradient
    return w
