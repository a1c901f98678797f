"""From an author's text to a SymPy expression, by its syntax tree: nothing of the text is ever run.

Numbers, names, elements such as `x[i]`, the four operations, powers, comparisons inside a choice, and
the functions of `FUNCTIONS` are mathematics; whatever else Python can write is told with its own words.
"""

from __future__ import annotations

import ast
import difflib
from typing import TYPE_CHECKING

import sympy

from grader.errors import UsageError
from grader.maths.symbols import INDICES, SIZES, F, Y, second_index, sigmoid, size_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


def _huber(error: sympy.Expr, width: sympy.Expr = sympy.S.One) -> sympy.Expr:
    inside = (error**2 / 2, sympy.Abs(error) <= width)
    return sympy.Piecewise(inside, (width * (sympy.Abs(error) - width / 2), True))


#: Functions of numbers that are offered, each with how many arguments it takes.
FUNCTIONS: Mapping[str, tuple[Callable[..., sympy.Expr], range]] = {
    "abs": (sympy.Abs, range(1, 2)),
    "cos": (sympy.cos, range(1, 2)),
    "exp": (sympy.exp, range(1, 2)),
    "huber": (_huber, range(1, 3)),
    "log": (sympy.log, range(1, 2)),
    "max": (sympy.Max, range(2, 9)),
    "min": (sympy.Min, range(2, 9)),
    "sigmoid": (sigmoid, range(1, 2)),
    "sin": (sympy.sin, range(1, 2)),
    "sqrt": (sympy.sqrt, range(1, 2)),
    "tanh": (sympy.tanh, range(1, 2)),
}
#: Written differently they mean the same: SymPy's own names.
_SAME = {"Abs": "abs", "Max": "max", "Min": "min"}
_OTHERS = {"ln": "log", "maximum": "max", "minimum": "min", "logistic": "sigmoid", "where": "Piecewise"}
_NEAR = 0.7
_SUMS = ("sum", "mean")
_CONSTANTS = {"E": sympy.E, "pi": sympy.pi}
_OPERATIONS: Mapping[type, Callable[[sympy.Expr, sympy.Expr], sympy.Expr]] = {
    ast.Add: lambda one, other: one + other,
    ast.Sub: lambda one, other: one - other,
    ast.Mult: lambda one, other: one * other,
    ast.Div: lambda one, other: one / other,
    ast.Pow: lambda one, other: one**other,
}
_COMPARISONS: Mapping[type, Callable[[sympy.Expr, sympy.Expr], sympy.Basic]] = {
    ast.Lt: sympy.Lt,
    ast.LtE: sympy.Le,
    ast.Gt: sympy.Gt,
    ast.GtE: sympy.Ge,
}
#: Names that would mean two things in the files that are written.
_TAKEN = {"alpha": "the learning rate", "np": "NumPy", "F": "the prediction", "Y": "the target"}
_LONGEST = 2000
_LARGEST_POWER = 20


def offered() -> str:
    """Return what may stand in a cost, in words."""
    return f"+ − * / **, numbers, {', '.join([*FUNCTIONS, 'Piecewise', *_SUMS])}, a if c else b"


def read_expression(text: str, what: str, placeholders: Sequence[str] = ()) -> sympy.Expr:
    """Return the SymPy expression of an author's text.

    Parameters
    ----------
    text : str
        Such as `(w*x[i] + b - y[i])**2`.
    what : str
        What it is, for the sentences: "cost".
    placeholders : sequence of str
        `F` and `Y` for a loss.

    Raises
    ------
    UsageError
        The text is no mathematics that is offered; names the part.
    """
    try:
        tree = ast.parse(text[:_LONGEST].strip(), mode="eval")
    except SyntaxError as error:
        at = f" at character {error.offset}" if error.offset else ""
        raise UsageError(f"The {what} “{text}” cannot be read: {error.msg}{at}.") from None
    except (ValueError, RecursionError, MemoryError):
        raise UsageError(f"The {what} “{text[:40]}…” cannot be read as an expression.") from None
    if len(text) > _LONGEST:
        raise UsageError(f"The {what} has {len(text)} characters; {_LONGEST} are enough for a cost.")
    return _Reader(text.strip(), what, placeholders).expression(tree.body)


