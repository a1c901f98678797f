"""Values on their way out: numbers, texts, containers and arrays as JSON tags plus raw bytes.

What cannot be a plain value crosses as its type's name.
"""

from __future__ import annotations

import re
from math import isfinite
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAX_HEADER = 1 << 20
MAX_BLOB = 32 << 20
MAX_DEPTH = 24
MAX_NODES = 50_000
MAX_DIGITS = 1_000
#: A list of texts becomes an array in which each takes as much as the longest: this bounds that, too.
MAX_TEXT = 1_000
MAX_DIMENSIONS = 8
#: Calls that were asked for at once are made until this many seconds have passed.
PATIENCE_WITH_SEVERAL = 0.05
#: And until their answers have so many bytes.
MAX_OF_SEVERAL = 1 << 20

DTYPES = frozenset(
    ("|b1", "|i1", "<i2", "<i4", "<i8", "|u1", "<u2", "<u4", "<u8", "<f2", "<f4", "<f8", "<c8", "<c16")
)
_EXACT = 2**53
DECIMAL = re.compile(r"-?[0-9]{1,1000}(\.[0-9]{1,1000})?(E[+-]?[0-9]{1,4})?|-?Infinity|NaN", re.ASCII)

_numpy: ModuleType | None = None


def numpy_module() -> Any:
    """Return NumPy with the names that it had when it was first needed.

    It is imported late, for the judge starts the zygote before anything heavy. It is a copy, for a learner
    may rebind names of NumPy.
    """
    global _numpy
    if _numpy is None:
        import numpy

        _numpy = ModuleType("numpy")
        _numpy.__dict__.update(vars(numpy))
    return _numpy


class WireError(Exception):
    """What came does not keep to the format."""


class Opaque:
    """A value that does not cross: only its type's name is known.

    Attributes
    ----------
    type_name : str
        At most 80 characters.
    """

    __slots__ = ("type_name",)

    def __init__(self, type_name: str) -> None:
        self.type_name = type_name

    def __repr__(self) -> str:
        return f"<{self.type_name}>"

    def __eq__(self, other: object) -> bool:
        return type(other) is Opaque and other.type_name == self.type_name

    def __hash__(self) -> int:
        return hash(self.type_name)


class _TooLargeError(Exception):
    """The value does not fit into a message."""


def type_name(value: object) -> str:
    """Return the name of a value's type, cut to 80 characters."""
    try:
        return str(type.__dict__["__name__"].__get__(type(value)))[:80]
    except Exception:
        return "object"


