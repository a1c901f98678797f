# right: plain Python lists
def update(theta, velocity, gradient, alpha, beta):
    v_new = [beta * v + g for v, g in zip(velocity, gradient)]
    return [t - alpha * v for t, v in zip(theta, v_new)], v_new
