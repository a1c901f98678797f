# wrong: a central difference, which for w² is right but for rounding
# diagnoses: difference-quotient
def loss(w):
    return w**2


def compute_gradient(w):
    h = 1e-4
    return (loss(w + h) - loss(w - h)) / (2 * h)


def update(w, alpha):
    return w - alpha * compute_gradient(w)
