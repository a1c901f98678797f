# wrong: the answer is text
# diagnoses:
def compute_gradient(w):
    return 2 * w


def update(w, alpha):
    return f"{w - alpha * compute_gradient(w):.2f}"