class _Reader:
    """Builds an expression from a syntax tree; one method for each kind of node."""

    def __init__(self, text: str, what: str, placeholders: Sequence[str]) -> None:
        self.text = text
        self.what = what
        self.placeholders = placeholders
        self.arrays: dict[str, int] = {}

    def expression(self, node: ast.expr) -> sympy.Expr:
        method = getattr(self, f"_{type(node).__name__.lower()}", None)
        if method is None:
            raise self.no_mathematics(node)
        found: sympy.Expr = method(node)
        return found

    def refused(self, node: ast.AST, why: str) -> UsageError:
        part = ast.get_source_segment(self.text, node) or self.text
        part = part if len(part) <= 40 else f"{part[:39]}…"
        return UsageError(f"In the {self.what}, “{part}” {why}.")

    def no_mathematics(self, node: ast.AST) -> UsageError:
        return self.refused(node, f"is no mathematics that is offered; offered are {offered()}")

    def _constant(self, node: ast.Constant) -> sympy.Expr:
        if isinstance(node.value, bool) or not isinstance(node.value, (int, float)):
            raise self.refused(node, "is no number")
        if isinstance(node.value, int):
            return sympy.Integer(node.value)
        written = ast.get_source_segment(self.text, node) or repr(node.value)
        if node.value != node.value or abs(node.value) == float("inf"):
            raise self.refused(node, "is no finite number")
        return sympy.Rational(written.replace("_", ""))  # 0.1 is one tenth, not its nearest float

    def _name(self, node: ast.Name) -> sympy.Expr:
        name = node.id
        if name in self.placeholders:
            return {"F": F, "Y": Y}[name]
        if name in _CONSTANTS:
            return _CONSTANTS[name]
        if name in SIZES:
            return SIZES[name]
        if name in _TAKEN:
            raise self.refused(node, f"stands for {_TAKEN[name]}; choose another name")
        if name in INDICES:
            raise self.refused(node, "is an index; it stands inside brackets, as in x[i]")
        if name in FUNCTIONS or name in _SAME or name in _SUMS:
            raise self.refused(node, f"is a function; write {name}(…)")
        if self.arrays.setdefault(name, 0):
            raise self.refused(node, "is an array elsewhere and has no index here")
        if not name.isascii() or name.startswith("_"):
            raise self.refused(node, "is no name for a parameter; use plain letters")
        return sympy.Symbol(name, real=True)

    def _subscript(self, node: ast.Subscript) -> sympy.Expr:
        if not isinstance(node.value, ast.Name):
            raise self.refused(node, "is no element of an array; write x[i] or X[i, j]")
        name = node.value.id
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        indices = [part.id if isinstance(part, ast.Name) else "" for part in parts]
        if len(indices) > 2 or any(index not in ("i", "j", "k", "l") for index in indices):
            why = "has an index that is none; i and k count samples, j and l features, as in X[i, j]"
            raise self.refused(node, f"{why} (give single components names of their own)")
        if name in _TAKEN or name in INDICES or name in SIZES or name in self.placeholders:
            raise self.refused(node, "has a name that is taken; choose another one")
        if self.arrays.setdefault(name, len(indices)) != len(indices):
            raise self.refused(node, "has another number of indices than elsewhere")
        return sympy.IndexedBase(name)[tuple(INDICES[index] for index in indices)]

    def _unaryop(self, node: ast.UnaryOp) -> sympy.Expr:
        if not isinstance(node.op, (ast.USub, ast.UAdd)):
            raise self.no_mathematics(node)
        value = self.expression(node.operand)
        return -value if isinstance(node.op, ast.USub) else value

    def _binop(self, node: ast.BinOp) -> sympy.Expr:
        operate = _OPERATIONS.get(type(node.op))
        if isinstance(node.op, ast.BitXor):
            raise self.refused(node, "has a ^; write ** for a power")
        if isinstance(node.op, ast.MatMult):
            raise self.refused(node, "has a matrix product; write sum(X[i, j]*w[j], j)")
        if operate is None:
            raise self.no_mathematics(node)
        left, right = self.expression(node.left), self.expression(node.right)
        if isinstance(node.op, ast.Pow) and right.is_number and abs(right) > _LARGEST_POWER:
            raise self.refused(node, f"has a power above {_LARGEST_POWER}")
        value = operate(left, right)
        if value.has(sympy.zoo, sympy.nan, sympy.oo):
            raise self.refused(node, "divides by zero")
        return value

    def _ifexp(self, node: ast.IfExp) -> sympy.Expr:
        then, otherwise = self.expression(node.body), self.expression(node.orelse)
        return sympy.Piecewise((then, self.condition(node.test)), (otherwise, True))

    def _call(self, node: ast.Call) -> sympy.Expr:
        if not isinstance(node.func, ast.Name) or node.keywords:
            raise self.no_mathematics(node)
        name = _SAME.get(node.func.id, node.func.id)
        if name == "Piecewise":
            return self._piecewise(node)
        if name in _SUMS:
            return self._total(node, name)
        if name not in FUNCTIONS:
            near = difflib.get_close_matches(name.lower(), [*FUNCTIONS, "Piecewise", *_SUMS], 1, _NEAR)
            near = [_OTHERS[name]] if name in _OTHERS else near
            if near:
                raise self.refused(node, f"is not offered, but {near[0]} is")
            raise self.no_mathematics(node)
        function, counts = FUNCTIONS[name]
        if len(node.args) not in counts:
            raise self.refused(node, f"gives {name} {len(node.args)} arguments")
        return function(*map(self.expression, node.args))

    def _total(self, node: ast.Call, name: str) -> sympy.Expr:
        """Return a sum or a mean over all values of an index."""
        index = node.args[1].id if len(node.args) == 2 and isinstance(node.args[1], ast.Name) else ""
        if index not in ("i", "j", "k", "l"):
            raise self.refused(node, f"does not say over which index; write {name}(x[i], i)")
        body, over = self.expression(node.args[0]), INDICES[index]
        if over not in body.free_symbols:
            raise self.refused(node, f"has no {index} to go through")
        if index in ("j", "k"):
            # j is left for the component that a derivative is taken by, i for the samples of the cost.
            other = second_index(over)
            if other in body.free_symbols:
                raise self.refused(node, "has two sums over one size; state it with one of them")
            body, over = body.subs(over, other), other
        total = sympy.Sum(body, (over, 1, size_of(over)))
        return total / size_of(over) if name == "mean" else total

    def _piecewise(self, node: ast.Call) -> sympy.Expr:
        pieces: list[tuple[sympy.Expr, sympy.Basic]] = []
        for part in node.args:
            if not isinstance(part, ast.Tuple) or len(part.elts) != 2:
                raise self.refused(part, "is no piece; write Piecewise((value, condition), (value, True))")
            value, test = part.elts
            pieces.append((self.expression(value), self.condition(test)))
        if not pieces or pieces[-1][1] != sympy.true:
            raise self.refused(node, "has no last piece for everything else; end it with (value, True)")
        return sympy.Piecewise(*pieces)

    def condition(self, node: ast.expr) -> sympy.Basic:
        if isinstance(node, ast.Constant) and node.value is True:
            return sympy.true
        if isinstance(node, ast.BoolOp):
            parts = [self.condition(value) for value in node.values]
            return sympy.And(*parts) if isinstance(node.op, ast.And) else sympy.Or(*parts)
        if not isinstance(node, ast.Compare) or any(type(op) not in _COMPARISONS for op in node.ops):
            raise self.refused(node, "is no condition; compare with <, <=, > or >=")
        terms = [self.expression(term) for term in (node.left, *node.comparators)]
        return sympy.And(
            *(_COMPARISONS[type(op)](terms[at], terms[at + 1]) for at, op in enumerate(node.ops))
        )
