"""Judges a submission from its source to its report: the suite, the proofs and the diagnoses."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.kit import Exercise
    from grader.results import Report
    from grader.sandbox import Sandbox

__all__ = ["check"]


def check(
    exercise: Exercise, source: bytes, *, path: str, sandbox: Sandbox, seed: int | None = None
) -> Report:
    """Judge one submission.

    Parameters
    ----------
    exercise : Exercise
        What it is judged by.
    source : bytes
        The submission's file, UTF-8.
    path : str
        Its path, for the report.
    sandbox : Sandbox
        Where the submission's code runs.
    seed : int, optional
        What probes are drawn from; by default a number that this machine keeps.

    Raises
    ------
    KitError
        The exercise's suite or problem is broken.
    NotIsolatedError
        The sandbox was asked for isolation that cannot be had.
    JudgeFaultError
        The engine or the suite failed.
    """
    # The worker loads the submission on one core while this process imports pytest and NumPy on another.
    worker = sandbox.open(source.decode("utf-8"), limits=exercise.limits, filename=exercise.stub.name)
    # A second thread of NumPy's would only wait, and keep a core from the worker while it does.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from grader.checking.report import judge

    return judge(exercise, source, worker, path=path, sandbox=sandbox, seed=seed)
