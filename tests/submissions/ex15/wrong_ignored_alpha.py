# wrong: the whole velocity is subtracted
# diagnoses: ignored-alpha
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + gradient
    theta = theta - velocity
    return theta, velocity
