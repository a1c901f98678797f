"""Reads one exercise from its two folders, and finds everything that is wrong in them."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from grader.errors import Fault
from grader.exercise import (
    COMPUTES,
    HISTORIES,
    KINDS,
    ROLES,
    Exercise,
    FeedbackPolicy,
    Function,
    History,
    Limits,
)
from grader.languages.exercise_texts import translation_faults
from grader.python_source import declared_faults, syntax_faults
from grader.toml_document import TomlDocument, shown

if TYPE_CHECKING:
    from pathlib import Path

N_HINTS = 3

_ARGUMENT = re.compile(r"([A-Za-z_]\w*)(?:\s*=\s*(\S+))?")
_KEYS = ("title", "summary", "concepts", "hints", "shapes", "roles", "start", "functions", "limits")
_FUNCTION_KEYS = ("name", "computes", "arguments", "returns", "history")
_HISTORY_KEYS = ("name", "holds", "column")


def read_exercise(
    folder: Path, solution_folder: Path, feedback: FeedbackPolicy, *, as_shipped: bool = True
) -> tuple[Exercise | None, list[Fault]]:
    """Read both halves of one exercise.

    Parameters
    ----------
    folder, solution_folder : Path
        The learner's half, whose name is the exercise's stem, and the hidden half.
    feedback : FeedbackPolicy
        The kit's policy.
    as_shipped : bool
        Whether the files that a learner writes in must be as an author left them. A learner's own
        mistake in them is for the verdict, not a fault of the kit.

    Returns
    -------
    exercise : Exercise or None
        None if there are faults.
    faults : list of Fault
        All of them, each with file, line and what to do.
    """
    stem = folder.name
    short = stem[:4]
    if not solution_folder.is_dir():
        fault = f"no folder {shown(solution_folder)}; add it, with {short}.py, problem.py and test_hidden.py"
        missing = [Fault(shown(folder), 1, fault)]
    else:
        missing = _missing_files(solution_folder, (f"{short}.py", "problem.py", "test_hidden.py"))
    learners = (f"{short}.py", "test_examples.py") if as_shipped else ()
    missing += _missing_files(folder, ("README.md", *learners, "exercise.toml"))
    faults = missing
    examples = [folder / "test_examples.py"] if as_shipped else []
    for path in (*examples, solution_folder / "problem.py", solution_folder / "test_hidden.py"):
        faults += syntax_faults(path)
    if as_shipped:
        faults += translation_faults(folder, solution_folder / "test_hidden.py", N_HINTS)
    document = TomlDocument(folder / "exercise.toml")
    exercise = _read_toml(document, folder, solution_folder, feedback)
    stub = [folder / f"{short}.py"] if as_shipped else []
    for path in (*stub, solution_folder / f"{short}.py"):
        faults += syntax_faults(path) or declared_faults(
            path, {function.name: (function.arguments, function.defaults) for function in exercise.functions}
        )
    faults += document.faults
    return (None if faults else exercise), faults


def _missing_files(folder: Path, names: tuple[str, ...]) -> list[Fault]:
    """Return a fault for each file that the folder lacks."""
    return [
        Fault(shown(folder / name), 1, "this file is missing; add it")
        for name in names
        if not (folder / name).is_file()
    ]


def _read_toml(
    document: TomlDocument, folder: Path, solution_folder: Path, feedback: FeedbackPolicy
) -> Exercise:
    """Read `exercise.toml` as far as it can be read; its faults stay in the document."""
    document.only(*_KEYS)
    hints = document.texts("hints")
    if hints and (len(hints) != N_HINTS or not all(hint.strip() for hint in hints)):
        document.fault(f"needs {N_HINTS} hints, none of them empty, and has {len(hints)}", "hints")
    exercise = Exercise(
        stem=folder.name,
        short=folder.name[:4],
        number=int(folder.name[2:4]),
        title=document.text("title"),
        summary=document.text("summary"),
        concepts=document.texts("concepts"),
        hints=hints,
        shapes={name: _shape(document, name) for name in _arrays(document)},
        kinds=_kinds(document),
        roles=_named_arguments(document, "roles"),
        start=_named_arguments(document, "start"),
        functions=_functions(document),
        limits=_limits(document),
        feedback=feedback,
        folder=folder,
        solution_folder=solution_folder,
    )
    exercise = _with_entries(exercise)
    if not document.is_broken:
        _check_names(document, exercise)
    return exercise


def _with_entries(exercise: Exercise) -> Exercise:
    """Return the exercise, functions that return a dictionary of all parameters with its entries' names."""
    holders = {name for name, kind in exercise.kinds.items() if kind == "params"}
    held = [
        replace(function, dictionary=function.returns[0])
        if len(function.returns) == 1 and function.returns[0] in holders
        else function
        for function in exercise.functions
    ]
    entries = replace(exercise, functions=tuple(held)).entries
    return replace(
        exercise,
        functions=tuple(replace(f, returns=entries) if f.dictionary else f for f in held),
    )


def _arrays(document: TomlDocument) -> list[str]:
    """Return the names in `shapes` that have a shape, not a kind."""
    return [name for name, shape in document.table("shapes").items() if not isinstance(shape, str)]


def _kinds(document: TomlDocument) -> dict[str, str]:
    """Read what the arguments are that are no arrays of floats."""
    kinds = {name: kind for name, kind in document.table("shapes").items() if isinstance(kind, str)}
    for name, kind in kinds.items():
        if kind not in KINDS:
            document.unknown(kind, KINDS, "shapes", name)
    return kinds


