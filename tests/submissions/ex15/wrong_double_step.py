# wrong: the step is subtracted in two lines
# diagnoses: double-step
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + gradient
    theta = theta - alpha * velocity
    theta = theta - alpha * velocity
    return theta, velocity
