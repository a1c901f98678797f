"""Numbers of sixty digits, for formulas that are not rational: two that agree to forty are the same.

A polynomial in rational numbers can be compared exactly; an e^z cannot. Here both sides are evaluated in
mpmath at random points instead. mpmath is imported only when such a formula has to be compared.
"""

from __future__ import annotations

import operator
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.maths.formula import INDEX_SIZES, _Evaluation
from grader.maths.nodes import meant_by

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from random import Random

    from grader.maths.formula import Formula, Tree
    from grader.maths.model import Quantity

_DIGITS = 60
_AGREE = 40
_BITS = 30
_OPERATIONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "pow": operator.pow,
}


class Precise:
    """A real number of sixty digits that goes together with integers and fractions."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __neg__(self) -> Precise:
        return Precise(-self.value)

    def __abs__(self) -> Precise:
        return Precise(abs(self.value))

    def __float__(self) -> float:
        return float(self.value)

    def __add__(self, other: Any) -> Precise:
        return Precise(self.value + _real(other))

    def __sub__(self, other: Any) -> Precise:
        return Precise(self.value - _real(other))

    def __mul__(self, other: Any) -> Precise:
        return Precise(self.value * _real(other))

    def __truediv__(self, other: Any) -> Precise:
        return Precise(self.value / _real(other))

    def __pow__(self, other: Any) -> Precise:
        return Precise(self.value ** _real(other))

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, other: Any) -> Precise:
        return Precise(_real(other) - self.value)

    def __rtruediv__(self, other: Any) -> Precise:
        return Precise(_real(other) / self.value)

    def agrees(self, other: Any) -> bool:
        """Tell whether another number is the same to forty digits."""
        wanted = _real(other)
        return bool(abs(self.value - wanted) <= _mp().mpf(10) ** -_AGREE * max(abs(wanted), 1))


@cache
def _mp() -> Any:
    import mpmath  # type: ignore[import-untyped] # comes with SymPy, without types

    mpmath.mp.dps = _DIGITS
    return mpmath.mp


def _real(number: Any) -> Any:
    """Return any kind of number as mpmath's.

    Raises
    ------
    ValueError
        It is no real number: a root or a logarithm of a negative one.
    """
    mp = _mp()
    if isinstance(number, Precise):
        return number.value
    if isinstance(number, Fraction):
        return mp.mpf(number.numerator) / number.denominator
    number = mp.mpmathify(number)
    if not isinstance(number, mp.mpf) or not mp.isfinite(number):
        raise ValueError("not a real number")
    return number


def precise(number: Any) -> Precise:
    """Return a number to sixty digits."""
    return Precise(_real(number))


@cache
def _function(name: str) -> Callable[[Any], Any]:
    """Return mpmath's function of a name."""
    mp = _mp()
    renamed: dict[str, Callable[[Any], Any]] = {
        "abs": abs,
        "sigmoid": lambda x: 1 / (1 + mp.exp(-x)),
        "log2": lambda x: mp.log(x, 2),
        "arctan": mp.atan,
    }
    return renamed.get(name) or getattr(mp, name)


def evaluate_nodes(nodes: Sequence[Sequence[Any]], values: Mapping[str, Any]) -> list[Any]:
    """Return the value of every node of a trace, to sixty digits.

    Raises
    ------
    ValueError
        A divisor is zero, or a logarithm has no value.
    """
    found: list[Any] = []
    for node in nodes:
        head = node[0]
        if head == "symbol":
            found.append(_real(values[node[1]]))
        elif head == "integer":
            found.append(_mp().mpf(int(node[1])))
        elif head == "float":
            found.append(_real(meant_by(float.fromhex(node[1]))))
        elif head in ("neg", "abs"):
            found.append(-found[node[1]] if head == "neg" else abs(found[node[1]]))
        elif head == "call":
            found.append(_function(node[1])(found[node[2]]))
        else:
            try:
                found.append(_OPERATIONS[head](found[node[1]], found[node[2]]))
            except ZeroDivisionError as error:
                raise ValueError("division by zero") from error
    return found


class _PreciseEvaluation(_Evaluation):
    """A formula on numbers of sixty digits: exact arithmetic but for its functions."""

    def _call(self, function: str, argument: Tree) -> Any:
        value = np.asarray(self.visit(argument), dtype=object)
        found = np.empty(value.shape, dtype=object)
        for place in np.ndindex(*value.shape):
            found[place] = precise(_function(function)(_real(value[place])))
        return found if value.shape else found[()]

    def _pow(self, base: Tree, exponent: Tree) -> Any:
        power = self.visit(exponent)
        if isinstance(power, Fraction) and power.denominator == 1:
            return super()._pow(base, exponent)
        raised = np.frompyfunc(lambda low, high: precise(low) ** high, 2, 1)
        return raised(self.visit(base), power)


def evaluate_formula(formula: Formula, values: Mapping[str, Any], sizes: Mapping[str, int]) -> Any:
    """Return a formula's value for all free indices at once, to sixty digits."""
    return _PreciseEvaluation(formula, values, sizes, exact=True).run()


def modest_values(quantities: Sequence[Quantity], sizes: Mapping[str, int], random: Random) -> dict[str, Any]:
    """Return a random fraction of modest size for every quantity, where no e^z drowns the rest.

    Labels are any numbers here: what holds for all numbers holds for 0 and 1.
    """
    values: dict[str, Any] = {}
    for quantity in quantities:
        array = np.empty([sizes[INDEX_SIZES[index]] for index in quantity.indices], dtype=object)
        for place in np.ndindex(*array.shape):
            array[place] = _modest(quantity, random)
        if quantity.domain == "ones-first":
            array[..., 0] = Fraction(1)
        values[quantity.name] = array if array.shape else array[()]
    return values


def _modest(quantity: Quantity, random: Random) -> Fraction:
    if quantity.domain == "count":
        return Fraction(random.randint(1, 6))
    size = Fraction(random.randint(2**_BITS // 4, 2**_BITS - 1), 2**_BITS)
    has_signs = quantity.domain in ("real", "small", "ones-first")
    return -size if has_signs and random.random() < 0.5 else size
