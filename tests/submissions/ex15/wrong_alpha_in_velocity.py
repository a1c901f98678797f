# wrong: alpha inside the velocity, as in some libraries
# diagnoses: alpha-in-velocity
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + alpha * gradient
    theta = theta - velocity
    return theta, velocity
