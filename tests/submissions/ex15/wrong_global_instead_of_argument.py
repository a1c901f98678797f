# wrong: the file's learning rate
# diagnoses: global-instead-of-argument
lr = 0.07


def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + gradient
    theta = theta - lr * velocity
    return theta, velocity
