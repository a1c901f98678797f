# wrong: the slope is printed
# diagnoses: printed-not-returned
def compute_gradient(w):
    print(2 * w)


def update(w, alpha):
    return w - alpha * 2 * w
