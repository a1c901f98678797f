# right: theta without the new velocity's name
def update(theta, velocity, gradient, alpha, beta):
    return theta - alpha * gradient - alpha * beta * velocity, velocity * beta + gradient
