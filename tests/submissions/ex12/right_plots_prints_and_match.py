# right: a plot, prints and match
import matplotlib.pyplot as plt
import numpy as np


def compute_gradient(p):
    u, v = p
    return np.array([2 * u, -2 * v + v**3])


def update(p, alpha):
    return p - alpha * compute_gradient(p)


def classify(p):
    slopes = compute_gradient(p)
    print("slopes", slopes)
    if np.hypot(*slopes) > 1 or np.any(np.abs(slopes) >= 1e-6):
        return "not critical"
    curvatures = np.array([2.0, 3.0 * p[1] ** 2 - 2.0])
    plt.bar(["u", "v"], curvatures)
    match int(np.sum(curvatures > 0)):
        case 2:
            return "minimum"
        case 1:
            return "saddle"
        case _:
            return "maximum"
