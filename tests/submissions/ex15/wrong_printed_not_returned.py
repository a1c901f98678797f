# wrong: the new values are only printed
# diagnoses: printed-not-returned
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + gradient
    theta = theta - alpha * velocity
    print("theta:", theta, "velocity:", velocity)
