"""Gathers the statements that some functions need: their definitions, helpers, imports and constants.

A notebook also loads data, trains and plots. None of that runs here: of each cell only the statements are
kept that define a wanted function, or bind a name that a kept statement reads. All other lines become
empty ones, so that a line keeps its number within its cell.
"""

from __future__ import annotations

import ast
import math
import re
import symtable
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grader.notebook.cells import Cell, Gathered
from grader.notebook.magics import without_magics

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_STAR = "*"
_PARSED = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
_BINDERS = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Import,
    ast.ImportFrom,
    ast.Assign,
    ast.AnnAssign,
)


@dataclass(frozen=True)
class Statement:
    """One statement at the top level of a cell.

    Attributes
    ----------
    cell : int
        Which cell it is in.
    binds, changes : frozenset of str
        Names that it gives a value; names whose object it changes.
    reads_now, reads_later : frozenset of str
        Global names that it reads when it runs, and when the functions in it are called.
    """

    node: ast.stmt
    cell: int
    binds: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    reads_now: frozenset[str] = frozenset()
    reads_later: frozenset[str] = frozenset()

    @property
    def is_certain(self) -> bool:
        """Whether it gives its names a value whatever happens."""
        return isinstance(self.node, _BINDERS)

    @property
    def lines(self) -> range:
        """The lines of the cell that it takes, decorators among them."""
        decorators = getattr(self.node, "decorator_list", [])
        first = min([self.node.lineno, *(part.lineno for part in decorators)])
        return range(first, (self.node.end_lineno or first) + 1)


@dataclass
class Closure:
    """The statements that some names need."""

    statements: Sequence[Statement]
    kept: set[int] = field(default_factory=set)
    asked: set[tuple[str, float]] = field(default_factory=set)

    def need(self, name: str, before: float = math.inf) -> None:
        """Keep what gives a name the value that it has before a statement, and what that needs in turn."""
        due = [(name, before)]
        while due:
            name, before = due.pop()
            if (name, before) in self.asked:
                continue
            self.asked.add((name, before))
            for place in self._makers(name, before):
                if place in self.kept:
                    continue
                self.kept.add(place)
                due += [(read, place) for read in self.statements[place].reads_now]
                due += [(read, math.inf) for read in self.statements[place].reads_later]

    def _makers(self, name: str, before: float) -> list[int]:
        """Return the statements that make a name's value, the last one that surely binds it first of all."""
        found, stars = [], []
        for place in reversed(range(min(len(self.statements), int(min(before, len(self.statements)))))):
            statement = self.statements[place]
            if name in statement.binds or name in statement.changes:
                found.append(place)
                if name in statement.binds and statement.is_certain:
                    return found
            elif _STAR in statement.binds:
                stars.append(place)
        return found or stars


def gather(cells: Sequence[Cell], names: Iterable[str], before: Mapping[str, int] | None = None) -> Gathered:
    """Return the source of what some names need.

    Parameters
    ----------
    cells : sequence of Cell
        In the order in which they run.
    names : iterable of str
        The functions that are wanted.
    before : mapping of str to int, optional
        For a function that was defined again later: the number of the first statement not to look at.
    """
    texts = [without_magics(cell.source) for cell in cells]
    statements, broken = read_statements(texts)
    closure = Closure(statements)
    for name in names:
        closure.need(name, (before or {}).get(name, math.inf))
    asked = {name for name, _ in closure.asked}
    kept: dict[int, set[int]] = {number: set() for number in range(len(cells))}
    for place in closure.kept:
        kept[statements[place].cell].update(statements[place].lines)
    # Line 1 is ours: a future import must come before everything else.
    lines, starts = [_future_import(statements)], []
    for number, text in enumerate(texts):
        starts.append(len(lines) + 1)
        is_whole = number in broken and _defines(text, asked)
        lines += [
            line if is_whole or position in kept[number] else ""
            for position, line in enumerate(text.split("\n")[:-1], 1)
        ]
    return Gathered("\n".join(lines) + "\n", tuple(starts), tuple(cell.label for cell in cells))


def read_statements(texts: Sequence[str]) -> tuple[list[Statement], set[int]]:
    """Return the statements of all cells, and which cells are not Python."""
    statements: list[Statement] = []
    broken = set()
    for number, text in enumerate(texts):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # an invalid escape is news for the learner's own editor
                tree = compile(text, "<cell>", "exec", _PARSED)
                statements += [found for node in tree.body if (found := _statement(node, number))]
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            broken.add(number)
    return statements, broken


def _statement(node: ast.stmt, cell: int) -> Statement | None:
    """Return a statement with the names that it speaks of; None for one that only a notebook allows."""
    if isinstance(node, ast.ImportFrom) and node.module == "__future__":
        return Statement(node, cell)
    try:
        table = symtable.symtable(ast.unparse(node), "<cell>", "exec")
    except SyntaxError:
        return None  # an await at the top level, which a worker has no use for
    binds, reads_now = set(), set()
    for symbol in table.get_symbols():
        if symbol.is_assigned() or symbol.is_imported():
            binds.add(symbol.get_name())
        if symbol.is_referenced():
            reads_now.add(symbol.get_name())
    if isinstance(node, ast.ImportFrom) and any(alias.name == _STAR for alias in node.names):
        binds.add(_STAR)
    changes = frozenset(_changed(node))
    if isinstance(node, ast.AugAssign):
        changes |= binds
        reads_now |= binds
    reads_later = frozenset(name for child in table.get_children() for name in _globals_read(child))
    return Statement(node, cell, frozenset(binds), changes, frozenset(reads_now), reads_later)


def _globals_read(table: symtable.SymbolTable) -> set[str]:
    """Return the global names that a function or class reads, also in what is nested in it."""
    found = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_global()}
    for child in table.get_children():
        found |= _globals_read(child)
    return found


def _changed(node: ast.stmt) -> set[str]:
    """Return the names whose object a statement changes: `a[0] = …`, `a.b = …`, `a.append(…)`."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return set()
    targets: list[ast.expr] = [
        part
        for part in ast.walk(node)
        if isinstance(part, (ast.Attribute, ast.Subscript)) and isinstance(part.ctx, ast.Store)
    ]
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        targets.append(node.value.func)
    return {root for target in targets if (root := _root(target))}


def _root(target: ast.expr) -> str:
    """Return the name that attributes and elements are of; empty if it is a plain name or none."""
    inner = target
    while isinstance(inner, (ast.Attribute, ast.Subscript)):
        inner = inner.value
    return inner.id if isinstance(inner, ast.Name) and inner is not target else ""


def _defines(text: str, names: Iterable[str]) -> bool:
    """Tell whether a cell that is not Python was meant to define one of the names."""
    return any(re.search(rf"^\s*(?:def|class)\s+{re.escape(name)}\b", text, re.MULTILINE) for name in names)


def _future_import(statements: Sequence[Statement]) -> str:
    """Return the future imports of all cells as one line."""
    features = {
        alias.name
        for statement in statements
        if isinstance(statement.node, ast.ImportFrom) and statement.node.module == "__future__"
        for alias in statement.node.names
    }
    return f"from __future__ import {', '.join(sorted(features))}" if features else ""
