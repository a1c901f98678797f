# wrong: a velocity with alpha in it, kept in the caller's array
# diagnoses: alpha-in-velocity; mutated-arguments
def update(theta, velocity, gradient, alpha, beta):
    velocity[:] = beta * velocity + alpha * gradient
    return theta - velocity, velocity
