# wrong: MOMENTUM from the top of the file
# diagnoses: global-instead-of-argument
MOMENTUM = 0.85


def update(theta, velocity, gradient, alpha, beta):
    v = MOMENTUM * velocity + gradient
    return theta - alpha * v, v
