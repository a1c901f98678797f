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
                found |= _keys(node)
    return found


def _keys(node: ast.AST) -> set[str]:
    """Return the key that is taken of a dictionary: `W1` of `params["W1"]`, which is a name like others."""
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return {node.slice.value} if isinstance(node.slice.value, str) else set()
    return set()


def _read(statement: ast.stmt) -> set[str]:
    value = getattr(statement, "value", None)
    if value is None:
        return set()
    names = {node.id for node in ast.walk(value) if isinstance(node, ast.Name)}
    names = names.union(*map(_keys, ast.walk(value)))
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
        after = [node for node in statements if node.lineno > statement.lineno]
        later = [
            node for node in after if written & _read(node) or _holders(statement, first) & _read_whole(node)
        ]
        if later and (own or _has_call_or_product(later[0])):
            yield statement.lineno
            yield later[0].lineno
            return
    for statement in own[:1]:
        yield statement.lineno
    if not own:
        yield from _one_entry_after_another(function)


def _one_entry_after_another(function: Function) -> Iterator[int]:
    """Yield the lines in a loop that write an entry, and read the whole dictionary, each time anew."""
    for loop in ast.walk(function):
        for node in ast.walk(loop) if isinstance(loop, (ast.For, ast.While)) else ():
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
                holder = node.targets[0].value
                handed_over = [
                    argument
                    for call in ast.walk(node.value)
                    if isinstance(call, ast.Call)
                    for argument in call.args
                ]
                if ast.dump(holder) in map(ast.dump, handed_over):
                    yield node.lineno


def _holders(statement: ast.stmt, key: str) -> set[str]:
    """Return the dictionaries that a statement writes an entry of: `params` of `params["W1"] = …`."""
    return {
        node.value.id
        for node in ast.walk(statement)
        if isinstance(node, ast.Subscript)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and key in _keys(node)
    }


def _read_whole(statement: ast.stmt) -> set[str]:
    """Return the names that are read, but not for one of their entries alone."""
    value = getattr(statement, "value", None) or ast.Constant(None)
    for_an_entry = {id(node.value) for node in ast.walk(value) if _keys(node)}  # type: ignore[attr-defined] # subscripts
    return {
        node.id for node in ast.walk(value) if isinstance(node, ast.Name) and id(node) not in for_an_entry
    }


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
        belongs = set(arguments)
        if isinstance(statement, ast.AugAssign):
            belongs |= _shallow(function, arguments)
        if in_place and _written(statement) & belongs:
            yield statement.lineno


def _shallow(function: Function, arguments: set[str]) -> set[str]:
    """Return the names of shallow copies: `new` of `new = params.copy()` or `new = dict(params)`.

    The arrays in a copy of a dictionary are the caller's own, and `new[key] -= …` changes them in place.
    """
    found = set()
    for statement in _statements(function):
        value = statement.value if isinstance(statement, ast.Assign) else None
        parts: list[ast.expr | None] = [value]
        if isinstance(value, ast.Call):
            parts = [*value.args, *([value.func.value] if isinstance(value.func, ast.Attribute) else [])]
        if isinstance(value, ast.Dict):
            parts = [part for key, part in zip(value.keys, value.values, strict=True) if key is None]
        copied = {part.id for part in parts if isinstance(part, ast.Name)}
        if copied & arguments and _written(statement):
            found |= _written(statement)
    return found - arguments


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
