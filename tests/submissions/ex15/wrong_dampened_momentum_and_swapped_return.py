# wrong: weighted with 1 - beta, and returned the wrong way round
# diagnoses: dampened-momentum; swapped-return
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + (1 - beta) * gradient
    theta = theta - alpha * velocity
    return velocity, theta
