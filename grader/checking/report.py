"""Makes the report on a submission: runs its suite, proves what can be proved, names the mistakes."""

from __future__ import annotations

import hashlib
import os
import platform
import secrets
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from grader import __version__
from grader.feedback.policy import within
from grader.judge.bench import make_bench
from grader.judge.proof import mark_proved, traces_of
from grader.judge.session import SuiteRun, run_suite
from grader.judge.submission import why_no_value
from grader.maths.cache import cache_folder
from grader.results import CheckResult, Diagnosis, Outcome, Report, Verdict
from grader.wording import Sentence, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.judge.ran import Ran
    from grader.kit import Exercise
    from grader.sandbox import Reply, Sandbox, Worker

_OUTCOMES = (
    (Verdict.TAMPERED, Outcome.TAMPERED),
    (Verdict.OUT_OF_MEMORY, Outcome.OUT_OF_MEMORY),
    (Verdict.TIMED_OUT, Outcome.TIMED_OUT),
    (Verdict.ERRORED, Outcome.ERRORED),
    (Verdict.FAILED, Outcome.FAILED),
    (Verdict.SKIPPED, Outcome.FAILED),
)
_LOAD_OUTCOMES = {
    "timed-out": Outcome.TIMED_OUT,
    "out-of-memory": Outcome.OUT_OF_MEMORY,
    "tampered": Outcome.TAMPERED,
}


def judge(
    exercise: Exercise, source: bytes, worker: Worker, *, path: str, sandbox: Sandbox, seed: int | None
) -> Report:
    """Judge a submission that a worker was given; see `grader.checking.check`."""
    seed = machine_seed() if seed is None else seed
    bench = make_bench(exercise, worker, seed)
    isolation = sandbox.isolation.as_dict()
    loaded = worker.load()
    if loaded.status != "returned":
        bench.failure = why_no_value(exercise.stub.name, loaded)
    runs: list[SuiteRun] = []
    run_suite(exercise.suite, [bench], runs.append)
    # What is printed from here on, by traces and recognisers, is not what the learner asked to see.
    output = worker.output
    report = make_report(runs[0], source, loaded, path=path, seed=seed)
    bench.submission.renew()
    return replace(report, isolation=isolation, output=output)


#: Checks whose functions neither raised nor ended their process.
_COME_TO_VALUES = frozenset({Verdict.PASSED, Verdict.FAILED, Verdict.SKIPPED})


def make_report(
    run: SuiteRun, source: bytes, loaded: Reply, *, path: str, seed: int, task: str = ""
) -> Report:
    """Return the report on a suite's run: proofs and diagnoses, within the kit's feedback policy.

    Where `task` is given it is named as the place of the task, instead of where that is on this machine.
    """
    bench = run.bench
    diagnoses: Sequence[Diagnosis] = ()
    ran = run.checks
    if not bench.failure:
        traces = traces_of(bench)
        ran = mark_proved(ran, traces)
        if any(check.result.verdict is Verdict.FAILED for check in ran):
            # Imported where it is needed: on the way to a pass nothing is diagnosed.
            from grader.diagnosis import describe_unnamed, diagnose, keeps_nothing

            # Lines are looked for in the tree, which a byte order mark would keep from being made.
            text = source.decode("utf-8-sig")
            if all(check.result.verdict in _COME_TO_VALUES for check in ran) and keeps_nothing(text):
                bench.submission.keep_answers()
            else:
                # A trace may have left symbols in the learner's own lists; recognisers want numbers.
                bench.submission.renew()
            diagnoses = diagnose(bench, ran, traces, text)
            ran = describe_unnamed(bench, ran, diagnoses)
    checks = tuple(check.result for check in ran)
    outcome = _outcome(checks)
    if bench.failure:
        outcome = _LOAD_OUTCOMES.get(loaded.status, Outcome.ERRORED)
    report = Report(
        exercise=bench.exercise.stem,
        title=bench.exercise.title,
        path=path,
        sha256=hashlib.sha256(source).hexdigest(),
        outcome=outcome,
        checks=checks,
        diagnoses=tuple(diagnoses),
        message=_with_path(bench.failure, bench.exercise, path),
        next_step=_next_step(bench.exercise, path, ran, task),
        seed=seed,
        versions=versions(),
        max_points=sum(check.max_points for check in checks),
    )
    return within(report, bench.exercise.feedback)


def _outcome(checks: Sequence[CheckResult]) -> Outcome:
    found = {check.verdict for check in checks}
    return next((outcome for verdict, outcome in _OUTCOMES if verdict in found), Outcome.PASSED)


def _with_path(failure: str, exercise: Exercise, path: str) -> str:
    """Return what ended a submission with its file named as whoever will open it named it."""
    if not isinstance(failure, Sentence) or not path.endswith(".py"):
        return failure
    if failure.is_one or failure.arguments.get("name") != exercise.stub.name:
        return failure
    return sentence(failure.pattern, **{**failure.arguments, "name": path})


def _next_step(exercise: Exercise, path: str, ran: Sequence[Ran], task: str) -> str:
    unfilled = [check.function for check in ran if check.unfilled]
    if not unfilled:
        return ""
    names = [f.name for f in exercise.functions]
    first = next((name for name in names if name in unfilled), unfilled[0])
    task = task or _near(exercise.readme, path)
    return sentence(
        "Nothing is wrong yet: {first} still has to be written. Read {task}, fill in {first} in "
        "{path}, and check again.",
        first=first,
        task=task,
        path=path,
    )


def _near(file: os.PathLike[str], path: str) -> str:
    """Return a path as it is seen from the working folder, where that is shorter."""
    with suppress(ValueError):
        relative = os.path.relpath(file)
        if not relative.startswith(".."):
            return relative
    return os.fspath(file)


def machine_seed() -> int:
    """Return the number that this machine's self-study draws its probes from, kept in the cache folder."""
    file = cache_folder() / "seed"
    try:
        return int(file.read_text(encoding="ascii"))
    except (OSError, ValueError):
        seed = secrets.randbelow(2**31)
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(str(seed), encoding="ascii")
        return seed


def versions() -> dict[str, str]:
    """Return what the verdict was made with."""
    return {
        "grader": __version__,
        "python": platform.python_version(),
        "numpy": np.__version__,
        "pytest": pytest.__version__,
    }
