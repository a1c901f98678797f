# wrong: both lines are run twice
# diagnoses: double-step
def update(theta, velocity, gradient, alpha, beta):
    for _ in range(2):
        velocity = beta * velocity + gradient
        theta = theta - alpha * velocity
    return theta, velocity
