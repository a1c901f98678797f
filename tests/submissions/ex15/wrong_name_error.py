# wrong: v is used before it is made
# diagnoses:
def update(theta, velocity, gradient, alpha, beta):
    v = beta * v + gradient
    return theta - alpha * v, v
