# wrong: the function has another name
# diagnoses:
def momentum_step(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + gradient
    return theta - alpha * velocity, velocity
