# right: a class with cached errors, type hints
from functools import cached_property
from typing import Tuple

import numpy as np


class Fit:
    def __init__(self, x: np.ndarray, y: np.ndarray, w: float, b: float) -> None:
        self.x, self.y, self.w, self.b = x, y, w, b

    @cached_property
    def errors(self) -> np.ndarray:
        return self.w * self.x + self.b - self.y


def compute_cost(x: np.ndarray, y: np.ndarray, w: float, b: float) -> float:
    return float(np.var(Fit(x, y, w, b).errors) + np.mean(Fit(x, y, w, b).errors) ** 2) / 2


def compute_gradient(x: np.ndarray, y: np.ndarray, w: float, b: float) -> Tuple[float, float]:
    e = Fit(x, y, w, b).errors
    return float(np.cov(e, x, bias=True)[0, 1] + e.mean() * x.mean()), float(e.mean())
