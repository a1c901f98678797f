# wrong: a bracket is missing
# diagnoses:
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + gradient
    theta = theta - (alpha * velocity
    return theta, velocity
