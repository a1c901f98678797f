# wrong: hands back the velocity that it was given
# diagnoses: velocity-not-kept
def update(theta, velocity, gradient, alpha, beta):
    v = beta * velocity + gradient
    return theta - alpha * v, velocity
