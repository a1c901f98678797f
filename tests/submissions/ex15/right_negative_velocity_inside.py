# right: a velocity that points downhill inside, turned round on the way out
def update(theta, velocity, gradient, alpha, beta):
    v = -velocity
    v = beta * v - gradient
    theta = theta + alpha * v
    return theta, -v
