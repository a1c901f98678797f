# wrong: a missing bracket and the 2/N of another cost
# diagnoses: bias-subtracted; doubled-gradient
def compute_gradient(x, y, w, b):
    N = float(len(x))
    m_gradient = 0
    b_gradient = 0
    for i in range(len(x)):
        m_gradient += -(2 / N) * x[i] * (y[i] - (w * x[i]) + b)
        b_gradient += -(2 / N) * (y[i] - (w * x[i]) + b)
    return m_gradient, b_gradient


def update(x, y, w, b, alpha):
    m_gradient, b_gradient = compute_gradient(x, y, w, b)
    return w - alpha * m_gradient, b - alpha * b_gradient
