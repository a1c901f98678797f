# wrong: theta is pushed into the velocity
# diagnoses: moment-of-parameter
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + theta
    theta = theta - alpha * velocity
    return theta, velocity
