"""What a learner's module sees of NumPy, math and float while it runs on symbols."""

from __future__ import annotations

import builtins
import math
import re
import sys
import types
from typing import TYPE_CHECKING, Any

from grader.sandbox.branches import following
from grader.sandbox.expressions import FUNCTIONS
from grader.sandbox.symbolic import Symbolic, Tape
from grader.sandbox.values import numpy_module

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_FLOAT_NAMES = frozenset(
    ("float", "float64", "float32", "f8", "f4", "<f8", "<f4", "d", "f", "double", "single")
)
#: How a symbol is written.
_TEXT = re.compile(r"<number (\d{1,6})>")
_FLOAT_TYPES = ("float64", "float32", "float16", "double", "single", "longdouble")


class FloatType(type):
    """The type of types that let a symbol through where a float would be made.

    NumPy takes a type that it does not know for `object`, so `x.astype(float)` leaves symbols alone too.
    """

    _real: Callable[..., Any]

    def __call__(cls, value: Any = 0.0) -> Any:
        """Return symbols as they are, anything else as a float; NumPy's types take arrays as well."""
        if type(value) is Symbolic:
            return value
        np = numpy_module()
        if isinstance(value, np.ndarray) and value.dtype.kind == "O":
            if value.ndim and cls._real is not float:
                return value.copy()
            return cls(value.item())
        return cls._real(value)

    def __instancecheck__(cls, value: Any) -> bool:
        return isinstance(value, (float, Symbolic))

    def __getattr__(cls, name: str) -> Any:
        return getattr(cls._real, name)


class FractionType(FloatType):
    """The type of the stand-in for `fractions.Fraction`."""

    def __call__(cls, top: Any = 0, bottom: Any = None) -> Any:
        """Return a symbol, or a symbol's quotient, as it is and anything else as a fraction."""
        if Symbolic in (type(top), type(bottom)):
            return top if bottom is None else top / bottom
        return cls._real(top, bottom)

    def __instancecheck__(cls, value: Any) -> bool:
        return isinstance(value, (cls._real, Symbolic))  # type: ignore[arg-type] # it is a class

    def from_float(cls, value: Any) -> Any:
        """Return the fraction that a float is."""
        return cls(value)


class DecimalType(FractionType):
    """The type of the stand-in for `decimal.Decimal`, which is often made of a number's text."""

    _tape: Tape

    def __call__(cls, value: Any = "0", context: Any = None) -> Any:
        """Return a symbol, or the symbol of a text, as it is and anything else as a decimal number."""
        if type(value) is Symbolic:
            return value
        match = _TEXT.fullmatch(value.strip()) if isinstance(value, str) else None
        if match is not None and int(match[1]) < len(cls._tape.nodes):
            return Symbolic(cls._tape, int(match[1]))
        return cls._real(value, context)


def _float_type(name: str, real: Callable[..., Any]) -> FloatType:
    return FloatType(name, (), {"_real": staticmethod(real)})


class FacadeModule(types.ModuleType):
    """A module with some of its names replaced."""

    def __init__(self, real: types.ModuleType, replaced: dict[str, Any]) -> None:
        super().__init__(real.__name__)
        self.__dict__["_real"] = real
        self.__dict__.update(replaced)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.__dict__["_real"], name)


