"""Small changes to a syntax tree, such as a tired hand makes: one function for each kind, and their table.

mutmut and cosmic-ray have such tables too, but they drive a test command for each mutant, on files that they
change in place, in the process or the tree of the tests. Here a mutant is only a text: it runs in a worker,
across the trust line, and one pytest session judges all of them.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy

#: What a node may become, given the names that could stand in a name's place.
Mutator = Callable[[ast.AST, Sequence[str]], Iterator[ast.AST]]

_OPERATORS: Mapping[type[ast.operator], Sequence[type[ast.operator]]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.FloorDiv: (ast.Div,),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
}
_COMPARISONS: Mapping[type[ast.cmpop], Sequence[type[ast.cmpop]]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_CALLED: Mapping[str, str] = {
    "all": "any",
    "any": "all",
    "argmax": "argmin",
    "argmin": "argmax",
    "cos": "sin",
    "empty_like": "zeros_like",
    "max": "min",
    "maximum": "minimum",
    "mean": "sum",
    "min": "max",
    "minimum": "maximum",
    "ones": "zeros",
    "ones_like": "zeros_like",
    "sin": "cos",
    "std": "var",
    "sum": "mean",
    "var": "std",
    "zeros": "ones",
    "zeros_like": "ones_like",
}
#: Calls that may be left out, so that their first argument or their object remains.
_LEFT_OUT = ("abs", "array", "asarray", "copy", "exp", "float", "int", "log", "sqrt", "tanh")


def operators(node: ast.AST, names: Sequence[str]) -> Iterator[ast.AST]:
    """Yield `a - b` for `a + b`, and one side of it alone."""
    if isinstance(node, (ast.BinOp, ast.AugAssign)):
        for other in _OPERATORS.get(type(node.op), ()):
            yield _with(node, op=other())
    if isinstance(node, ast.BinOp):
        yield deepcopy(node.left)
        yield deepcopy(node.right)
        if isinstance(node.op, (ast.Sub, ast.Div, ast.MatMult, ast.Pow)):
            yield _with(node, left=node.right, right=node.left)
    if isinstance(node, ast.AugAssign):
        yield ast.Assign([deepcopy(node.target)], deepcopy(node.value), lineno=node.lineno)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.Not)):
        yield deepcopy(node.operand)


def comparisons(node: ast.AST, names: Sequence[str]) -> Iterator[ast.AST]:
    """Yield `a <= b` and `a > b` for `a < b`, `or` for `and`, and a condition's contrary."""
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            for other in _COMPARISONS.get(type(operator), ()):
                yield _with(node, ops=[*node.ops[:place], other(), *node.ops[place + 1 :]])
    if isinstance(node, ast.BoolOp):
        yield _with(node, op=ast.And() if isinstance(node.op, ast.Or) else ast.Or())
        yield from (deepcopy(value) for value in node.values)
    if isinstance(node, (ast.If, ast.IfExp)):
        yield _with(node, test=ast.UnaryOp(ast.Not(), node.test))


def constants(node: ast.AST, names: Sequence[str]) -> Iterator[ast.AST]:
    """Yield a number one larger or smaller, another truth value, another word."""
    if not isinstance(node, ast.Constant):
        return
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
        yield ast.Constant(value - 1)
    elif isinstance(value, float):
        yield ast.Constant(value * 2 if value else 1.0)
        yield ast.Constant(value + 1.0)
    elif isinstance(value, str) and value:
        yield ast.Constant(f"not {value}")


def axes(node: ast.AST, names: Sequence[str]) -> Iterator[ast.AST]:
    """Yield `axis=1` for `axis=0`, and a call without one of its keywords."""
    if not isinstance(node, ast.Call):
        return
    for place, keyword in enumerate(node.keywords):
        yield _with(node, keywords=[*node.keywords[:place], *node.keywords[place + 1 :]])
        if keyword.arg == "axis" and isinstance(keyword.value, ast.Constant):
            other = ast.keyword("axis", ast.Constant(0 if keyword.value.value else 1))
            yield _with(node, keywords=[*node.keywords[:place], other, *node.keywords[place + 1 :]])


