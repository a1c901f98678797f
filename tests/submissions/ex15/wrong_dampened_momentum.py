# wrong: an exponential average, as in another course
# diagnoses: dampened-momentum
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + (1 - beta) * gradient
    theta = theta - alpha * velocity
    return theta, velocity
