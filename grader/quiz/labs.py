"""Labs: from `quizzes/labs/NAME.toml` to a page's data, checked while it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader.errors import KitError, UnknownExerciseError
from grader.maths.cache import derivation_of
from grader.quiz import lab_models
from grader.toml_document import TomlDocument

if TYPE_CHECKING:
    from pathlib import Path

    from grader.errors import Fault
    from grader.kit import Kit
    from grader.maths.model import Derivation

SCHEMA = "grader/lab-page/1"

#: Which scripts a kind of lab needs besides those that every lab has.
SCRIPTS = {
    "batches": ("lab-batches.js",),
    "drill": ("expression.js", "lab-drill.js"),
    "failures": ("lab-failures.js",),
    "optimisers": ("lab-optimisers.js",),
    "orders": ("lab-orders.js",),
    "rates": ("lab-rates.js",),
    "stepper": ("lab-stepper.js",),
}
SHARED_SCRIPTS = ("dom.js", "formula.js", "descent.js", "controls.js", "plot.js", "contours.js", "lab.js")

_PROBLEM_KEYS = ("label", "formula", "exercise", "cost", "start", "data", "alpha", "steps", "view", "orders")
_OPTIMISER_KEYS = ("label", "exercise", "function", "settings", "alphas")


@dataclass(frozen=True)
class Lab:
    """One lab's page.

    Attributes
    ----------
    id : str
        The file's name without its ending; also the page's.
    kind : str
        One of `SCRIPTS`.
    title, summary : str
        For headings and lists.
    order : int
        Its place among the labs.
    concepts, exercises : tuple of str
        What it belongs to.
    scripts : tuple of str
        Files of `static/` in the order in which they run.
    data : dict
        What the scripts read; plain JSON.
    """

    id: str
    kind: str
    title: str
    summary: str
    order: int
    concepts: tuple[str, ...]
    exercises: tuple[str, ...]
    scripts: tuple[str, ...]
    data: dict[str, Any]


def lab_files(kit: Kit) -> list[Path]:
    """Return the files of a kit's labs, by name."""
    return sorted((kit.root / "quizzes" / "labs").glob("*.toml"))


def read_labs(kit: Kit) -> tuple[Lab, ...]:
    """Return all labs of a kit.

    Raises
    ------
    KitError
        Some are broken; holds the faults of all.
    """
    faults: list[Fault] = []
    labs = []
    for path in lab_files(kit):
        try:
            labs.append(read_lab(kit, path))
        except KitError as error:
            faults += error.faults
    if faults:
        raise KitError(faults)
    return tuple(sorted(labs, key=lambda lab: (lab.order, lab.id)))


def read_lab(kit: Kit, path: Path) -> Lab:
    """Return the lab that a file describes.

    Raises
    ------
    KitError
        It is broken; holds all its faults.
    """
    document = TomlDocument(path)
    document.only("kind", "title", "summary", "order", "concepts", "problems", "optimisers")
    kind = document.text("kind")
    if kind and kind not in SCRIPTS:
        document.unknown(kind, SCRIPTS, "kind")
    title, summary, concepts = document.text("title"), document.text("summary"), document.texts("concepts")
    order = document.value("order")
    if not isinstance(order, int):
        document.fault("“order” has to be a whole number, the place among the labs", "order")
        order = 0
    count = document.count_tables("problems")
    read = [_problem(kit, document, place, kind) for place in range(count)]
    optimisers = []
    if kind == "optimisers":
        count = document.count_tables("optimisers")
        optimisers = [_optimiser(kit, document, place) for place in range(count)]
    if document.faults:
        raise KitError(document.faults)
    used = [part["exercise"] for part in (*read, *optimisers) if part and part["exercise"]]
    return Lab(
        id=path.stem,
        kind=kind,
        title=title,
        summary=summary,
        order=order,
        concepts=concepts,
        exercises=tuple(dict.fromkeys(used)),
        scripts=(*SHARED_SCRIPTS, *SCRIPTS[kind]),
        data={"schema": SCHEMA, "kind": kind, "problems": read, "optimisers": optimisers},
    )


