# wrong: an equals sign too many
# diagnoses:
def compute_gradient(w):
    return = 2 * w


def update(w, alpha):
    return w - alpha * compute_gradient(w)
