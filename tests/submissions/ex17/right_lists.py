# right: plain Python, lists come back
def update(theta, m, v, t, gradient, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    m = [beta1 * a + (1 - beta1) * g for a, g in zip(m, gradient)]
    v = [beta2 * a + (1 - beta2) * g**2 for a, g in zip(v, gradient)]
    c1, c2 = 1 - beta1**t, 1 - beta2**t
    theta = [p - alpha * (a / c1) / ((b / c2) ** 0.5 + epsilon) for p, a, b in zip(theta, m, v)]
    return theta, m, v
