# wrong: the gradient is subtracted from the velocity, and the velocity from theta
# diagnoses: velocity-sign
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity - gradient
    theta = theta - alpha * velocity
    return theta, velocity
