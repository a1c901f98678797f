# wrong: alpha in both lines
# diagnoses: alpha-in-velocity
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + alpha * gradient
    theta = theta - alpha * velocity
    return theta, velocity
