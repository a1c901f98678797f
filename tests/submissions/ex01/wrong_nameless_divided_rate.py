# wrong: divided by alpha instead of multiplied
# diagnoses:
def compute_gradient(w):
    return 2 * w


def update(w, alpha):
    gradient = compute_gradient(w)
    return w - gradient / alpha
