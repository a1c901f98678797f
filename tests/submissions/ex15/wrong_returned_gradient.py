# wrong: the gradient instead of the new theta
# diagnoses: returned-gradient
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + gradient
    return gradient, velocity
