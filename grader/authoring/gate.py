"""The gate: every check that an exercise must pass, as a table, and one exercise's way through it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.authoring.case import Case, fault_in, open_case
from grader.authoring.naming import sampled_pair_faults, single_faults
from grader.authoring.reference import difference_faults, example_faults, note_proofs, verdict_faults
from grader.authoring.rules_apart import pair_faults, separation_faults
from grader.authoring.texts import (
    catalogue_faults,
    concept_faults,
    function_faults,
    hint_faults,
    readme_faults,
    unwritten_faults,
)
from grader.errors import Fault, JudgeFaultError, KitError
from grader.kit import find_kit

if TYPE_CHECKING:
    from grader.kit import Kit
    from grader.sandbox import Sandbox

Check = Callable[[Case], Iterator[Fault]]

#: What must hold of every exercise, by name; the cheapest first.
CHECKS: Mapping[str, Check] = {
    "functions are stated": function_faults,
    "misconceptions are known": catalogue_faults,
    "concepts are known": concept_faults,
    "hints ask before they tell": hint_faults,
    "the task is whole": readme_faults,
    "every text is written": unwritten_faults,
    "examples know right from unfilled": example_faults,
    "the suite knows right from unfilled": verdict_faults,
    "the gradient is the cost's": difference_faults,
    "the reference is proved": note_proofs,
    "mistakes are apart": separation_faults,
    "pairs are apart": pair_faults,
    "pairs are named": sampled_pair_faults,
}


@dataclass(frozen=True)
class Task:
    """One part of the work on one exercise: all checks, or some of the wrong submissions.

    Attributes
    ----------
    root : str
        The kit's folder.
    stem : str
        The exercise's.
    part, of : int
        Part 0 is `CHECKS`; parts 1 to `of` share the wrong submissions among them.
    """

    root: str
    stem: str
    part: int
    of: int


@dataclass(frozen=True)
class Result:
    """What one part has found."""

    task: Task
    faults: tuple[Fault, ...]
    notes: Mapping[str, Any] = field(default_factory=dict)
    seconds: float = 0.0


def tasks_for(kit: Kit, stems: Sequence[str], jobs: int, *, mutants: bool = False) -> list[Task]:
    """Return the parts that the work on exercises is cut into.

    Parameters
    ----------
    kit : Kit
        Whose exercises.
    stems : sequence of str
        Which of them.
    jobs : int
        How many processes there are; an exercise's wrong submissions are shared among so many.
    mutants : bool
        There is no part 0: only wrong submissions are shared, and these are mutants.
    """
    parts = range(1 if mutants else 0, jobs + 1)
    return [Task(str(kit.root), stem, part, jobs) for stem in stems for part in parts]


def examine(task: Task, sandbox: Sandbox, progress: Callable[[int, int], None]) -> Result:
    """Do one part of the work on an exercise.

    Parameters
    ----------
    task : Task
        Which part of which exercise.
    sandbox : Sandbox
        Where submissions run.
    progress : callable
        Told how many submissions of this part have been judged, and of how many.
    """
    began = time.monotonic()
    kit = find_kit(Path(task.root))
    exercise = kit.exercise(task.stem)
    case = open_case(kit, exercise, sandbox)
    case.progress = progress
    faults: list[Fault] = []
    checks = CHECKS.values() if task.part == 0 else [_share(task)]
    try:
        for check in checks:
            faults += check(case)
    except KitError as error:
        # What keeps a problem or a suite from being run keeps the checks behind it from telling more.
        faults += error.faults
    except JudgeFaultError as error:
        faults.append(fault_in(exercise.suite, str(error)))
    finally:
        case.worker.close()
    found = tuple(dict.fromkeys(faults))
    return Result(task, found, case.notes, time.monotonic() - began)


def _share(task: Task) -> Check:
    return lambda case: single_faults(case, task.part - 1, task.of)
