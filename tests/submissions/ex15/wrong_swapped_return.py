# wrong: the velocity comes first
# diagnoses: swapped-return
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + gradient
    theta = theta - alpha * velocity
    return velocity, theta
