"""A number that writes down what is done with it, so that running a function gives its formula."""

from __future__ import annotations

import math
import numbers
import operator
from typing import TYPE_CHECKING, Any, NoReturn

from grader.sandbox.expressions import FUNCTIONS
from grader.sandbox.values import numpy_module

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MAX_NODES = 20_000
MAX_DIGITS = 60
MAX_CHOICES = 12


class TraceError(Exception):
    """The code asked a symbol for something that only a number can answer."""


class ComparisonError(TraceError):
    """The code compared a symbol; it may be run again, once for each answer."""


class Tape:
    """The table of all nodes of one trace; equal nodes are stored once, operands before their use.

    Attributes
    ----------
    nodes : list
        Each a list of head and operands.
    choices : Choices or None
        How comparisons of symbols are answered in this run; None if they are not.
    is_running : bool
        A function of the learner's is being run.
    has_refused : bool
        A comparison had no answer, whatever the code has made of that.
    """

    def __init__(self) -> None:
        self.nodes: list[list[Any]] = []
        self.choices: Choices | None = None
        self.is_running = False
        self.has_refused = False
        self._places: dict[tuple[Any, ...], int] = {}

    def add(self, *node: Any) -> Symbolic:
        """Return the number that a node stands for."""
        place = self._places.get(node)
        if place is None:
            if len(self.nodes) >= MAX_NODES:
                raise TraceError("the formula has become too long")
            place = self._places[node] = len(self.nodes)
            self.nodes.append(list(node))
        return Symbolic(self, place)

    def symbol(self, name: str) -> Symbolic:
        """Return the symbol of this name."""
        return self.add("symbol", name)

    def constant(self, value: Any) -> Symbolic:
        """Return a number that is known: integers exactly, floats to the last bit."""
        if isinstance(value, float):
            if not math.isfinite(value):
                raise TraceError("a number has overflowed")
            return self.add("float", value.hex())
        text = str(value)
        if len(text) > MAX_DIGITS:
            raise TraceError("an integer has become too long")
        return self.add("integer", text)

    def lift(self, value: Any) -> Symbolic | None:
        """Return any kind of number as one on this tape; None for what is no single number."""
        if type(value) is Symbolic:
            if value.tape is not self:
                raise TraceError("a symbol of an earlier trace was kept")
            return value
        np = numpy_module()
        if isinstance(value, (bool, int, np.integer, np.bool_)):
            return self.constant(int(value))
        if isinstance(value, (float, np.floating)):
            return self.constant(float(value))
        if isinstance(value, numbers.Rational):
            return self._ratio(int(value.numerator), int(value.denominator))
        if type(value).__name__ == "Decimal" and value.is_finite():
            return self._ratio(*value.as_integer_ratio())
        return None

    def _ratio(self, numerator: int, denominator: int) -> Symbolic:
        top, bottom = self.constant(numerator), self.constant(denominator)
        return self.add("div", top.index, bottom.index) if denominator != 1 else top

    def known(self, index: int) -> int | float | None:
        """Return a node's value if it is a constant."""
        head, content = self.nodes[index][:2]
        if head == "integer":
            return int(content)
        return float.fromhex(content) if head == "float" else None


class Choices:
    """Answers to the comparisons of one run, first those that were begun with, then yes.

    Attributes
    ----------
    taken : list of bool
        All answers that had to be chosen; others follow from them.
    """

    def __init__(self, tape: Tape, begun: Sequence[bool]) -> None:
        self.taken: list[bool] = []
        self._tape = tape
        self._begun = begun
        self._known: dict[tuple[str, int, int], bool] = {}

    def compare(self, head: str, left: int, right: int) -> bool:
        """Return the answer to `left head right`, the same for the same question in another form."""
        left, right = self._plain(left), self._plain(right)
        if head in ("gt", "le"):
            left, right = right, left
        if head in ("eq", "ne"):
            equal = left == right or self._choose("eq", *sorted((left, right)))
            return equal if head == "eq" else not equal
        less = left != right and not self._known.get(("lt", right, left)) and self._choose("lt", left, right)
        return less if head in ("lt", "gt") else not less

    def _plain(self, index: int) -> int:
        """Return a node, a whole float as the integer that it is."""
        value = self._tape.known(index)
        return (
            self._tape.constant(int(value)).index
            if isinstance(value, float) and value.is_integer()
            else index
        )

    def _choose(self, head: str, left: int, right: int) -> bool:
        key = (head, left, right)
        if key not in self._known:
            place = len(self.taken)
            if place >= MAX_CHOICES:
                self._tape.has_refused = True
                raise TraceError("symbols were compared too often")
            self._known[key] = self._begun[place] if place < len(self._begun) else True
            self.taken.append(self._known[key])
        return self._known[key]


_FOLDS: dict[str, Callable[[Any, Any], Any]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "pow": operator.pow,
}


def _fold(head: str, a: int | float, b: int | float) -> int | float | None:
    """Return the value of an operation on two constants, None where it is better kept as a node."""
    exact = isinstance(a, int) and isinstance(b, int)
    if exact and head in ("div", "pow"):
        return None  # a third is a third, and no float
    if head == "pow" and (a < 0 or abs(b) > 1_000):
        return None
    try:
        value = _FOLDS[head](a, b)
    except (ArithmeticError, ValueError):
        raise TraceError("a number has overflowed") from None
    return value if isinstance(value, (int, float)) else None


