# wrong: beta at the gradient
# diagnoses: swapped-decay
def update(theta, velocity, gradient, alpha, beta):
    velocity = velocity + beta * gradient
    theta = theta - alpha * velocity
    return theta, velocity
