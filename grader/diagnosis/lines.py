"""Points at the lines where a mistake was made. It only points: no verdict rests on the syntax tree."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grader.diagnosis.finding import Finding

_MOST_LINES = 3
_LOOPS = (
    "stale-gradient",
    "extra-step",
    "missing-step",
    "cost-recorded-late",
    "cost-recorded-early",
    "restarted-each-step",
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def lines_of(source: str, finding: Finding) -> tuple[int, ...]:
    """Return the lines that a finding is about, 1-based and in order; none where the tree shows none.

    Parameters
    ----------
    source : str
        The submission; the worker has compiled it before, so that it is within the parser's limits.
    finding : Finding
        What was found, and in which function.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    function = _function(tree, finding.function)
    if function is None:
        return ()
    lines = list(_found(function, finding))
    return tuple(sorted(set(lines))[:_MOST_LINES])


def _function(tree: ast.Module, name: str) -> Function | None:
    """Return the last definition of a function in the module, which is the one that counts."""
    found: Function | None = None
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == name:
            found = node
    return found


def _found(function: Function, finding: Finding) -> Iterator[int]:
    name = finding.misconception
    if name == "sequential-update":
        yield from _updated_and_read_again(function, finding.detail)
    elif name == "returned-in-loop":
        yield from _returns_in_loops(function)
    elif name in _LOOPS:
        yield from (node.lineno for node in ast.walk(function) if isinstance(node, (ast.For, ast.While)))
    elif name == "mutated-arguments":
        yield from _written_arguments(function)
    elif name == "zeroed-alias":
        yield from _zeroed(function)
    elif name == "printed-not-returned":
        yield from _calls_of(function, "print")
    else:
        yield from _returned_assignments(function)


def _statements(function: Function) -> list[ast.stmt]:
    """Return the simple statements of a function in the order of their lines."""
    found = [
        node
        for node in ast.walk(function)
        if isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Return, ast.Expr))
    ]
    return sorted(found, key=lambda node: (node.lineno, node.col_offset))


def _written(statement: ast.stmt) -> set[str]:
    """Return the names that a statement assigns, also by an element: `theta[0] = …` writes theta."""
    targets: Sequence[ast.expr] = ()
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, (ast.AugAssign, ast.AnnAssign)):
        targets = (statement.target,)
    found = set()
    for target in targets:
        for node in ast.walk(target):
            if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
                found.add(node.id)
            elif isinstance(node, (ast.Subscript, ast.Attribute)) and isinstance(node.value, ast.Name):
                found.add(node.value.id)
    return found


def _read(statement: ast.stmt) -> set[str]:
    value = getattr(statement, "value", None)
    if value is None:
        return set()
    names = {node.id for node in ast.walk(value) if isinstance(node, ast.Name)}
    return names | (_written(statement) if isinstance(statement, ast.AugAssign) else set())


def _updated_and_read_again(function: Function, order: Sequence[str]) -> Iterator[int]:
    """Yield where the first parameter gets its new value, and where that value is read again."""
    if not order:
        return
    first = order[0].partition("[")[0]
    statements = [node for node in _statements(function) if not isinstance(node, (ast.Return, ast.Expr))]
    # `w = w - …` says it by its name; `new_w = w - …` only if nothing does.
    own = [node for node in statements if first in _written(node) and first in _read(node)]
    others = [node for node in statements if first in _read(node) and first not in _written(node)]
    others = [node for node in others if _starts_from(node, first)] or others
    for statement in own or others:
        written = {first} if own else _written(statement)
        later = [node for node in statements if node.lineno > statement.lineno and written & _read(node)]
        if later and (own or _has_call_or_product(later[0])):
            yield statement.lineno
            yield later[0].lineno
            return
    for statement in own[:1]:
        yield statement.lineno


def _starts_from(statement: ast.stmt, name: str) -> bool:
    """Tell whether a value is the name plus or minus something, as a new parameter is."""
    value = getattr(statement, "value", None)
    return (
        isinstance(value, ast.BinOp)
        and isinstance(value.op, (ast.Add, ast.Sub))
        and isinstance(value.left, ast.Name)
        and value.left.id == name
    )


def _has_call_or_product(statement: ast.stmt) -> bool:
    return any(isinstance(node, (ast.Call, ast.BinOp)) for node in ast.walk(statement))


def _returns_in_loops(function: Function) -> Iterator[int]:
    for node in ast.walk(function):
        if isinstance(node, (ast.For, ast.While)):
            yield from (inner.lineno for inner in ast.walk(node) if isinstance(inner, ast.Return))


def _written_arguments(function: Function) -> Iterator[int]:
    arguments = {argument.arg for argument in function.args.args}
    for statement in _statements(function):
        in_place = isinstance(statement, ast.AugAssign) or any(
            isinstance(target, ast.Subscript)
            for target in (statement.targets if isinstance(statement, ast.Assign) else ())
        )
        if in_place and _written(statement) & arguments:
            yield statement.lineno


def _zeroed(function: Function) -> Iterator[int]:
    """Yield where an element is set to zero: `tmp[0] = 0`."""
    for node in ast.walk(function):
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Subscript)
            and isinstance(node.value, ast.Constant)
            and node.value.value == 0
        ):
            yield node.lineno


def _calls_of(function: Function, name: str) -> Iterator[int]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node.lineno


def _returned_assignments(function: Function) -> Iterator[int]:
    """Yield the last assignments to the names that are returned, or the return itself."""
    returns = [node for node in ast.walk(function) if isinstance(node, ast.Return) and node.value is not None]
    if not returns:
        return
    last = max(returns, key=lambda node: node.lineno)
    values = last.value.elts if isinstance(last.value, (ast.Tuple, ast.List)) else [last.value]
    names = {value.id for value in values if isinstance(value, ast.Name)}
    assigned: dict[str, int] = {}
    for statement in _statements(function):
        if statement.lineno < last.lineno:
            for name in _written(statement) & names:
                assigned[name] = statement.lineno
    yield from assigned.values() or (last.lineno,)
