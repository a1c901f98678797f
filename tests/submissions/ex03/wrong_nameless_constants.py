# wrong: the numbers of the worked example, typed in
# diagnoses:
def compute_gradient(x, y, w, b):
    return 6.0, 2.0


def update(x, y, w, b, alpha):
    return 0.4, 0.8
