"""What several test modules share: hand-made reports and kits."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from grader.results import CheckResult, Diagnosis, Evidence, Outcome, Report, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    MakeKit = Callable[..., Path]

# No test may read or change the progress of whoever runs it; commands that tests start inherit this.
os.environ["GRADER_STATE"] = tempfile.mkdtemp(prefix="grader-test-state-")
atexit.register(shutil.rmtree, os.environ["GRADER_STATE"], ignore_errors=True)

TOML = '''\
title = "Walk down the hill"
summary = "One sentence."
concepts = ["gradient-descent"]
hints = ["""
first
[not a table]
x = 1
""", "second", "third"]

[shapes]
X = ["m", "n"]
w = ["n", 1]
b = []

[roles]
rate = "alpha"

[start]
w = "w_init"

[[functions]]
name = "compute_gradient"
computes = "gradient"
arguments = ["X", "w", "b"]
returns = ["w", "b"]

[[functions]]
name = "update"
computes = "update"
arguments = ["X", "w_init", "b", "alpha=0.1"]
returns = ["w", "b"]
'''

SOURCE = '''\
"""A module."""


def compute_gradient(X, w, b):
    raise NotImplementedError


def update(X, w_init, b, alpha=0.1):
    raise NotImplementedError
'''


def write_exercise(root: Path, stem: str = "ex03_simultaneous_update", toml: str = TOML) -> None:
    """Write both halves of an exercise without faults."""
    folder, hidden = root / "exercises" / stem, root / "solutions" / stem
    short = stem[:4]
    folder.mkdir(parents=True)
    hidden.mkdir(parents=True)
    (folder / "exercise.toml").write_text(toml, encoding="utf-8")
    (folder / "README.md").write_text("# A task\n", encoding="utf-8")
    (folder / "test_examples.py").write_text('"""Visible."""\n', encoding="utf-8")
    (folder / f"{short}.py").write_text(SOURCE, encoding="utf-8")
    (hidden / f"{short}.py").write_text(SOURCE, encoding="utf-8")
    (hidden / "problem.py").write_text('"""Mathematics."""\n', encoding="utf-8")
    (hidden / "test_hidden.py").write_text('"""Hidden."""\n', encoding="utf-8")


@pytest.fixture
def make_kit(tmp_path: Path) -> MakeKit:
    """Return a function that writes a kit with the named exercises and returns its root."""

    def make(*stems: str) -> Path:
        root = tmp_path / "kit"
        for stem in stems or ("ex03_simultaneous_update",):
            write_exercise(root, stem)
        return root

    return make


@pytest.fixture
def failed_report() -> Report:
    """Return the report of a usual mistake: a sequential update."""
    checks = (
        CheckResult(
            id="gradient",
            title="compute_gradient returns ∂J/∂w and ∂J/∂b",
            verdict=Verdict.PASSED,
            points=4.0,
            max_points=4.0,
            proved=True,
        ),
        CheckResult(
            id="simultaneous",
            title="update takes both gradients at the old (w, b)",
            verdict=Verdict.FAILED,
            points=0.0,
            max_points=3.0,
            probe="update(x=[1, 2], y=[3, 5], w=1, b=2, alpha=0.1)",
            expected="(1.1, 2.05)",
            actual="(1.1, 1.9)",
        ),
        CheckResult(
            id="copies",
            title="update leaves its arguments alone",
            verdict=Verdict.PASSED,
            points=3.0,
            max_points=3.0,
            followed_through=True,
        ),
        CheckResult(
            id="descends",
            title="twenty updates lower the cost",
            verdict=Verdict.SKIPPED,
            points=0.0,
            max_points=1.0,
        ),
    )
    diagnosis = Diagnosis(
        misconception="sequential-update",
        title="b's gradient was taken at the new w",
        checks=("simultaneous",),
        evidence=(Evidence.SYMBOLS, Evidence.NUMBERS),
        detail=("w", "b"),
        lines=(14, 15),
        formula="w′ ← w − α ∂J/∂w(w, b)\nb′ ← b − α ∂J/∂b(w′, b)",
        message="Line 14 changes w, and line 15 uses the changed w to compute b's gradient.",
        question="Which w should ∂J/∂b see?",
        concept="simultaneous-update",
    )
    return Report(
        exercise="ex03_simultaneous_update",
        title="Update w and b at the same time",
        path="mine/ex03.py",
        sha256="ab" * 32,
        outcome=Outcome.FAILED,
        checks=checks,
        diagnoses=(diagnosis,),
        isolation={
            "tier": "A",
            "mechanisms": ("seccomp", "landlock"),
            "landlock_abi": 4,
            "kernel": "6.1.0",
            "machine": "x86_64",
            "probe": "16/16",
            "reason": "",
        },
        seed=7,
        versions={"grader": "0.1.0", "numpy": "2.0.0"},
        output="cost 3.5\n",
        max_points=11.0,
    )


@pytest.fixture
def passed_report(failed_report: Report) -> Report:
    """Return the report of a submission with all points."""
    checks = tuple(
        replace(
            check,
            verdict=Verdict.PASSED,
            points=check.max_points,
            followed_through=False,
            probe=None,
            expected=None,
            actual=None,
        )
        for check in failed_report.checks
    )
    return replace(failed_report, outcome=Outcome.PASSED, checks=checks, diagnoses=(), output="")
