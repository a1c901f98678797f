# right: type hints, a dataclass and a named tuple
from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Tuple

import numpy as np


class Gradient(NamedTuple):
    dj_dw: float
    dj_db: float


@dataclass
class Settings:
    alpha: float = 0.01


def compute_gradient(x: np.ndarray, y: np.ndarray, w: float, b: float) -> Gradient:
    error: np.ndarray = w * x + b - y
    return Gradient(dj_dw=float(np.mean(error * x)), dj_db=float(np.mean(error)))


def update(x: np.ndarray, y: np.ndarray, w: float, b: float, alpha: float) -> Tuple[float, float]:
    settings = Settings(alpha)
    gradient = compute_gradient(x, y, w, b)
    return w - settings.alpha * gradient.dj_dw, b - settings.alpha * gradient.dj_db
