"""Measures how long a class report takes, how much memory it needs, and how large its page is.

    python benchmarks/class_report.py --learners 30 3000 30000

writes gradebooks of made-up classes through the gradebook's own functions, runs `grader report` on each in a
process of its own, and prints seconds, peak memory and bytes. Nothing is judged: the reports are made up,
with mistakes of the catalogue, values that go with them, and a few pairs of learners with the same answers.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from grader.classroom.gradebook import Gradebook
from grader.classroom.records import Conditions, HandIn, Learner
from grader.maths.misconceptions import CATALOGUE
from grader.results import CheckResult, Diagnosis, Evidence, Outcome, Report, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

STEMS = (
    "ex01_one_parameter",
    "ex02_cost_and_gradient",
    "ex03_simultaneous_update",
    "ex04_vectorised_gradient",
    "ex05_gradient_descent",
    "ex06_any_gradient",
    "ex07_theta_form",
    "ex08_convergence",
)
CHECKS = ("gradient", "update", "arguments", "descent")
#: How submissions end, and how often.
OUTCOMES = (
    (Outcome.PASSED, 0.55),
    (Outcome.FAILED, 0.4),
    (Outcome.ERRORED, 0.03),
    (Outcome.TIMED_OUT, 0.01),
    (Outcome.TAMPERED, 0.002),
    (Outcome.GRADER_FAULT, 0.001),
)
AT = "2026-11-23T08:00:00.000Z"


def made_up_report(stem: str, sha256: str, outcome: Outcome, mistakes: Sequence[str], value: str) -> Report:
    """Return a report as the judge would write one.

    Parameters
    ----------
    stem, sha256 : str
        The exercise, and the submission.
    outcome : Outcome
        How it ended.
    mistakes : sequence of str
        Misconceptions that are named.
    value : str
        What a failed check shows.
    """
    failed = {Outcome.FAILED: Verdict.FAILED, Outcome.TIMED_OUT: Verdict.TIMED_OUT}.get(
        outcome, Verdict.ERRORED
    )
    checks = []
    has_failed = outcome is Outcome.PASSED
    at = len(value) % 2
    for place, name in enumerate(CHECKS):
        verdict = Verdict.PASSED
        if outcome is not Outcome.PASSED and place >= at:
            verdict = Verdict.SKIPPED if has_failed else failed
            has_failed = True
        passed = verdict is Verdict.PASSED
        checks.append(
            CheckResult(
                id=name,
                title=f"{name} is as the task asks",
                verdict=verdict,
                points=2.5 if passed else 0.0,
                max_points=2.5,
                probe=None if passed else "update(x=[2, 4], y=[5, 3], w=1, b=3, alpha=0.1)",
                expected=None if passed else "(0.2, 2.8)",
                actual=value if verdict is Verdict.FAILED else None,
            )
        )
    diagnoses = tuple(
        Diagnosis(
            misconception=name,
            title=CATALOGUE[name].title,
            checks=(CHECKS[at],),
            evidence=(Evidence.NUMBERS,),
            lines=(9,),
            formula="w − α·∂J/∂w",
            message=CATALOGUE[name].message,
            question=CATALOGUE[name].question,
            concept=CATALOGUE[name].concept,
        )
        for name in mistakes
    )
    is_fault = outcome is Outcome.GRADER_FAULT
    return Report(
        exercise=stem,
        title=stem.partition("_")[2].replace("_", " "),
        path=f"{stem[:4]}.py",
        sha256=sha256,
        outcome=outcome,
        checks=() if is_fault else tuple(checks),
        diagnoses=diagnoses if outcome is Outcome.FAILED else (),
        message="A judge ended unasked." if is_fault else "",
        isolation={"tier": "A"},
        versions={"grader": "0", "python": "3"},
        max_points=10.0,
    )


def write_gradebook(
    path: Path,
    n_learners: int,
    seed: int,
    stems: Sequence[str] = STEMS,
    outcomes: Sequence[tuple[Outcome, float]] = OUTCOMES,
) -> int:
    """Write the gradebook of a made-up class, and return how many hand-ins it has.

    Parameters
    ----------
    path : Path
        The file; it must not exist.
    n_learners : int
        How many are enrolled.
    seed : int
        The same seed makes the same class.
    stems : sequence of str
        The exercises.
    outcomes : sequence of (Outcome, float)
        How submissions end, and how often.
    """
    draw = random.Random(seed)
    # A few mistakes are frequent and most are rare, as in real classes.
    weights = [1 / (place + 1) for place in range(len(CATALOGUE))]
    names = sorted(CATALOGUE, key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    copied: dict[str, tuple[Outcome, tuple[str, ...], str]] = {}
    n_hand_ins = 0
    with Gradebook(path, create=True) as gradebook:
        for stem in stems:
            gradebook.describe_exercise(stem, stem.partition("_")[2].replace("_", " "), 10.0)
        for number in range(n_learners):
            learner = f"learner_{number:06}"
            gradebook.enrol(Learner(learner, f"Learner No. {number}", True))
            holds = draw.choices(names, weights, k=2)
            for stem in stems:
                if draw.random() < 0.08:
                    continue
                for attempt in range(12 if draw.random() < 0.002 else 1):
                    (outcome,) = draw.choices(
                        [name for name, _ in outcomes], [share for _, share in outcomes]
                    )
                    mistake = draw.choice(holds) if draw.random() < 0.6 else draw.choices(names, weights)[0]
                    value = f"({len(mistake)}.{len(stem)}, {draw.choice(holds[:1])})"
                    drawn = (outcome, (mistake,), value)
                    if number % 997 in (3, 4):
                        # Two who hand in the same wrong things, one after the other.
                        drawn = (Outcome.FAILED, (mistake,), f"({number // 997}, {stem})")
                        drawn = copied.setdefault(f"{number // 997} {stem}", drawn)
                    _hand_in(gradebook, learner, stem, attempt, *drawn, draw.lognormvariate(-3, 0.7))
                    n_hand_ins += 1
            if number % 500 == 499:
                gradebook.commit()
        gradebook.commit()
    return n_hand_ins


def _hand_in(
    gradebook: Gradebook,
    learner: str,
    stem: str,
    attempt: int,
    outcome: Outcome,
    mistakes: tuple[str, ...],
    value: str,
    seconds: float,
) -> None:
    """Record a hand-in, its result and that it has it."""
    sha256 = hashlib.sha256(f"{learner} {stem} {attempt}".encode()).hexdigest()
    hand_in = gradebook.hand_in(HandIn(learner, stem, sha256, f"{learner}/{stem[:4]}.py"), b"", AT)
    report = made_up_report(stem, sha256, outcome, mistakes, value)
    conditions = Conditions(stem, "suite", "kit", "engine", "seed")
    gradebook.grade(hand_in, gradebook.record(conditions, report, seconds=seconds, graded_at=AT), AT)


def measure(gradebook: Path, page: Path) -> tuple[float, float]:
    """Run `grader report` and return seconds and its peak memory in MiB."""
    command = [sys.executable, "-m", "grader", "report", "--gradebook", str(gradebook), "-o", str(page)]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"grader report ended with exit code {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


def main() -> None:
    """Measure classes of the sizes that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--learners", type=int, nargs="+", default=[30, 3000, 30000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for gradebooks and pages; else they are removed")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        print(
            f"{'learners':>8}  {'hand-ins':>8}  {'gradebook':>9}  {'report':>8}  {'memory':>8}  {'page':>8}"
        )
        for n_learners in arguments.learners:
            gradebook, page = folder / f"{n_learners}.sqlite", folder / f"{n_learners}.html"
            gradebook.unlink(missing_ok=True)
            n_hand_ins = write_gradebook(gradebook, n_learners, arguments.seed)
            seconds, memory = measure(gradebook, page)
            megabytes, kilobytes = gradebook.stat().st_size / 1e6, page.stat().st_size / 1e3
            print(
                f"{n_learners:>8}  {n_hand_ins:>8}  {megabytes:>6.1f} MB  {seconds:>6.1f} s  "
                f"{memory:>4.0f} MiB  {kilobytes:>5.0f} kB",
                flush=True,
            )


if __name__ == "__main__":
    main()
