# right: type hints, asserts, prints, a plot, a demo
import matplotlib.pyplot as plt
import numpy as np


def update(
    theta: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    t: int,
    gradient: np.ndarray,
    alpha: float = 0.001,
    beta1: float = 0.9,
    beta2: float = 0.999,
    epsilon: float = 1e-8,
):
    assert t >= 1, "t counts from 1"
    m_new = np.average(np.stack([m, gradient]), axis=0, weights=[beta1, 1 - beta1])
    v_new = np.average(np.stack([v, gradient**2]), axis=0, weights=[beta2, 1 - beta2])
    m_hat, v_hat = m_new / (1 - beta1**t), v_new / (1 - beta2**t)
    print(f"step {t}: m_hat = {m_hat}, v_hat = {v_hat}")
    return theta - alpha * m_hat / (np.sqrt(v_hat) + epsilon), m_new, v_new


path, m, v = [np.array([2.0, -1.0])], np.zeros(2), np.zeros(2)
for t in range(1, 6):
    theta, m, v = update(path[-1], m, v, t, 2 * path[-1], alpha=0.1)
    path.append(theta)
plt.plot(*np.array(path).T)
plt.show()