def calls(node: ast.AST, names: Sequence[str]) -> Iterator[ast.AST]:
    """Yield `sum` for `mean`, a call left out, arguments in another order, a matrix not transposed."""
    if isinstance(node, ast.Attribute) and node.attr == "T":
        yield deepcopy(node.value)
    if not isinstance(node, ast.Call):
        return
    name = _called(node)
    if name in _CALLED:
        yield _with(node, func=_named(node.func, _CALLED[name]))
    if name in _LEFT_OUT:
        if node.args:
            yield deepcopy(node.args[0])
        elif isinstance(node.func, ast.Attribute):
            yield deepcopy(node.func.value)
    for place in range(len(node.args) - 1):
        yield _with(node, args=_exchanged(node.args, place))


def ranges(node: ast.AST, names: Sequence[str]) -> Iterator[ast.AST]:
    """Yield a range that begins or ends one too early or too late."""
    if not isinstance(node, ast.Call) or _called(node) != "range" or not node.args:
        return
    end = min(len(node.args) - 1, 1)
    for operator in (ast.Add(), ast.Sub()):
        moved = ast.BinOp(deepcopy(node.args[end]), operator, ast.Constant(1))
        yield _with(node, args=[*node.args[:end], moved, *node.args[end + 1 :]])
    if len(node.args) == 1:
        yield _with(node, args=[ast.Constant(1), node.args[0]])


def slices(node: ast.AST, names: Sequence[str]) -> Iterator[ast.AST]:
    """Yield a slice without one of its ends, and a value without its index."""
    if isinstance(node, ast.Slice):
        if node.lower is not None:
            yield _with(node, lower=None)
        if node.upper is not None:
            yield _with(node, upper=None)
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        yield deepcopy(node.value)


def swapped_names(node: ast.AST, names: Sequence[str]) -> Iterator[ast.AST]:
    """Yield another name of the same function in a name's place."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
        yield from (ast.Name(name, ast.Load()) for name in names if name != node.id)


def orders(node: ast.AST, names: Sequence[str]) -> Iterator[ast.AST]:
    """Yield a tuple or list with two neighbours exchanged."""
    if isinstance(node, (ast.Tuple, ast.List)):
        for place in range(len(node.elts) - 1):
            yield _with(node, elts=_exchanged(node.elts, place))


def dropped_statements(node: ast.AST, names: Sequence[str]) -> Iterator[ast.AST]:
    """Yield nothing for a statement, and a loop that is left in its first round."""
    if isinstance(node, (ast.Assign, ast.AugAssign, ast.Expr, ast.If, ast.For, ast.While, ast.Return)):
        yield ast.Pass()
    if isinstance(node, (ast.For, ast.While)):
        yield _with(node, body=[*node.body, ast.Break()])
    if isinstance(node, (ast.Break, ast.Continue)):
        yield ast.Pass()


MUTATORS: Sequence[Mutator] = (
    operators,
    comparisons,
    constants,
    axes,
    calls,
    ranges,
    slices,
    swapped_names,
    orders,
    dropped_statements,
)


def _with(node: ast.AST, **changes: object) -> ast.AST:
    """Return a copy of a node with some of its fields changed."""
    changed = deepcopy(node)
    for field, value in changes.items():
        setattr(changed, field, deepcopy(value))
    return changed


def _called(node: ast.Call) -> str:
    """Return the last part of the name of what is called."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _named(function: ast.expr, name: str) -> ast.expr:
    if isinstance(function, ast.Attribute):
        return ast.Attribute(deepcopy(function.value), name, ast.Load())
    return ast.Name(name, ast.Load())


def _exchanged(parts: Sequence[ast.expr], place: int) -> list[ast.expr]:
    return [*parts[:place], parts[place + 1], parts[place], *parts[place + 2 :]]
