"""Formulas over samples and features as plain trees, evaluated by NumPy without SymPy.

A formula is derived from SymPy once, stored as JSON and evaluated many times: on floats to judge, on
`fractions.Fraction` objects to prove. A tree is nested lists with a head:

==========================  =====================================================
``["number", p, q]``        the rational p / q
``["symbol", name]``        a scalar: a parameter, the learning rate, a size
``["index", name]``         the index itself, counted from 1
``["element", name, …]``    an array's element; one tree for each index
``["add", …]``              a sum of trees
``["mul", …]``              a product of trees
``["pow", base, exp]``      a power
``["call", f, tree]``       a function of one argument, see `FUNCTIONS`
``["sum", tree, i, lo, hi]`` the sum of a tree over index i from lo to hi
``["stack", i, …]``         one tree for each value of index i
``["delta", a, b]``         1 where two trees are equal, else 0
``["max", …]``, ``["min", …]`` the largest or smallest of several trees
``["where", c, a, b]``      a where the condition holds, else b
``["less", a, b]``          a condition: a < b; ``at_most``: a ≤ b
``["all", …]``, ``["any", …]`` conditions that all hold, or one of them
==========================  =====================================================

Every index is an axis. A tree is evaluated for all values of all its indices at once, by broadcasting.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, reduce
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Tree = list[Any]
#: More than any exercise has formulas; a bound all the same.
_MOST_KEPT = 20_000

#: The size that each index runs up to; the letters are those of CURRICULUM's shapes.
INDEX_SIZES: Mapping[str, str] = {"i": "m", "k": "m", "j": "n", "l": "n", "p": "h", "q": "h"}

FUNCTIONS: Mapping[str, Callable[[Any], Any]] = {
    "abs": np.abs,
    "arctan": np.arctan,
    "cos": np.cos,
    "exp": np.exp,
    "log": np.log,
    "sign": np.sign,
    "sigmoid": lambda z: np.where(z >= 0, 1.0, np.exp(-np.abs(z))) / (1.0 + np.exp(-np.abs(z))),
    "sin": np.sin,
    "sqrt": np.sqrt,
    "tanh": np.tanh,
}


@dataclass(frozen=True)
class Formula:
    """A tree, the indices that its value runs over, and how a person reads it.

    Attributes
    ----------
    tree : list
        See the module's docstring.
    free : tuple of str
        The free indices in the order of the value's axes; empty for a scalar.
    text : str
        One line of Unicode mathematics.
    """

    tree: Tree
    free: tuple[str, ...] = ()
    text: str = ""

    @cached_property
    def axes(self) -> Mapping[str, int]:
        """The axis of each index: the free ones in their order, then the bound ones by name."""
        bound = sorted(index_names(self.tree) - set(self.free))
        return {name: axis for axis, name in enumerate((*self.free, *bound))}

    def evaluate(self, values: Mapping[str, Any], sizes: Mapping[str, int], *, exact: bool = False) -> Any:
        """Return the value for all free indices at once.

        Parameters
        ----------
        values : mapping of str to number or ndarray
            Scalars and arrays by name, arrays with one axis for each index.
        sizes : mapping of str to int
            `m`, `n` and so on.
        exact : bool
            Values are `Fraction` (arrays of dtype object), and so is the result.

        Returns
        -------
        float, Fraction or ndarray
            A scalar without free indices, else an array with one axis for each.
        """
        if isinstance(values, KeptValues) and not exact:
            return values.once(self, lambda: self._evaluated(values, sizes, exact))
        return self._evaluated(values, sizes, exact)

    def _evaluated(self, values: Mapping[str, Any], sizes: Mapping[str, int], exact: bool) -> Any:
        # A wrong formula may leave its domain at a number that is right; what is no number explains nothing.
        with np.errstate(all="ignore"):
            return _Evaluation(self, values, sizes, exact).run()

    @cached_property
    def symbols(self) -> frozenset[str]:
        """The names of all symbols."""
        return frozenset(_symbol_names(self.tree))

    def as_json(self) -> dict[str, Any]:
        """Return the formula as plain data."""
        return {"tree": self.tree, "free": list(self.free), "text": self.text}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Formula:
        """Return the formula that `as_json` described."""
        return cls(tree=data["tree"], free=tuple(data["free"]), text=data["text"])


class KeptValues(dict[str, Any]):
    """Values that one submission after another is asked about: what follows from them is computed once.

    Nothing may change them, and arrays that are handed out cannot be written to.
    """

    def __init__(self, values: Mapping[str, Any]) -> None:
        super().__init__(values)
        self._kept: dict[Any, tuple[Any, Any]] = {}

    def once(self, thing: Any, make: Callable[[], Any]) -> Any:
        """Return what was made for a thing, a formula or a key, and make it if it was not yet."""
        key = thing if isinstance(thing, tuple) else id(thing)
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            made = make()
            if isinstance(made, np.ndarray):
                made.setflags(write=False)
            # With the thing itself, so that no other one is ever found under its number.
            self._kept[key] = thing, made
        return self._kept[key][1]


def _symbol_names(tree: Sequence[Any]) -> set[str]:
    found = {tree[1]} if tree[0] == "symbol" else set()
    for part in tree[1:]:
        if isinstance(part, list):
            found |= _symbol_names(part)
    return found


def index_names(tree: Sequence[Any]) -> set[str]:
    """Return the names of all indices in a tree, free and bound."""
    found: set[str] = set()
    head = tree[0]
    if head == "index":
        found.add(tree[1])
    elif head == "sum":
        found.add(tree[2])
    elif head == "stack":
        found.add(tree[1])
    for part in tree[1:]:
        if isinstance(part, list):
            found |= index_names(part)
    return found


class _Evaluation:
    """One evaluation of a tree: each index of the formula is an axis of every intermediate array."""

    def __init__(
        self, formula: Formula, values: Mapping[str, Any], sizes: Mapping[str, int], exact: bool
    ) -> None:
        self.formula = formula
        self.values = values
        self.sizes = sizes
        self.exact = exact
        self.axes = formula.axes

    def run(self) -> Any:
        value = self.visit(self.formula.tree)
        free = self.formula.free
        if not self.axes:
            return value
        value = np.asarray(value, dtype=object if self.exact else float)
        if value.ndim < len(self.axes):
            value = value.reshape((1,) * len(self.axes))
        shape = tuple(self.size(name) for name in free)
        value = value.reshape(value.shape[: len(free)])
        return np.broadcast_to(value, shape).copy() if free else value[()]

    def size(self, index: str) -> int:
        return self.sizes[INDEX_SIZES[index]]

    def visit(self, tree: Tree) -> Any:
        return getattr(self, "_" + tree[0])(*tree[1:])

    def _number(self, p: int, q: int) -> Any:
        if self.exact:
            return Fraction(p, q)
        return p if q == 1 else p / q

    def _symbol(self, name: str) -> Any:
        if name in self.sizes:
            return Fraction(self.sizes[name]) if self.exact else self.sizes[name]
        value = self.values[name]
        return value[()] if isinstance(value, np.ndarray) and value.ndim == 0 else value

    def _index(self, name: str) -> Any:
        counted = [Fraction(c) if self.exact else float(c) for c in range(1, self.size(name) + 1)]
        shape = [1] * len(self.axes)
        shape[self.axes[name]] = len(counted)
        return np.array(counted, dtype=object if self.exact else float).reshape(shape)

    def _element(self, name: str, *indices: Tree) -> Any:
        array = np.asarray(self.values[name])
        taken: list[int | slice] = []
        names: list[str] = []
        for index in indices:
            if index[0] == "index":
                taken.append(slice(None))
                names.append(index[1])
            else:
                taken.append(int(self.visit(index)) - 1)
        array = array[tuple(taken)]
        if len(names) > 1:
            array = array.transpose(sorted(range(len(names)), key=lambda axis: self.axes[names[axis]]))
        shape = [1] * len(self.axes)
        for index_name in names:
            shape[self.axes[index_name]] = self.size(index_name)
        return np.reshape(array, shape) if self.axes else array

    def _add(self, *terms: Tree) -> Any:
        total = self.visit(terms[0])
        for term in terms[1:]:
            total = total + self.visit(term)
        return total

    def _mul(self, *factors: Tree) -> Any:
        product = self.visit(factors[0])
        for factor in factors[1:]:
            product = product * self.visit(factor)
        return product

    def _pow(self, base: Tree, exponent: Tree) -> Any:
        low, high = self.visit(base), self.visit(exponent)
        if self.exact:
            if not isinstance(high, Fraction) or high.denominator != 1:
                raise ValueError("a root is not a rational number")
            return low ** int(high)
        try:
            return low**high
        except (OverflowError, ZeroDivisionError):  # Python's own numbers; NumPy's come to infinity
            return np.float64(low) ** high

    def _call(self, function: str, argument: Tree) -> Any:
        value = self.visit(argument)
        if self.exact and function == "sign":
            return np.frompyfunc(lambda number: Fraction((number > 0) - (number < 0)), 1, 1)(value)
        if self.exact and function != "abs":
            raise ValueError(f"{function} is not a rational function")
        return FUNCTIONS[function](value)

    def _delta(self, one: Tree, other: Tree) -> Any:
        same = np.asarray(np.equal(self.visit(one), self.visit(other)), dtype=bool)
        one_or_zero: Any = (Fraction(1), Fraction(0))
        return np.where(same, *one_or_zero) if self.exact else same.astype(float)

    def _max(self, *terms: Tree) -> Any:
        return reduce(np.maximum, map(self.visit, terms))

    def _min(self, *terms: Tree) -> Any:
        return reduce(np.minimum, map(self.visit, terms))

    def _where(self, condition: Tree, then: Tree, otherwise: Tree) -> Any:
        return np.where(self.visit(condition), self.visit(then), self.visit(otherwise))[()]

    def _less(self, one: Tree, other: Tree) -> Any:
        return np.asarray(np.less(self.visit(one), self.visit(other)), dtype=bool)

    def _at_most(self, one: Tree, other: Tree) -> Any:
        return np.asarray(np.less_equal(self.visit(one), self.visit(other)), dtype=bool)

    def _all(self, *conditions: Tree) -> Any:
        return reduce(np.logical_and, map(self.visit, conditions))

    def _any(self, *conditions: Tree) -> Any:
        return reduce(np.logical_or, map(self.visit, conditions))

    def _stack(self, index: str, *components: Tree) -> Any:
        shape = [1] * len(self.axes)
        shape[self.axes[index]] = len(components)
        values = [self.visit(component) for component in components]
        dtype = object if self.exact else float
        return np.array(
            [np.asarray(value, dtype=dtype).reshape(())[()] for value in values], dtype=dtype
        ).reshape(shape)

    def _sum(self, body: Tree, index: str, low: Tree, high: Tree) -> Any:
        axis, size = self.axes[index], self.size(index)
        value = np.asarray(self.visit(body), dtype=object if self.exact else None)
        if value.ndim < len(self.axes):
            value = value.reshape((1,) * len(self.axes))
        shape = list(value.shape)
        shape[axis] = size
        whole = low == ["number", 1, 1] and high == ["symbol", INDEX_SIZES[index]]
        if whole:
            if value.shape[axis] != size:
                value = np.broadcast_to(value, shape)
        else:
            counted = self._index(index)
            inside = (counted >= self.visit(low)) & (counted <= self.visit(high))
            value, inside = np.broadcast_arrays(np.broadcast_to(value, shape), np.asarray(inside, dtype=bool))
            zero: Any = Fraction(0) if self.exact else 0.0
            value = np.where(inside, value, zero)
        return np.add.reduce(value, axis=axis, keepdims=True)
