"""The layers of the house: who may import whom."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "grader"

# Lowest first. A module or package imports itself and lower rows, never its own row's others or a higher one.
# "" is grader/__init__.py. A new module at the top of the package needs a place here.
LAYERS = (
    ("",),
    ("wording", "installation", "machine", "zips", "whole_files"),
    ("errors", "results"),
    ("toml_document", "exercise"),
    ("python_source", "languages"),
    ("exercise_reader",),
    ("kit", "submission", "progress"),
    ("notebook",),
    ("sandbox", "maths", "workspace"),
    ("judge", "feedback"),
    ("diagnosis",),
    ("checking",),
    ("classroom", "authoring", "quiz", "watching", "doctor", "api", "plot"),
    ("cli",),
    ("__main__",),
)
LAYER_OF = {name: layer for layer, names in enumerate(LAYERS) for name in names}

FILES = sorted(path for path in PACKAGE.rglob("*.py") if "shipped_kit" not in path.parts)


def room_of(path: Path) -> str:
    """Return the module or package at the top of grader/ that a file belongs to."""
    top = path.relative_to(PACKAGE).parts[0]
    return "" if top == "__init__.py" else top.removesuffix(".py")


def imported_rooms(path: Path) -> set[tuple[str, int]]:
    """Return the rooms that a file imports, also inside functions, each with the line.

    `grader/__init__.py` offers names from above: type checkers are told their homes, nothing is imported.
    """
    package = ["grader", *path.relative_to(PACKAGE).parent.parts]
    found = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(part) for node in tree.body if _is_for_type_checkers(node) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in told and path == PACKAGE / "__init__.py":
            continue
        if isinstance(node, ast.Import):
            targets = [alias.name.split(".") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            module = start + (node.module.split(".") if node.module else [])
            targets = [[*module, alias.name] for alias in node.names]
        else:
            continue
        for target in targets:
            if target[0] == "grader":
                room = target[1] if len(target) > 1 else ""
                is_module = (PACKAGE / room).is_dir() or (PACKAGE / f"{room}.py").is_file()
                found.add((room if is_module else "", node.lineno))
    return found


def _is_for_type_checkers(node: ast.stmt) -> bool:
    """Tell whether a statement is `if TYPE_CHECKING:`."""
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_has_a_layer(path: Path) -> None:
    """Every module of the package has a row in the table."""
    assert room_of(path) in LAYER_OF, f"give {room_of(path)} a row in LAYERS"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    """A module imports only from its own package and from lower layers."""
    own = room_of(path)
    upward = [
        f"line {line}: {room or 'grader'}"
        for room, line in sorted(imported_rooms(path))
        if room != own and LAYER_OF.get(room, len(LAYERS)) >= LAYER_OF.get(own, -1)
    ]

    assert [] == upward


def test_no_row_for_nothing() -> None:
    """The rooms that exist today are in the table, and those below the classroom exist."""
    rooms = {room_of(path) for path in FILES}
    planned = {"classroom", "authoring", "quiz"}

    assert set() == rooms - set(LAYER_OF)
    assert set() == set(LAYER_OF) - planned - rooms
