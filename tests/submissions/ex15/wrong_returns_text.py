# wrong: text
# diagnoses:
def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + gradient
    return f"{theta - alpha * velocity}", f"{velocity}"
