# wrong: beta times theta instead of beta times the velocity
# diagnoses: moment-of-parameter
def update(theta, velocity, gradient, alpha, beta):
    new_velocity = beta * theta + gradient
    new_theta = theta - alpha * new_velocity
    return new_theta, new_velocity
