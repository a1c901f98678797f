# wrong: the velocity is renewed and then forgotten
# diagnoses: moment-not-used
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + gradient
    theta = theta - alpha * gradient
    return theta, velocity
