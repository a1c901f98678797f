# wrong: the average with its weights exchanged
# diagnoses: swapped-decay
def update(theta, velocity, gradient, alpha, beta):
    v = (1 - beta) * velocity + beta * gradient
    return theta - alpha * v, v