def _derivation(kit: Kit, document: TomlDocument, table: str, place: int) -> tuple[str, Derivation | None]:
    """Return the stem of the exercise that a table names, and what is derived from its problem."""
    name = document.text(table, place, "exercise")
    if not name:
        return "", None
    try:
        stem = kit.resolve(name)
    except UnknownExerciseError as error:
        document.fault(str(error), table, place, "exercise")
        return "", None
    return stem, derivation_of(kit.root / "solutions" / stem / "problem.py")


def _problem(kit: Kit, document: TomlDocument, place: int, kind: str) -> dict[str, Any]:
    at = ("problems", place)
    document.only(*_PROBLEM_KEYS, table=at)
    stem, derivation = _derivation(kit, document, "problems", place)
    start, data = document.table(*at, "start"), document.table(*at, "data", required=False)
    view = document.value(*at, "view")
    if not _is_view(view):
        document.fault("“view” has to be a list of [low, high], one for each axis that is drawn", *at, "view")
    alpha, steps = document.table(*at, "alpha"), document.table(*at, "steps")
    for key, value in (("alpha", alpha), ("steps", steps)):
        for bound in ("min", "max", "value") if value else ():
            if not isinstance(value.get(bound), int | float):
                document.fault(f"“{key}” needs a number “{bound}”", *at, key)
    if derivation is None or not derivation.costs:
        if derivation is not None:
            document.fault(f"{stem} states no cost to walk down", *at, "exercise")
        return {}
    cost = document.text(*at, "cost", required=False) or next(iter(derivation.costs))
    if cost not in derivation.costs:
        document.unknown(cost, derivation.costs, *at, "cost")
        return {}
    _check_names(document, (*at, "start"), start, [quantity.name for quantity in derivation.parameters])
    _check_names(document, (*at, "data"), data, [quantity.name for quantity in derivation.data])
    if document.faults:
        return {}
    problem = {
        "label": document.text(*at, "label"),
        "formula": document.text(*at, "formula", required=False),
        "exercise": stem,
        "model": lab_models.model(derivation, cost, data),
        "lines": lab_models.update_lines(derivation),
        "start": start,
        "alpha": alpha,
        "steps": steps,
        "view": view,
        "orders": document.value(*at, "orders"),
    }
    if kind == "failures":
        problem["mistakes"] = lab_models.mistakes(derivation, cost)
    return problem


def _is_view(value: Any) -> bool:
    if not isinstance(value, list) or len(value) not in (1, 2):
        return False
    return all(isinstance(axis, list) and len(axis) == 2 and axis[0] < axis[1] for axis in value)


def _check_names(document: TomlDocument, path: tuple[Any, ...], given: Any, wanted: list[str]) -> None:
    for name in wanted:
        if name not in given:
            document.fault(f"“{name}” is missing; the cost needs it", *path)
    for name in given:
        if name not in wanted:
            document.unknown(name, wanted, *path, name)


def _optimiser(kit: Kit, document: TomlDocument, place: int) -> dict[str, Any]:
    at = ("optimisers", place)
    document.only(*_OPTIMISER_KEYS, table=at)
    label, alphas = document.text(*at, "label"), document.value(*at, "alphas")
    if not isinstance(alphas, list) or len(alphas) != len(document.value("problems") or ()):
        document.fault("“alphas” has to be a list with one learning rate for each problem", *at, "alphas")
    settings = document.table(*at, "settings", required=False)
    stem, derivation = _derivation(kit, document, "optimisers", place)
    name = document.text(*at, "function")
    if derivation is None or not name:
        return {}
    if name not in derivation.functions:
        document.unknown(name, derivation.functions, *at, "function")
        return {}
    return {
        "label": label,
        "exercise": stem,
        "function": name,
        "alphas": alphas,
        "given": settings,
        **lab_models.optimiser(derivation, name, list(settings)),
    }
