# wrong: moved by the old velocity, and returned the wrong way round
# diagnoses: stale-moment; swapped-return
def update(theta, velocity, gradient, alpha, beta):
    new_theta = theta - alpha * velocity
    new_velocity = beta * velocity + gradient
    return new_velocity, new_theta
