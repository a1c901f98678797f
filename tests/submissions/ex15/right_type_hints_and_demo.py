# right: type hints, a print, demo code at import
import numpy as np


def update(
    theta: np.ndarray, velocity: np.ndarray, gradient: np.ndarray, alpha: float, beta: float = 0.9
) -> tuple[np.ndarray, np.ndarray]:
    """One momentum step."""
    velocity = np.add(np.multiply(beta, velocity), gradient)
    theta = np.subtract(theta, alpha * velocity)
    print("velocity", velocity)
    return theta, velocity


theta, v = np.array([4.0]), np.zeros(1)
for step in range(5):
    theta, v = update(theta, v, 2 * theta, 0.1)
print("after five steps:", theta)
