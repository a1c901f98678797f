# right: the two lines of the task
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + gradient
    theta = theta - alpha * velocity
    return theta, velocity
