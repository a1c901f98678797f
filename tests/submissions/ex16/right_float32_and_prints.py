# right: single precision, prints, a progress bar and a demo
import numpy as np
from tqdm import tqdm


def update_adagrad(theta, s, gradient, alpha, epsilon):
    g = gradient.astype(np.float32)
    s = s.astype(np.float32) + g**2
    print("s:", s)
    return theta.astype(np.float32) - np.float32(alpha) * g / (np.sqrt(s) + np.float32(epsilon)), s


def update_rmsprop(theta, s, gradient, alpha, rho=0.9, epsilon=1e-8):
    s = rho * s + (1 - rho) * gradient**2
    return theta - alpha * gradient / (np.sqrt(s) + epsilon), s


if __name__ == "__main__":
    theta, s = np.array([3.0, -2.0]), np.zeros(2)
    for _ in tqdm(range(100)):
        theta, s = update_adagrad(theta, s, 2 * theta, 0.5, 1e-8)
    print(theta)
