# wrong: gradient minus what was kept
# diagnoses: velocity-sign
def update(theta, velocity, gradient, alpha, beta):
    velocity = gradient - beta * velocity
    theta = theta - alpha * velocity
    return theta, velocity
