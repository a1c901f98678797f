"""What can be told of a kit's exercises without running anything: title, concepts, points and state."""

from __future__ import annotations

import ast
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.errors import Fault, KitError
from grader.languages.exercise_texts import read_exercise_texts
from grader.toml_document import TomlDocument, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from grader.kit import Kit
    from grader.progress import Progress, Record

TO_DO, STARTED, MISSING = "to-do", "started", "missing"
JUDGED, PASSED = "judged", "passed"


@dataclass(frozen=True)
class Entry:
    """One exercise of a list.

    Attributes
    ----------
    stem : str
        Such as `ex03_simultaneous_update`.
    title : str
        From `exercise.toml`.
    concepts : tuple of str
        From `exercise.toml`.
    max_points : float or None
        What the checks of the hidden suite are worth; None where that cannot be told without running it.
    state : str
        `passed` or `judged` by the last verdict since the file was put back as it came; without one,
        `to-do` if no function is filled in yet, `missing` if the file is not there, else `started`.
    task, stub : str
        Paths as a person in the working folder would type them.
    record : Record or None
        What is remembered of the learner's verdicts; None if there was none.
    """

    stem: str
    title: str
    concepts: tuple[str, ...]
    max_points: float | None
    state: str
    task: str
    stub: str
    record: Record | None = None

    @property
    def short(self) -> str:
        """Such as `ex03`."""
        return self.stem.partition("_")[0]


def read_entries(kit: Kit, progress: Progress | None = None) -> list[Entry]:
    """Return what a list says of each exercise of a kit.

    Of an exercise only what is shown is read. The learner's file in particular may be anything: one
    that is half written, or not valid Python, has been started.

    Raises
    ------
    KitError
        An `exercise.toml` or a suite cannot be read; holds all faults.
    """
    faults = [*kit.own_faults]
    entries = []
    for stem in kit.stems:
        stub = kit.own_file(stem)
        document = open_toml(kit.task_folder(stem) / "exercise.toml")
        title, concepts = document.text("title"), document.texts("concepts")
        title = read_exercise_texts(kit.task_folder(stem)).title or title
        names = [
            document.text("functions", index, "name") for index in range(document.count_tables("functions"))
        ]
        max_points, suite_faults = read_points(kit.suite(stem))
        faults += [*document.faults, *suite_faults]
        record = progress.records.get(stem) if progress else None
        state = _reached(state_of(stub, names), record)
        task, file = shown(kit.task(stem)), shown(stub)
        entries.append(Entry(stem, title, concepts, max_points, state, task, file, record))
    if faults:
        raise KitError(faults)
    return entries


def _reached(state: str, record: Record | None) -> str:
    """Return how far a learner is, by the file and by what is remembered."""
    if record is None or not record.is_current:
        return state
    if record.has_all_points:
        return PASSED
    # A verdict on a file as it came, or on one that is gone, says less than the file does.
    return JUDGED if state == STARTED else state


def open_toml(path: Path) -> TomlDocument:
    """Return an `exercise.toml`; that it is missing is a fault."""
    document = TomlDocument(path)
    if not path.is_file():
        document.fault("this file is missing; add it")
    return document


def read_points(suite: Path) -> tuple[float | None, list[Fault]]:
    """Return the sum of a suite's `@pytest.mark.points(n)`, and what keeps it from being read.

    Parameters
    ----------
    suite : Path
        A `test_hidden.py`; it is parsed, never run.

    Returns
    -------
    max_points : float or None
        None if a check's points are not a number that stands in the file.
    faults : list of Fault
        Empty unless the file is missing or not valid Python.
    """
    try:
        tree = _parsed(suite)
    except FileNotFoundError:
        return None, [Fault(shown(suite), 1, "this file is missing; add it")]
    except OSError as error:
        return None, [Fault(shown(suite), 1, f"cannot be read: {error.strerror}")]
    except SyntaxError as error:
        return None, [Fault(shown(suite), error.lineno or 1, f"not valid Python: {error.msg}")]
    except (ValueError, RecursionError) as error:
        return None, [Fault(shown(suite), 1, f"not valid Python: {error}")]
    worth = [_worth(check) for check in _checks(tree)]
    known = [points for points in worth if points is not None]
    return (sum(known) if len(known) == len(worth) else None), []


def _parsed(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    with warnings.catch_warnings():
        # An invalid escape is a warning of Python's, and no news for a list.
        warnings.simplefilter("ignore")
        return ast.parse(path.read_bytes())


def _checks(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Yield the functions that pytest takes for checks."""
    for node in tree.body:
        inner = node.body if isinstance(node, ast.ClassDef) and node.name.startswith("Test") else [node]
        for function in inner:
            if isinstance(function, ast.FunctionDef) and function.name.startswith("test"):
                yield function


def _worth(check: ast.FunctionDef) -> float | None:
    """Return a check's points, once for each of its cases; None if no number says so."""
    points, n_cases = None, 1
    for decorator in check.decorator_list:
        marker, arguments = _marker(decorator)
        if marker == "points" and points is None:
            points = _literal_number(arguments)
        elif marker == "parametrize":
            cases = arguments[1] if len(arguments) > 1 else None
            if not isinstance(cases, ast.List | ast.Tuple):
                return None
            n_cases *= len(cases.elts)
    return None if points is None else points * n_cases


def _marker(decorator: ast.expr) -> tuple[str, list[ast.expr]]:
    """Return the name and the arguments of `@pytest.mark.name(…)`; "" for another decorator."""
    if not (isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Attribute)):
        return "", []
    owner = decorator.func.value
    name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
    return (decorator.func.attr, decorator.args) if name == "mark" else ("", [])


def _literal_number(arguments: Sequence[ast.expr]) -> float | None:
    """Return the number that is the first argument, or None."""
    value = arguments[0].value if arguments and isinstance(arguments[0], ast.Constant) else None
    return float(value) if type(value) in (int, float) else None  # type: ignore[arg-type]


def state_of(stub: Path, functions: Sequence[str]) -> str:
    """Return how far a learner's file is, as far as that can be told without judging it.

    Parameters
    ----------
    stub : Path
        The file; it is parsed, never run.
    functions : sequence of str
        What the learner fills in.

    Returns
    -------
    str
        `to-do`, `started` or `missing`.
    """
    if not stub.is_file():
        return MISSING
    try:
        tree = _parsed(stub)
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return STARTED
    unfilled = {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and is_unfilled(node)}
    return TO_DO if unfilled >= set(functions) else STARTED


def is_unfilled(function: ast.FunctionDef) -> bool:
    """Tell whether a function does nothing but raise NotImplementedError."""
    body = function.body[1:] if ast.get_docstring(function, clean=False) is not None else function.body
    if len(body) != 1 or not isinstance(body[0], ast.Raise):
        return False
    raised = body[0].exc.func if isinstance(body[0].exc, ast.Call) else body[0].exc
    return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"
