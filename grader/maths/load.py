"""Runs an author's `problem.py` and the like; it is the author's code, trusted like the engine's own."""

from __future__ import annotations

import traceback
from types import ModuleType
from typing import TYPE_CHECKING, Any

from grader.errors import Fault, KitError

if TYPE_CHECKING:
    from pathlib import Path

    from grader.maths.problem import Problem


def run_file(path: Path) -> dict[str, Any]:
    """Return the names that an author's file defines.

    Raises
    ------
    KitError
        The file cannot be run; names the line.
    """
    module = ModuleType(f"{path.stem}_{path.parent.name}")
    module.__file__ = str(path)
    try:
        exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), module.__dict__)
    except SyntaxError as error:
        raise KitError([Fault(str(path), error.lineno or 1, f"syntax error: {error.msg}")]) from error
    except Exception as error:
        lines = [
            frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)
        ]
        fault = Fault(str(path), (lines[-1] if lines else 1) or 1, f"{type(error).__name__}: {error}")
        raise KitError([fault]) from error
    return module.__dict__


def load_problem(path: Path) -> Problem:
    """Return the `problem` that a file states.

    Raises
    ------
    KitError
        The file cannot be run, or states no problem.
    """
    from grader.maths.problem import Problem

    problem = run_file(path).get("problem")
    if not isinstance(problem, Problem):
        message = "this file must define `problem`, for instance with grader.maths.problem.supervised"
        raise KitError([Fault(str(path), 1, message)])
    return problem
