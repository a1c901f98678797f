"""Exercises on gradient descent's update rule, graded in isolation, with the mistake named.

`grader.check("ex03", "submission.py")` returns a `grader.Report`; `%load_ext grader` gives notebooks the
cell magic `%%check ex03`. The names listed here are public and stay; all others may change.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grader.api import Report, check
    from grader.api.magic import load_ipython_extension
    from grader.errors import GraderError
    from grader.results import CheckResult, Diagnosis, Outcome, Verdict

__version__ = "0.1.0"

__all__ = [
    "CheckResult",
    "Diagnosis",
    "GraderError",
    "Outcome",
    "Report",
    "Verdict",
    "__version__",
    "check",
    "load_ipython_extension",
]

# Fetched when first asked for: every command imports this module, and few of them need these.
_HOMES = {
    "CheckResult": "grader.results",
    "Diagnosis": "grader.results",
    "GraderError": "grader.errors",
    "Outcome": "grader.results",
    "Report": "grader.api",
    "Verdict": "grader.results",
    "check": "grader.api",
    "load_ipython_extension": "grader.api.magic",
}


def __getattr__(name: str) -> Any:
    """Return a public name from the module that defines it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted([*__all__, "__doc__", "__file__", "__name__", "__path__"])
