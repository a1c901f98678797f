# wrong: uphill, and on the caller's theta
# diagnoses: gradient-ascent; mutated-arguments
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + gradient
    theta += alpha * velocity
    return theta, velocity
