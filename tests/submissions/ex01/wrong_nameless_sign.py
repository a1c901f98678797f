# wrong: only the direction of the slope
# diagnoses:
def compute_gradient(w):
    return 1.0 if w > 0 else -1.0


def update(w, alpha):
    w -= alpha * compute_gradient(w)
    return w
