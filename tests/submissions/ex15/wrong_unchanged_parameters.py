# wrong: the moved theta is lost
# diagnoses: unchanged-parameters
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + gradient
    new_theta = theta - alpha * velocity
    return theta, velocity