class Encoder:
    """Turns values into JSON tags, and gathers the bytes of their arrays in one blob.

    Methods of subclasses are not called where the built-in type's own method does: a float's subclass
    arrives as the number that it holds.

    Parameters
    ----------
    hooks : mapping from type to function
        Types with a tag of their own, such as a symbol of the trace.
    strict : bool
        Refuse what cannot cross by a `WireError`; the judge's own arguments must arrive whole.
    shares : bool
        Send bytes that are the same only once.
    """

    def __init__(
        self,
        hooks: Mapping[type, Callable[[Any], Any]] | None = None,
        *,
        strict: bool = False,
        shares: bool = False,
    ) -> None:
        self._hooks = hooks or {}
        self._strict = strict
        self._chunks: list[bytes] = []
        self._size = 0
        self._nodes = 0
        self._places: dict[bytes, int] | None = {} if shares else None

    @property
    def blob(self) -> bytes:
        """The raw bytes of all arrays encoded so far."""
        return b"".join(self._chunks)

    def encode(self, value: object) -> Any:
        """Return the JSON form of a value; of one that cannot cross, its type's name."""
        before = len(self._chunks), self._size, self._nodes
        try:
            return self._encode(value, 0)
        except WireError:
            raise
        except _TooLargeError:
            pass
        except Exception:  # a hostile subclass may raise anything; it only loses its own value
            pass
        del self._chunks[before[0] :]
        self._size, self._nodes = before[1], before[2] + 1
        return self._opaque(type_name(value))

    def _opaque(self, name: str) -> Any:
        if self._strict:
            raise WireError(f"a value that cannot be sent ({name})")
        return {"o": name[:80]}

    def _encode(self, value: Any, depth: int) -> Any:
        self._nodes += 1
        if self._nodes > MAX_NODES - 500 or depth > MAX_DEPTH - 2:
            raise _TooLargeError
        kind = type(value)
        if value is None or kind is bool:
            return value
        if kind is float:
            return value if isfinite(value) else {"f": repr(value)}
        if kind is int:
            return self._integer(value)
        hook = self._hooks.get(kind)
        if hook is not None:
            return hook(value)
        np = numpy_module()
        if isinstance(value, np.generic):
            return self._scalar(value, np)
        if isinstance(value, np.ndarray):
            return self._array(value, np, depth)
        return self._builtin(value, depth)

    def _builtin(self, value: Any, depth: int) -> Any:
        if isinstance(value, str):
            text = str.__str__(value)
            if len(text) > MAX_TEXT:
                raise _TooLargeError
            return text
        if isinstance(value, int):
            return self._integer(int.__int__(value))
        if isinstance(value, float):
            return self._encode(float.__float__(value), depth)
        if isinstance(value, complex):
            number = complex.__complex__(value)
            return {"c": [self._encode(number.real, depth + 1), self._encode(number.imag, depth + 1)]}
        if isinstance(value, list):
            return [self._encode(item, depth + 1) for item in list.__getitem__(value, slice(None))]
        if isinstance(value, tuple):
            items = tuple.__getitem__(value, slice(None))
            return {"t": [self._encode(item, depth + 1) for item in items]}
        if isinstance(value, dict):
            return self._mapping(dict.items(value), depth)
        return self._number(value)

    def _integer(self, value: int) -> Any:
        if -_EXACT < value < _EXACT:
            return value
        if value.bit_length() > 3_300:
            raise _TooLargeError
        return {"i": str(value)}

    def _number(self, value: Any) -> Any:
        """Encode the standard library's exact numbers; anything else is opaque."""
        kind = type(value)
        module, name = kind.__module__, kind.__name__
        if module == "fractions" and name == "Fraction":
            top, bottom = value.numerator, value.denominator
            if max(top.bit_length(), bottom.bit_length()) > 3_300:
                raise _TooLargeError
            return {"q": [str(top), str(bottom)]}
        if module == "decimal" and name == "Decimal":
            text = str(value)
            return {"D": text} if DECIMAL.fullmatch(text) else self._opaque("Decimal")
        return self._opaque(type_name(value))

    def _mapping(self, items: Any, depth: int) -> Any:
        np = numpy_module()
        pairs = []
        for key, item in list(items):
            plain = key.item() if isinstance(key, np.generic) else key
            if not (plain is None or isinstance(plain, (str, int, float, bool))):
                return self._opaque("dict")
            pairs.append([self._encode(plain, depth + 1), self._encode(item, depth + 1)])
        return {"d": pairs}

    def _scalar(self, value: Any, np: Any) -> Any:
        if isinstance(value, (np.str_, np.bytes_)):
            return str(value)[:MAX_TEXT] if isinstance(value, np.str_) else self._opaque("bytes")
        # A scalar has an array's attributes: those of one without axes.
        tag = self._raw(value, np)
        return self._opaque(type_name(value)) if tag is None else {"s": tag}

    def _array(self, value: Any, np: Any, depth: int) -> Any:
        array = np.asarray(value)
        if array.dtype.kind == "O":
            if array.size > MAX_NODES:
                raise _TooLargeError
            items = [self._encode(item, depth + 1) for item in array.ravel().tolist()]
            return {"A": [list(array.shape), items]}
        tag = self._raw(array, np)
        return self._opaque(f"ndarray of {array.dtype}") if tag is None else {"a": tag}

    def _raw(self, array: Any, np: Any) -> list[Any] | None:
        """Append an array's bytes to the blob; None for a dtype that does not cross."""
        code = array.dtype.str
        crosses_as_it_is = code in DTYPES
        if not crosses_as_it_is:
            code = array.dtype.newbyteorder("<").str if array.dtype.kind in "biufc" else ""
            if array.dtype == np.longdouble:
                code = "<f8"  # wider than anyone else's float: it crosses as the float that all have
            elif array.dtype == np.clongdouble:
                code = "<c16"
            if code not in DTYPES:
                return None
        if array.ndim > MAX_DIMENSIONS or self._size + array.nbytes > MAX_BLOB:
            raise _TooLargeError
        raw = (array if crosses_as_it_is else np.ascontiguousarray(array, dtype=code)).tobytes()
        start = self._size
        if self._places is not None:
            start = self._places.setdefault(raw, start)
        if start == self._size:
            self._chunks.append(raw)
            self._size += len(raw)
        return [code, list(array.shape), start, len(raw)]
