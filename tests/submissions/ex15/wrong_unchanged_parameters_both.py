# wrong: everything is computed under new names and the old names are returned
# diagnoses: unchanged-parameters
def update(theta, velocity, gradient, alpha, beta):
    v = beta * velocity + gradient
    t = theta - alpha * v
    return theta, velocity
