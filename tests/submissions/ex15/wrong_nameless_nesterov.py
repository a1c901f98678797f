# wrong: Nesterov's rule, which looks ahead
# diagnoses:
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + gradient
    theta = theta - alpha * (gradient + beta * velocity)
    return theta, velocity
