"""Tests an exercise's hidden suite on small changes to its reference: each must be seen, or have a reason."""

from __future__ import annotations

import ast
import difflib
import time
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.authoring.case import SEEDS, Case, fault_in, line_of, open_case
from grader.authoring.gate import Result, Task
from grader.authoring.judging import runs_of
from grader.authoring.mutators import MUTATORS
from grader.errors import JudgeFaultError, KitError
from grader.kit import find_kit
from grader.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from grader.errors import Fault
    from grader.judge.session import SuiteRun
    from grader.sandbox import Sandbox, Worker

EQUIVALENT = "equivalent_mutants.toml"
#: A mutant that loops for ever is known by less than what a submission may use: the reference leaves a
#: factor of ten to that.
_SECONDS_PER_CALL, _SECONDS = 0.5, 1.0


@dataclass(frozen=True)
class Mutant:
    """A reference with one small change.

    Attributes
    ----------
    function : str
        Where it is.
    change : str
        The changed lines, before → after; with the function the key in `equivalent_mutants.toml`.
    source : str
        The whole file.
    line : int
        Of the reference.
    """

    function: str
    change: str
    source: str
    line: int


def mutants_of(source: str) -> list[Mutant]:
    """Return every mutant of a file, each text once."""
    tree = ast.parse(source)
    found: dict[str, Mutant] = {}
    right = ast.unparse(tree)
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        before = ast.unparse(function)
        names = _names(function)
        for node, put in _places(function):
            for mutate in MUTATORS:
                for changed in mutate(node, names):
                    put(changed)
                    text = ast.unparse(ast.fix_missing_locations(tree))
                    if text != right and text not in found:
                        change = _change(before, ast.unparse(function))
                        line = getattr(node, "lineno", function.lineno)
                        found[text] = Mutant(function.name, change, text, line)
                    put(node)
    return list(found.values())


def _names(function: ast.FunctionDef) -> list[str]:
    """Return the arguments and variables of a function."""
    found = {argument.arg: None for argument in function.args.args}
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found[node.id] = None
    return list(found)


def _places(node: ast.AST) -> Iterator[tuple[ast.AST, Callable[[ast.AST], None]]]:
    """Yield what stands in a function, each with a way to put something else there."""
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list"):
            continue
        if isinstance(value, list):
            for place, part in enumerate(value):
                if isinstance(part, ast.AST) and not _is_docstring(part):
                    yield part, _putter(value, place)
                    yield from _places(part)
        elif isinstance(value, ast.AST):
            yield value, lambda changed, field=field: setattr(node, field, changed)  # type: ignore[misc]
            yield from _places(value)


def _putter(parts: list[Any], place: int) -> Callable[[ast.AST], None]:
    return lambda changed: parts.__setitem__(place, changed)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _change(before: str, after: str) -> str:
    """Return the lines of a function that differ, as they were and as they are."""
    old, new = before.splitlines(), after.splitlines()
    gone, come = [], []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            gone += [line.strip() for line in old[a:b]]
            come += [line.strip() for line in new[c:d]]
    return f"{'; '.join(gone)} → {'; '.join(come)}"


# --- judging them --------------------------------------------------------------------------------------


def examine_mutants(task: Task, sandbox: Sandbox, progress: Callable[[int, int], None]) -> Result:
    """Run the suite on one part of an exercise's mutants; see `grader.authoring.gate.examine`."""
    began = time.monotonic()
    kit = find_kit(Path(task.root))
    case = open_case(kit, kit.exercise(task.stem), sandbox)
    case.progress = progress
    faults: list[Fault] = []
    try:
        faults += mutant_faults(case, task.part - 1, task.of)
    except KitError as error:
        faults += error.faults
    except JudgeFaultError as error:
        faults.append(fault_in(case.exercise.suite, str(error)))
    finally:
        case.worker.close()
    return Result(task, tuple(dict.fromkeys(faults)), case.notes, time.monotonic() - began)


def mutant_faults(case: Case, part: int, of: int) -> Iterator[Fault]:
    """Yield mutants that pass without a reason, and reasons for mutants that do not pass or do not exist."""
    exercise = case.exercise
    file = exercise.solution_folder / EQUIVALENT
    reasons = _reasons(file)
    everyone = mutants_of(exercise.reference.read_text(encoding="utf-8"))
    if part == 0:
        known = {(mutant.function, mutant.change) for mutant in everyone}
        for key in reasons:
            if key not in known:
                yield fault_in(
                    file, f"there is no mutant “{key[1]}” in {key[0]}; remove it", _line(file, key)
                )
    mutants = everyone[part::of]
    survivors = _survivors(case, mutants)
    equivalent = 0
    for mutant in mutants:
        key = (mutant.function, mutant.change)
        if mutant in survivors and key in reasons:
            equivalent += 1
        elif mutant in survivors:
            message = (
                f"no check sees “{mutant.change}” in {mutant.function}; "
                f"add one, or a reason why it is the same to {EQUIVALENT}"
            )
            yield fault_in(exercise.reference, message, mutant.line)
        elif key in reasons:
            message = f"“{key[1]}” in {key[0]} is seen by the suite; remove it"
            yield fault_in(file, message, _line(file, key))
    case.notes.update(judged=len(mutants), killed=len(mutants) - len(survivors), equivalent=equivalent)


def _survivors(case: Case, mutants: Sequence[Mutant]) -> set[Mutant]:
    limits = replace(
        case.exercise.limits,
        cpu_seconds_per_call=min(_SECONDS_PER_CALL, case.exercise.limits.cpu_seconds_per_call),
        cpu_seconds=min(_SECONDS, case.exercise.limits.cpu_seconds),
    )
    passed: list[bool] = []

    def done(run: SuiteRun, worker: Worker) -> None:
        passed.append(all(check.result.verdict is Verdict.PASSED for check in run.checks))
        case.progress(len(passed), len(mutants))

    if mutants:
        exercise = replace(case.exercise, limits=limits)
        runs_of(exercise, [mutant.source for mutant in mutants], case.sandbox, SEEDS[0], done)
    return {mutant for mutant, survives in zip(mutants, passed, strict=True) if survives}


def _reasons(file: Path) -> dict[tuple[str, str], str]:
    """Return why mutants are the same as the reference, by function and change.

    Raises
    ------
    KitError
        The file cannot be read, or an entry lacks something.
    """
    if not file.is_file():
        return {}
    try:
        entries = tomllib.loads(file.read_text(encoding="utf-8")).get("mutants", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KitError([fault_in(file, f"not valid TOML: {error}")]) from None
    found: dict[tuple[str, str], str] = {}
    for entry in entries:
        if not all(str(entry.get(key, "")).strip() for key in ("function", "change", "reason")):
            raise KitError([fault_in(file, "each of [[mutants]] needs a function, a change and a reason")])
        found[entry["function"], entry["change"]] = entry["reason"]
    return found


def _line(file: Path, key: tuple[str, str]) -> int:
    return line_of(file, key[1])
