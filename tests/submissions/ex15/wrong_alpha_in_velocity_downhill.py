# wrong: the rule of the Keras page
# diagnoses: alpha-in-velocity
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity - alpha * gradient
    w = theta + velocity
    return w, velocity
