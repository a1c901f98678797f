# wrong: 0.9, whatever beta is
# diagnoses: hard-coded-decay
def update(theta, velocity, gradient, alpha, beta):
    velocity = 0.9 * velocity + gradient
    theta = theta - alpha * velocity
    return theta, velocity
