"""From functions to the source that makes them: the cells, the file or the prompt that they came from."""

from __future__ import annotations

import ast
import inspect
import os
import sys
import textwrap
from types import FunctionType
from typing import TYPE_CHECKING, Any

from grader.api.pieces import gather_pieces
from grader.errors import UsageError, near_names
from grader.notebook.cells import Cell, Gathered
from grader.notebook.gathering import gather, read_statements
from grader.notebook.magics import without_magics
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.exercise import Exercise

NOTEBOOK = "notebook"


def gather_functions(exercise: Exercise, given: Sequence[Any]) -> tuple[bytes, Gathered, str]:
    """Return the source of functions and of what they need: as bytes, with its places, and its name.

    Parameters
    ----------
    exercise : Exercise
        Which names are asked for.
    given : sequence of object
        What the caller passed; functions, or there is a sentence.

    Raises
    ------
    UsageError
        Something is no function, is none that the exercise asks for, or its source cannot be found.
    """
    functions = {name_of(exercise, part): inspect.unwrap(part) for part in given}
    origins: dict[str, tuple[Cell, ...]] = {}
    for function in functions.values():
        origin, cells = _origin(function)
        origins.setdefault(origin, cells)
    # What was defined in files is there before the notebook's cells run.
    ordered = sorted(origins, key=lambda origin: origin == NOTEBOOK)
    all_cells = [cell for origin in ordered for cell in origins[origin]]
    before = {name: _place(function, name, all_cells) for name, function in functions.items()}
    path = ordered[0] if len(ordered) == 1 and ordered[0] else "functions"
    if all(place is not None for place in before.values()):
        found = {name: place + 1 for name, place in before.items() if place is not None}
        gathered = gather(all_cells, functions, found)
    else:
        gathered = gather_pieces(functions)
    return gathered.source, gathered, path


def name_of(exercise: Exercise, given: Any) -> str:
    """Return the name under which the exercise asks for a function."""
    asked = [function.name for function in exercise.functions]
    function = inspect.unwrap(given) if callable(given) else given
    if not isinstance(function, FunctionType):
        kind = type(given).__name__
        raise UsageError(
            sentence(
                "check takes functions that were written with def; {given} is an object of type {kind}. "
                "Hand in a file or a source text instead.",
                given=_shown(given),
                kind=kind,
            )
        )
    if function.__name__ in asked:
        return function.__name__
    # `update = lambda …` has no name of its own.
    for name in asked:
        if function.__globals__.get(name) is given:
            return name
    near = near_names(function.__name__, asked, limit=1)
    hint = (
        sentence("Did you mean {name}?", name=near[0])
        if near
        else sentence("It asks for {names}.", names=", ".join(asked))
    )
    raise UsageError(
        sentence(
            "{short} asks for no function {name}. {hint}",
            short=exercise.short,
            name=function.__name__,
            hint=hint,
        )
    )


def _shown(value: Any) -> str:
    """Return a short name of something that is no function."""
    return str(getattr(value, "__name__", None) or sentence("what you passed"))


def _origin(function: FunctionType) -> tuple[str, tuple[Cell, ...]]:
    """Return where a function was defined: the name of the place, and its cells."""
    file = function.__code__.co_filename
    if os.path.isfile(file) and not _is_kernel_file(file):
        try:
            with open(file, encoding="utf-8") as opened:
                return file, (Cell(os.path.basename(file), opened.read()),)
        except (OSError, UnicodeDecodeError):
            return "", ()
    cells = history_cells()
    return (NOTEBOOK, cells) if cells else ("", ())


def _is_kernel_file(file: str) -> bool:
    """Tell whether a file is one that a kernel pretends a cell to be."""
    return "ipykernel_" in file


def history_cells() -> tuple[Cell, ...]:
    """Return the cells that the running IPython has executed; none outside of IPython."""
    shell = running_shell()
    if shell is None:
        return ()
    inputs = shell.history_manager.input_hist_raw
    return tuple(
        Cell(sentence("cell [{number}]", number=number), source)
        for number, source in enumerate(inputs)
        if source.strip()
    )


def running_shell() -> Any:
    """Return the running IPython shell, or None; IPython is not imported for that."""
    module = sys.modules.get("IPython")
    return module.get_ipython() if module is not None else None


def _place(function: FunctionType, name: str, cells: Sequence[Cell]) -> int | None:
    """Return which statement of the cells defines a function; None if none does.

    The same name may have been defined several times: the source tells which one this function is.
    """
    statements, _ = read_statements([without_magics(cell.source) for cell in cells])
    binding = [place for place, statement in enumerate(statements) if name in statement.binds]
    try:
        own = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    except (OSError, TypeError, SyntaxError, IndexError):
        return binding[-1] if binding and function.__closure__ is None else None
    dump = ast.dump(own)
    same = [place for place in binding if ast.dump(statements[place].node) == dump]
    return same[-1] if same else None
