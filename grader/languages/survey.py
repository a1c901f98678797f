"""Finds every sentence that the code says to learners, and what a language lacks of them."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from grader.languages.catalogue import is_frame
from grader.languages.plurals import FORMS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from grader.languages.catalogue import Catalogue

PACKAGE = Path(__file__).parent.parent
#: Which argument of which function is the English pattern, a literal wherever it is called.
_SPEAKERS = {"sentence": 0, "say": 0, "counted": 1, "say_counted": 1}
#: What makes patterns of its arguments, and hands on those of others, is not looked into.
_OWN = ("wording.py", "languages/__init__.py")
#: Columns of a row of the table of misconceptions: title, message and question.
_OF_MISCONCEPTION = slice(1, 4)


@dataclass(frozen=True)
class Said:
    """One English pattern and where it is said first.

    Attributes
    ----------
    pattern : str
        The key in every catalogue.
    place : str
        File and line.
    is_counted : bool
        It has forms for numbers.
    """

    pattern: str
    place: str
    is_counted: bool = False


def said_to_learners(package: Path = PACKAGE) -> dict[str, Said]:
    """Return every pattern that a language has to translate, in the order of the files."""
    found: dict[str, Said] = {}
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package).as_posix()
        if name.startswith("shipped_kit/"):
            continue
        tree = ast.parse(path.read_bytes())
        ours = _imported(tree) | (set(_SPEAKERS) if name in _OWN else set())
        for node in ast.walk(tree):
            for said in _said_by(node, name, ours):
                if not is_frame(said.pattern):
                    found.setdefault(said.pattern, said)
    return found


def _imported(tree: ast.Module) -> set[str]:
    """Return which of the functions that say something a module has from us; a name may also be its own."""
    return {
        alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module in ("grader.wording", "grader.languages")
        for alias in node.names
        if alias.name in _SPEAKERS
    }


def _said_by(node: ast.AST, name: str, ours: Collection[str]) -> Iterator[Said]:
    """Yield what one call says."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        return
    place = f"{name}:{node.lineno}"
    if node.func.id == "table" and name.startswith("maths/catalogue/"):
        for row in node.args:
            for cell in row.elts[_OF_MISCONCEPTION] if isinstance(row, ast.Tuple) else ():
                if pattern := _literal(cell):
                    yield Said(pattern, f"{name}:{cell.lineno}")
    argument = _SPEAKERS.get(node.func.id, 0) if node.func.id in ours else len(node.args)
    if argument < len(node.args) and (pattern := _literal(node.args[argument])):
        yield Said(pattern, place, "counted" in node.func.id)


def unnamed_patterns(package: Path = PACKAGE) -> list[str]:
    """Return the places where a pattern is no literal, so that nobody could look for its translation."""
    found = []
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package).as_posix()
        if name.startswith("shipped_kit/") or name in _OWN:
            continue
        tree = ast.parse(path.read_bytes())
        ours = _imported(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ours:
                place = _SPEAKERS[node.func.id]
                if len(node.args) <= place or not _is_known(node.args[place]):
                    found.append(f"{name}:{node.lineno}")
    return found


def _is_known(pattern: ast.expr) -> bool:
    """Tell whether a pattern is a literal, or that of a sentence which was made of one."""
    return _literal(pattern) is not None or (isinstance(pattern, ast.Attribute) and pattern.attr == "pattern")


def _literal(node: ast.AST) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def faults_of(catalogue: Catalogue, said: Mapping[str, Said]) -> list[str]:
    """Return what is missing, left over or wrong in a language, each in one line."""
    faults = []
    forms = FORMS[catalogue.plural]
    for pattern, where in said.items():
        entry = catalogue.entries.get(pattern)
        if entry is None or not is_translated(catalogue, pattern):
            faults.append(f"missing: {pattern!r} ({where.place})")
            continue
        texts = entry.values() if isinstance(entry, dict) else [entry]
        if isinstance(entry, dict) and (not where.is_counted or {*entry} != {*forms} or "" in entry.values()):
            wanted = f"the forms {', '.join(forms)}" if where.is_counted else "one text"
            faults.append(f"needs {wanted}: {pattern!r}")
        faults += [
            f"other places in braces: {pattern!r} and {text!r}"
            for text in texts
            # One form may name the number in words; all other places are in every form.
            if places_of(text) | {"count"} != places_of(pattern) | {"count"}
        ]
    faults += [f"no longer said: {pattern!r}" for pattern in catalogue.entries if pattern not in said]
    return faults


def is_translated(catalogue: Catalogue, pattern: str) -> bool:
    """Tell whether a pattern has a translation, or at least one of its forms."""
    entry = catalogue.entries.get(pattern, "")
    return any(entry.values()) if isinstance(entry, dict) else bool(entry)


def places_of(pattern: str) -> set[str]:
    """Return the names of a pattern's places; none of one whose braces are broken."""
    try:
        return {name for _, name, _, _ in Formatter().parse(pattern) if name}
    except ValueError:
        return set()
