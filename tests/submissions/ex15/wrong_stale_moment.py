# wrong: theta moves first, by the old velocity
# diagnoses: stale-moment
def update(theta, velocity, gradient, alpha, beta):
    theta = theta - alpha * velocity
    velocity = beta * velocity + gradient
    return theta, velocity
