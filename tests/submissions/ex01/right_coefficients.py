# right: the derivative of any polynomial, by its list of coefficients
def derivative(coefficients):
    return [k * c for k, c in enumerate(coefficients)][1:]


def evaluate(coefficients, w):
    return sum(c * w**k for k, c in enumerate(coefficients))


def compute_gradient(w):
    return evaluate(derivative([0, 0, 1]), w)


def update(w, alpha):
    return w - alpha * compute_gradient(w)
