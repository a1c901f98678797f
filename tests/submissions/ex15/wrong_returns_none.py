# wrong: nothing is returned
# diagnoses:
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + gradient
    theta = theta - alpha * velocity
