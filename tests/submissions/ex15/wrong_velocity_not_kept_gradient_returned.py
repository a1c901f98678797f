# wrong: hands back the gradient as the next velocity
# diagnoses: velocity-not-kept
def update(theta, velocity, gradient, alpha, beta):
    new_theta = theta - alpha * (beta * velocity + gradient)
    last_gradient = gradient
    return new_theta, last_gradient
