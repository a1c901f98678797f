# wrong: 4w, and a plus
# diagnoses: doubled-gradient; gradient-ascent
def compute_gradient(w):
    return 4 * w


def update(w, alpha):
    return w + alpha * compute_gradient(w)
