# wrong: the change of theta instead of theta
# diagnoses: returned-step
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + gradient
    return -alpha * velocity, velocity
