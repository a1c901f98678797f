# wrong: a velocity that points downhill
# diagnoses: velocity-sign
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity - gradient
    return theta + alpha * velocity, velocity
