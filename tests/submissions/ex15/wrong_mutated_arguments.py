# wrong: *= and -= on the caller's arrays
# diagnoses: mutated-arguments
def update(theta, velocity, gradient, alpha, beta):
    velocity *= beta
    velocity += gradient
    theta -= alpha * velocity
    return theta, velocity
