# wrong: the velocity only ever grows
# diagnoses: missing-decay
def update(theta, velocity, gradient, alpha, beta):
    velocity = velocity + gradient
    theta = theta - alpha * velocity
    return theta, velocity