class ArrayMaker:
    """NumPy's ways to make an array, giving arrays of objects where the true ones would hold floats.

    Arrays of integers stay what they are: a symbol put into one fails, as a float would be cut off.
    """

    def __init__(self, tape: Tape) -> None:
        self._tape = tape
        self._np = numpy_module()

    def names(self) -> dict[str, Any]:
        """Return the replaced functions by their names in NumPy."""
        names: dict[str, Any] = {}
        for name in ("zeros", "ones", "empty"):
            names[name] = self._filled("zeros" if name == "empty" else name)
        for name in ("zeros_like", "ones_like", "empty_like"):
            names[name] = self._filled_like("zeros_like" if name == "empty_like" else name)
        for name in ("array", "asarray", "asanyarray", "ascontiguousarray"):
            names[name] = self._converted(getattr(self._np, name))
        names["full"] = self._full
        names["full_like"] = lambda a, value, **options: self._full(self._np.shape(a), value, **options)
        for name in FUNCTIONS:
            names[name] = self._function(getattr(self._np, name))
        for name, answer in (("isfinite", True), ("isnan", False), ("isinf", False)):
            names[name] = self._asked(getattr(self._np, name), answer)
        names["logaddexp"] = self._logaddexp
        return names

    def _asked(self, real: Callable[..., Any], answer: bool) -> Callable[..., Any]:
        """Return a question about overflow, which a symbol answers as any ordinary number does."""

        def ask(x: Any, *rest: Any, **options: Any) -> Any:
            array = self._np.asarray(x)
            if array.dtype.kind != "O":
                return real(x, *rest, **options)
            found = [
                answer if type(item) is Symbolic else bool(real(item)) for item in array.ravel().tolist()
            ]
            return self._np.array(found, dtype=bool).reshape(array.shape)[()]

        return ask

    def _logaddexp(self, one: Any, other: Any, *rest: Any, **options: Any) -> Any:
        np = self._np
        if "O" not in (np.asarray(one).dtype.kind, np.asarray(other).dtype.kind):
            return np.logaddexp(one, other, *rest, **options)
        return np.log(np.exp(self.objects(one)) + np.exp(self.objects(other)))

    def objects(self, array: Any) -> Any:
        """Return an array of numbers and symbols as an array of symbols."""
        source = self._np.asarray(array)
        result = self._np.empty(source.size, dtype=object)
        for index, item in enumerate(source.ravel().tolist()):
            lifted = self._tape.lift(item)
            result[index] = item if lifted is None else lifted
        return result.reshape(source.shape)

    def _is_float(self, dtype: Any) -> bool:
        if isinstance(dtype, str):
            return dtype in _FLOAT_NAMES
        if isinstance(dtype, FloatType) or dtype in (float, object):
            return True
        try:
            return self._np.dtype(dtype).kind in "fO"
        except TypeError:
            return False

    def _filled(self, name: str) -> Callable[..., Any]:
        def make(shape: Any, dtype: Any = float, *rest: Any, **options: Any) -> Any:
            real = getattr(self._np, name)
            if dtype is None or self._is_float(dtype):
                return self.objects(real(shape))
            return real(shape, dtype, *rest, **options)

        return make

    def _filled_like(self, name: str) -> Callable[..., Any]:
        def make(a: Any, dtype: Any = None, **options: Any) -> Any:
            real = getattr(self._np, name)
            if self._is_float(self._np.asarray(a).dtype if dtype is None else dtype):
                return self.objects(real(self._np.asarray(a), dtype=object))
            return real(a, dtype=dtype, **options)

        return make

    def _full(self, shape: Any, fill_value: Any, dtype: Any = None, **options: Any) -> Any:
        if self._is_float(self._np.asarray(fill_value).dtype if dtype is None else dtype):
            return self.objects(self._np.full(shape, fill_value, dtype=object))
        return self._np.full(shape, fill_value, dtype=dtype, **options)

    def _converted(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def make(a: Any, dtype: Any = None, *rest: Any, **options: Any) -> Any:
            floats = dtype is not None and self._is_float(dtype)
            array = real(a, None if floats else dtype, *rest, **options)
            return self.objects(array) if floats or array.dtype.kind in "fO" else array

        return make

    def _function(self, real: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function of one argument that meets symbols only; plain floats lack its method."""

        def apply(x: Any, *rest: Any, **options: Any) -> Any:
            array = self._np.asarray(x)
            if array.dtype.kind != "O":
                return real(x, *rest, **options)
            return real(self.objects(array), *rest, **options)

        return apply


def _math_names(tape: Tape) -> dict[str, Any]:
    """Return the functions of `math` that know what to do with a symbol."""

    def function(name: str) -> Callable[[Any], Any]:
        real = getattr(math, "atan" if name == "arctan" else name)
        return lambda x: getattr(x, name)() if type(x) is Symbolic else real(x)

    names: dict[str, Callable[..., Any]] = {
        ("atan" if name == "arctan" else name): function(name) for name in FUNCTIONS
    }
    log = names["log"]
    names["log"] = lambda x, *base: log(x) / log(base[0]) if base else log(x)
    names["pow"] = lambda x, y: x**y
    names["fabs"] = lambda x: abs(x) if type(x) is Symbolic else math.fabs(x)
    names["fsum"] = sum
    for name, answer in (("isfinite", True), ("isnan", False), ("isinf", False)):
        names[name] = _asked(getattr(math, name), answer)
    return names


def _asked(real: Callable[[Any], bool], answer: bool) -> Callable[[Any], bool]:
    return lambda x: answer if type(x) is Symbolic else real(x)


def _mean(data: Iterable[Any], weights: Iterable[Any] | None = None) -> Any:
    """Return what the means of `statistics` do, of symbols as well."""
    numbers = list(data)
    factors = [1] * len(numbers) if weights is None else list(weights)
    return sum(n * f for n, f in zip(numbers, factors, strict=True)) / sum(factors)


def _pvariance(data: Iterable[Any], mu: Any = None) -> Any:
    """Return what `statistics.pvariance` does, of symbols as well."""
    numbers = list(data)
    centre = _mean(numbers) if mu is None else mu
    return _mean((number - centre) ** 2 for number in numbers)


def _of_other_modules(tape: Tape) -> dict[str, dict[str, Any]]:
    """Return what replaces names of modules that the submission has imported."""
    found: dict[str, dict[str, Any]] = {}
    if "fractions" in sys.modules:
        real = sys.modules["fractions"].Fraction
        found["fractions"] = {"Fraction": FractionType("Fraction", (), {"_real": real})}
    if "decimal" in sys.modules:
        real = sys.modules["decimal"].Decimal
        found["decimal"] = {"Decimal": DecimalType("Decimal", (), {"_real": real, "_tape": tape})}
    if "statistics" in sys.modules:
        root = _math_names(tape)["sqrt"]
        found["statistics"] = {
            "mean": _mean,
            "fmean": _mean,
            "pvariance": _pvariance,
            "pstdev": lambda data, mu=None: root(_pvariance(data, mu)),
        }
    return found


def facade_over(namespace: dict[str, Any], tape: Tape) -> Callable[[], None]:
    """Let a module's own names lead to the facade; return what makes the module as it was."""
    np = numpy_module()
    replaced = ArrayMaker(tape).names()
    for name in _FLOAT_TYPES:
        replaced[name] = _float_type(name, getattr(np, name))
    replaced_math = _math_names(tape)
    facades: dict[int, Any] = {id(sys.modules.get("numpy")): FacadeModule(np, replaced)}
    facades[id(math)] = FacadeModule(math, replaced_math)
    facades |= {id(getattr(np, name)): facade for name, facade in replaced.items()}
    facades |= {id(getattr(math, name)): facade for name, facade in replaced_math.items()}
    for module, names in _of_other_modules(tape).items():
        real = sys.modules[module]
        facades[id(real)] = FacadeModule(real, names)
        facades |= {id(getattr(real, name)): facade for name, facade in names.items()}
    facades[id(builtins.float)] = _float_type("float", float)
    before = dict(namespace)
    namespace.setdefault("float", float)
    for name, value in list(namespace.items()):
        if id(value) in facades:
            namespace[name] = facades[id(value)]
        elif type(value) is types.FunctionType and value.__globals__ is namespace:
            namespace[name] = following(value, tape)

    def restore() -> None:
        namespace.clear()
        namespace.update(before)

    return restore