def _shorten(head: str, left: Symbolic, right: Symbolic) -> Symbolic | None:
    """Return the simpler number that an operation with 0 or 1 is, None if it is not one of those."""
    tape, a, b = left.tape, left.tape.known(left.index), left.tape.known(right.index)
    if a is not None and b is not None:
        value = _fold(head, a, b)
        return None if value is None else tape.constant(value)
    if head == "add":
        return right if a == 0 else left if b == 0 else None
    if head == "sub":
        return left if b == 0 else -right if a == 0 else None
    if head == "mul":
        if a == 0 or b == 0:
            return tape.constant(0)
        return right if a == 1 else left if b == 1 else None
    if head == "div":
        return left if b == 1 else None
    if head == "pow":
        return left if b == 1 else tape.constant(1) if b == 0 else None
    return None


def _binary(head: str) -> tuple[Callable[[Any, Any], Any], Callable[[Any, Any], Any]]:
    """Return the two methods of an operator, with the symbol on its left and on its right."""

    def operate(left: Symbolic, right: Symbolic) -> Symbolic:
        short = _shorten(head, left, right)
        return left.tape.add(head, left.index, right.index) if short is None else short

    def forward(self: Symbolic, other: Any) -> Any:
        lifted = self.tape.lift(other)
        return NotImplemented if lifted is None else operate(self, lifted)

    def backward(self: Symbolic, other: Any) -> Any:
        lifted = self.tape.lift(other)
        return NotImplemented if lifted is None else operate(lifted, self)

    return forward, backward


def _comparison(head: str) -> Callable[[Any, Any], Any]:
    """Return a comparing method: it answers for constants, and for symbols where answers are chosen."""
    compare: Callable[[Any, Any], bool] = getattr(operator, head)

    def method(self: Symbolic, other: Any) -> Any:
        lifted = self.tape.lift(other)
        if lifted is None:
            return NotImplemented
        a, b = self.tape.known(self.index), self.tape.known(lifted.index)
        if a is not None and b is not None:
            return compare(a, b)
        if self.tape.choices is None:
            self.tape.has_refused = True
            raise ComparisonError("a symbol was compared")
        return self.tape.choices.compare(head, self.index, lifted.index)

    return method


def _function(name: str) -> Callable[[Any], Any]:
    """Return the method that NumPy calls for a function of one argument."""

    def method(self: Symbolic) -> Symbolic:
        return self.tape.add("call", name, self.index)

    return method


class Symbolic:
    """A number on a tape.

    Parameters
    ----------
    tape : Tape
        The table that its node is in.
    index : int
        The node's place.
    """

    __slots__ = ("index", "tape")

    # What learners ask of NumPy's scalars.
    shape: tuple[int, ...] = ()
    ndim = 0
    size = 1

    def __init__(self, tape: Tape, index: int) -> None:
        self.tape = tape
        self.index = index

    __add__, __radd__ = _binary("add")
    __sub__, __rsub__ = _binary("sub")
    __mul__, __rmul__ = _binary("mul")
    __truediv__, __rtruediv__ = _binary("div")
    __pow__, __rpow__ = _binary("pow")
    __eq__ = _comparison("eq")
    __ne__ = _comparison("ne")
    __lt__ = _comparison("lt")
    __le__ = _comparison("le")
    __gt__ = _comparison("gt")
    __ge__ = _comparison("ge")

    def __neg__(self) -> Symbolic:
        node = self.tape.nodes[self.index]
        if node[0] == "neg":
            return Symbolic(self.tape, node[1])
        value = self.tape.known(self.index)
        return self.tape.add("neg", self.index) if value is None else self.tape.constant(-value)

    def __pos__(self) -> Symbolic:
        return self

    def __abs__(self) -> Symbolic:
        value = self.tape.known(self.index)
        if value is not None:
            return self.tape.constant(abs(value))
        if self.tape.choices is not None:
            return -self if self < 0 else self
        return self.tape.add("abs", self.index)

    fabs = __abs__

    def _number(self) -> int | float:
        value = self.tape.known(self.index)
        if value is None:
            raise TraceError("a symbol has no value")
        return value

    def __float__(self) -> float:
        return float(self._number())

    def __int__(self) -> int:
        return int(self._number())

    def __index__(self) -> int:
        return operator.index(self._number())  # type: ignore[arg-type] # a float raises, as it does in Python

    def __complex__(self) -> complex:
        return complex(self._number())

    def __bool__(self) -> bool:
        return bool(self._number())

    def __round__(self, digits: int | None = None) -> Any:
        return round(self._number(), digits)

    def __hash__(self) -> int:
        return hash(self._number())

    def __repr__(self) -> str:
        value = self.tape.known(self.index)
        return f"<number {self.index}>" if value is None else repr(value)

    def __format__(self, spec: str) -> str:
        value = self.tape.known(self.index)
        return repr(self) if value is None else format(value, spec)

    def __copy__(self) -> Symbolic:
        return self

    def __deepcopy__(self, memo: object) -> Symbolic:
        return self

    def item(self) -> Symbolic:
        """Return the number itself, as a NumPy scalar returns its Python number."""
        return self

    conjugate = copy = squeeze = item

    def mean(self, *arguments: Any, **options: Any) -> Symbolic:
        """Return the number itself, as a NumPy scalar's sum and mean are."""
        return self

    astype = mean

    @property
    def real(self) -> Symbolic:
        """The number itself."""
        return self

    T = real


def _refuse(self: Symbolic, *operands: object) -> NoReturn:
    raise TraceError("an operator that a formula does not have")


for _name in ("floordiv", "rfloordiv", "mod", "rmod", "divmod", "rdivmod", "floor", "ceil", "trunc"):
    setattr(Symbolic, f"__{_name}__", _refuse)
for _name in FUNCTIONS:
    setattr(Symbolic, _name, _function(_name))
Symbolic.sum = Symbolic.mean  # type: ignore[attr-defined] # in the class it would shadow the built-in sum
numbers.Real.register(Symbolic)
