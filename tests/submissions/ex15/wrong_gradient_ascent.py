# wrong: along the velocity instead of against it
# diagnoses: gradient-ascent
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + gradient
    theta = theta + alpha * velocity
    return theta, velocity
