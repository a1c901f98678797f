# wrong: update reads the rate at the top of the file
# diagnoses: global-instead-of-argument
learning_rate = 0.3


def compute_gradient(w):
    return 2 * w


def update(w, alpha):
    return w - learning_rate * compute_gradient(w)
