# wrong: the step is not applied
# diagnoses: returned-step
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + gradient
    step = alpha * velocity
    return step, velocity
