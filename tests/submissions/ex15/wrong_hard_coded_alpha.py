# wrong: 0.01 instead of alpha
# diagnoses: hard-coded-alpha
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + gradient
    theta = theta - 0.01 * velocity
    return theta, velocity
