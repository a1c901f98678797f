# wrong: beta is applied to the velocity twice
# diagnoses:
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity
    velocity = beta * velocity + gradient
    return theta - alpha * velocity, velocity
