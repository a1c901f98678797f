# right: type hints, an extra argument, a main guard
import warnings
from typing import Union

Number = Union[int, float]


def compute_gradient(w: Number, verbose: bool = False) -> float:
    """Return dL/dw."""
    if verbose:
        print(f"slope at {w}: {2 * w}")
    return 2.0 * w


def update(w: Number, alpha: float, momentum: float = 0.0) -> float:
    if alpha > 0.09:
        warnings.warn("alpha might be large")
    return w - alpha * compute_gradient(w)


if __name__ == "__main__":
    print(update(float(input("w? ")), 0.1))
