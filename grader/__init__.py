"""Exercises on gradient descent's update rule, graded in isolation, with the mistake named."""

__version__ = "0.1.0"

__all__ = ["__version__"]
