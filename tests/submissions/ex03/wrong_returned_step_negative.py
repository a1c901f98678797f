# wrong: update returns the signed step
# diagnoses: returned-step
def compute_gradient(x, y, w, b):
    errors = w * x + b - y
    return (errors * x).mean(), errors.mean()


def update(x, y, w, b, alpha):
    slopes = compute_gradient(x, y, w, b)
    return tuple(-alpha * slope for slope in slopes)
