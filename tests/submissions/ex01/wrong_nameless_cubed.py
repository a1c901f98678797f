# wrong: the antiderivative's power
# diagnoses:
def compute_gradient(w):
    return w**3 / 3


def update(w, alpha):
    return w - alpha * compute_gradient(w)