def _shape(document: TomlDocument, name: str) -> tuple[str | int, ...]:
    """Read the shape of one argument."""
    shape = document.value("shapes", name)
    axes = shape if isinstance(shape, list) else [None]
    if all(axis in ("m", "n", "h") or (type(axis) is int and axis > 0) for axis in axes):
        return tuple(axes)
    document.fault(
        f'the shape of {name} is a list of "m", "n" or numbers from 1, [] for a float', "shapes", name
    )
    return ()


def _named_arguments(document: TomlDocument, table: str) -> dict[str, str]:
    """Read a table whose values are names of arguments."""
    return {key: document.text(table, key) for key in document.table(table, required=False)}


def _functions(document: TomlDocument) -> tuple[Function, ...]:
    """Read the declared functions; a duplicate is a fault."""
    functions: list[Function] = []
    for index in range(document.count_tables("functions")):
        document.only(*_FUNCTION_KEYS, table=("functions", index))
        name = document.text("functions", index, "name")
        computes = document.text("functions", index, "computes")
        if computes and computes not in COMPUTES:
            document.unknown(computes, COMPUTES, "functions", index, "computes")
        if name and name in [function.name for function in functions]:
            document.fault(f"the function {name} is declared twice; keep one", "functions", index, "name")
        elif name and not name.isidentifier():
            document.fault(f"“{name}” is not a name that a function can have", "functions", index, "name")
        arguments, defaults = _arguments(document, index)
        returns = document.texts("functions", index, "returns")
        history = _history(document, index, computes, returns)
        line = document.line("functions", index)
        functions.append(Function(name, computes, arguments, defaults, returns, line, history=history))
    return tuple(functions)


def _arguments(document: TomlDocument, index: int) -> tuple[tuple[str, ...], dict[str, float]]:
    """Read the arguments of one function, each `name` or `name=default`."""
    where = ("functions", index, "arguments")
    names: list[str] = []
    defaults: dict[str, float] = {}
    for text in document.texts(*where):
        match = _ARGUMENT.fullmatch(text.strip())
        if not match or match[1] in names:
            document.fault(f"“{text}” is not a new name, or a name and its default as in alpha=0.01", *where)
            continue
        names.append(match[1])
        if match[2] is None:
            if defaults:
                document.fault(f"{match[1]} has no default and follows an argument that has one", *where)
            continue
        try:
            defaults[match[1]] = int(match[2]) if match[2].lstrip("-").isdecimal() else float(match[2])
        except ValueError:
            document.fault(f"the default of {match[1]} is not a number: {match[2]}", *where)
    return tuple(names), defaults


def _history(document: TomlDocument, index: int, computes: str, returns: tuple[str, ...]) -> History | None:
    """Read which costs a descent returns, and under which name; `costs`, all of them, unless it says so."""
    where = ("functions", index, "history")
    stated = document.table(*where, required=False)
    if not stated:
        return History() if computes == "descent" and "costs" in returns else None
    document.only(*_HISTORY_KEYS, table=where)
    if computes != "descent":
        document.fault("only a function that computes a descent has a history", *where)
    name = document.text(*where, "name", required=False) or "costs"
    holds = document.text(*where, "holds", required=False) or "all"
    if holds not in HISTORIES:
        document.unknown(holds, HISTORIES, *where, "holds")
    if name not in returns:
        document.fault(f"the history {name} is not among what is returned; add it to “returns”", *where)
    column = stated.get("column", False)
    if not isinstance(column, bool):
        document.fault("“column” is true for the shape (k, 1), false for (k,)", *where, "column")
    return History(name, holds, column is True)


def _limits(document: TomlDocument) -> Limits:
    """Read the limits; what is not stated keeps its default."""
    stated = document.table("limits", required=False)
    document.only(*(item.name for item in fields(Limits)), table=("limits",))
    limits = Limits()
    for item in fields(Limits):
        if item.name not in stated:
            continue
        value = stated[item.name]
        whole = item.name == "memory_mb"
        if type(value) not in ((int,) if whole else (int, float)) or not 0 < value < float("inf"):
            message = f"{item.name} is a {'whole ' if whole else ''}number above 0"
            document.fault(message, "limits", item.name)
        else:
            limits = replace(limits, **{item.name: value})
    return limits


def _check_names(document: TomlDocument, exercise: Exercise) -> None:
    """Add a fault for each name in one table that the others do not know."""
    arguments = {name: None for function in exercise.functions for name in function.arguments}
    for role, argument in exercise.roles.items():
        if role not in ROLES:
            document.unknown(role, ROLES, "roles", role)
        elif argument not in arguments:
            document.unknown(argument, arguments, "roles", role)
    for parameter, argument in exercise.start.items():
        if parameter not in exercise.shapes:
            document.unknown(parameter, exercise.shapes, "start", parameter)
        if argument not in arguments:
            document.unknown(argument, arguments, "start", parameter)
    elsewhere = {*exercise.roles.values(), *exercise.start.values()}
    for index, function in enumerate(exercise.functions):
        for argument in function.arguments:
            if argument not in {*exercise.shapes, *exercise.kinds, *elsewhere}:
                message = (
                    f"{argument} has no shape; add it to [shapes], or to [roles] if it is a rate or the like"
                )
                document.fault(message, "functions", index, "arguments")
        if function.computes in ("formula", "procedure"):
            continue  # what they return is named by problem.py and procedures.py
        history = () if function.history is None else (function.history.name,)
        extra = {"cost": ("cost",), "descent": history or ("costs",)}.get(function.computes, ())
        known = extra if function.computes == "cost" else (*exercise.shapes, *exercise.kinds, *extra)
        for name in function.returns:
            if name not in known:
                document.unknown(name, known, "functions", index, "returns")
    returned = {name for function in exercise.functions for name in function.returns}
    for name in exercise.shapes:
        if name not in arguments and name not in returned and name not in exercise.entries:
            document.fault(f"no function takes or returns {name}; remove its shape", "shapes", name)
