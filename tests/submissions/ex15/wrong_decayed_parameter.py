# wrong: alpha times theta is subtracted
# diagnoses: decayed-parameter
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + gradient
    theta = theta - alpha * theta
    return theta, velocity
