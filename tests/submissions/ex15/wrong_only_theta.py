# wrong: the velocity is not handed back
# diagnoses:
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + gradient
    return theta - alpha * velocity
