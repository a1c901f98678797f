# right: type hints, defaults, prints
from typing import Callable

import numpy as np


def step_decay(alpha0: float, t: int, drop: float = 0.5, every: int = 10) -> float:
    n, _ = divmod(t, every)
    alpha = alpha0 * (drop**n)
    print(f"t = {t}: alpha = {alpha:.4f}")
    return alpha


def exponential_decay(alpha0: float, t: int, k: float = 0.1) -> float:
    return float(alpha0 * np.exp(-k * t))


def inverse_time_decay(alpha0: float, t: int, k: float = 0.1) -> float:
    return float(alpha0 / (1 + k * t))


def cosine_decay(alpha0: float, t: int, t_max: int = 100) -> float:
    return float(alpha0 / 2 * (1 + np.cos(np.pi * t / t_max)))


def update(
    theta: np.ndarray, gradient: np.ndarray, alpha0: float, t: int, schedule: Callable[[float, int], float]
) -> np.ndarray:
    lr = schedule(alpha0, t)
    print("lr", lr)
    return theta - lr * gradient
