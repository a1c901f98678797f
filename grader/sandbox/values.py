"""Values on the wire: numbers, texts, containers and arrays as JSON tags plus raw bytes, and back.

Both ends use it. Decoding trusts nothing: every bound is checked before memory is taken, nothing is ever
evaluated, and what cannot be a plain value arrives as `Opaque`, which holds no more than a type's name.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

MAX_HEADER = 1 << 20
MAX_BLOB = 32 << 20
MAX_DEPTH = 24
MAX_NODES = 50_000
MAX_DIGITS = 1_000
MAX_TEXT = 100_000
MAX_DIMENSIONS = 8
MAX_EMPTY_EXTENT = 1_000_000

DTYPES = frozenset(
    "|b1 |i1 <i2 <i4 <i8 |u1 <u2 <u4 <u8 <f2 <f4 <f8 <c8 <c16".split(),
)
_EXACT = 2**53
_DIGITS = re.compile(r"-?[0-9]{1,1000}", re.ASCII)
_DECIMAL = re.compile(r"-?[0-9]{1,1000}(\.[0-9]{1,1000})?(E[+-]?[0-9]{1,4})?|-?Infinity|NaN", re.ASCII)
_SPECIAL = frozenset({"nan", "inf", "-inf"})

_numpy: ModuleType | None = None


def numpy_module() -> Any:
    """Return NumPy, imported when it is first needed and kept, so that a patched import cannot change it."""
    global _numpy
    if _numpy is None:
        import numpy

        _numpy = numpy
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
    """

    def __init__(self, hooks: Mapping[type, Callable[[Any], Any]] | None = None) -> None:
        self._hooks = dict(hooks or {})
        self._chunks: list[bytes] = []
        self._size = 0
        self._nodes = 0

    @property
    def blob(self) -> bytes:
        """The raw bytes of all arrays encoded so far."""
        return b"".join(self._chunks)

    def encode(self, value: object) -> Any:
        """Return the JSON form of a value; of one that cannot cross, its type's name."""
        before = len(self._chunks), self._size, self._nodes
        try:
            return self._encode(value, 0)
        except _TooLargeError:
            pass
        except Exception:  # a hostile subclass may raise anything; it only loses its own value
            pass
        del self._chunks[before[0] :]
        self._size, self._nodes = before[1], before[2] + 1
        return {"o": type_name(value)}

    def _encode(self, value: Any, depth: int) -> Any:
        self._nodes += 1
        if self._nodes > MAX_NODES - 500 or depth > MAX_DEPTH - 2:
            raise _TooLargeError
        kind = type(value)
        if value is None or kind is bool:
            return value
        if kind is float:
            return value if math.isfinite(value) else {"f": repr(value)}
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
            return {"D": text} if _DECIMAL.fullmatch(text) else {"o": "Decimal"}
        return {"o": type_name(value)}

    def _mapping(self, items: Any, depth: int) -> Any:
        np = numpy_module()
        pairs = []
        for key, item in list(items):
            plain = key.item() if isinstance(key, np.generic) else key
            if not (plain is None or isinstance(plain, (str, int, float, bool))):
                return {"o": "dict"}
            pairs.append([self._encode(plain, depth + 1), self._encode(item, depth + 1)])
        return {"d": pairs}

    def _scalar(self, value: Any, np: Any) -> Any:
        if isinstance(value, (np.str_, np.bytes_)):
            return str(value)[:MAX_TEXT] if isinstance(value, np.str_) else {"o": "bytes"}
        tag = self._raw(np.asarray(value), np)
        return {"o": type_name(value)} if tag is None else {"s": tag}

    def _array(self, value: Any, np: Any, depth: int) -> Any:
        array = np.asarray(value)
        if array.dtype.kind == "O":
            if array.size > MAX_NODES:
                raise _TooLargeError
            items = [self._encode(item, depth + 1) for item in array.ravel().tolist()]
            return {"A": [list(array.shape), items]}
        tag = self._raw(array, np)
        return {"o": f"ndarray of {array.dtype}"[:80]} if tag is None else {"a": tag}

    def _raw(self, array: Any, np: Any) -> list[Any] | None:
        """Append an array's bytes to the blob; None for a dtype that does not cross."""
        code = array.dtype.newbyteorder("<").str if array.dtype.kind in "biufc" else ""
        if array.dtype == np.longdouble:
            code = "<f8"  # wider than anyone else's float: it crosses as the float that all have
        elif array.dtype == np.clongdouble:
            code = "<c16"
        if code not in DTYPES:
            return None
        if array.ndim > MAX_DIMENSIONS or self._size + array.nbytes > MAX_BLOB:
            raise _TooLargeError
        raw = np.ascontiguousarray(array, dtype=code).tobytes()
        start = self._size
        self._chunks.append(raw)
        self._size += len(raw)
        return [code, list(array.shape), start, len(raw)]


class Decoder:
    """Turns JSON tags and a blob back into values.

    Parameters
    ----------
    blob : bytes
        The raw bytes of all arrays.
    hooks : mapping from tag to function
        What else may occur, and how its content is read.
    """

    def __init__(self, blob: bytes, hooks: Mapping[str, Callable[[Any], Any]] | None = None) -> None:
        self._blob = blob
        self._nodes = 0
        self._tags: dict[str, Callable[[Any, int], Any]] = {
            "a": lambda content, depth: self._array(content),
            "s": lambda content, depth: self._scalar(content),
            "A": self._objects,
            "t": lambda content, depth: tuple(self._items(content, depth)),
            "d": self._mapping,
            "i": lambda content, depth: read_integer(content),
            "f": lambda content, depth: _special(content),
            "c": self._complex,
            "q": lambda content, depth: _fraction(content),
            "D": lambda content, depth: _decimal(content),
            "o": lambda content, depth: Opaque(read_text(content, 80)),
        }
        for tag, hook in (hooks or {}).items():
            self._tags[tag] = lambda content, depth, hook=hook: hook(content)

    def decode(self, form: Any, depth: int = 0) -> Any:
        """Return the value of a JSON form, or raise `WireError`."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise WireError("too many values")
        if depth > MAX_DEPTH:
            raise WireError("values nested too deep")
        kind = type(form)
        if form is None or kind is bool or kind is int or kind is float:
            return form
        if kind is str:
            return read_text(form, MAX_TEXT)
        if kind is list:
            return self._items(form, depth)
        if kind is not dict or len(form) != 1:
            raise WireError("a value without a tag")
        ((tag, content),) = form.items()
        reader = self._tags.get(tag)
        if reader is None:
            raise WireError("an unknown tag")
        return reader(content, depth)

    def _items(self, content: Any, depth: int) -> list[Any]:
        if type(content) is not list:
            raise WireError("a sequence that is none")
        return [self.decode(item, depth + 1) for item in content]

    def _mapping(self, content: Any, depth: int) -> dict[Any, Any]:
        if type(content) is not list:
            raise WireError("a mapping that is none")
        found: dict[Any, Any] = {}
        for pair in content:
            if type(pair) is not list or len(pair) != 2:
                raise WireError("a mapping's entry")
            key = self.decode(pair[0], depth + 1)
            if not (key is None or type(key) in (str, int, float, bool)):
                raise WireError("a mapping's key")
            found[key] = self.decode(pair[1], depth + 1)
        return found

    def _complex(self, content: Any, depth: int) -> complex:
        if type(content) is not list or len(content) != 2:
            raise WireError("a complex number")
        real, imaginary = (self.decode(part, depth + 1) for part in content)
        if type(real) not in (int, float) or type(imaginary) not in (int, float):
            raise WireError("a complex number")
        return complex(real, imaginary)

    def _array(self, content: Any) -> Any:
        if type(content) is not list or len(content) != 4:
            raise WireError("an array's header")
        code, shape, start, length = content
        if type(code) is not str or code not in DTYPES:
            raise WireError("an array's dtype")
        if type(start) is not int or type(length) is not int or start < 0 or length < 0:
            raise WireError("an array's place")
        if start + length > len(self._blob):
            raise WireError("an array beyond the bytes")
        count = _extent(shape)
        if count * _item_size(code) != length:
            raise WireError("an array's size")
        np = numpy_module()
        if code == "|b1":  # any byte but 0 and 1 would make a bool that is neither
            flat = np.frombuffer(self._blob, dtype="|u1", count=count, offset=start) != 0 if count else None
        else:
            flat = np.frombuffer(self._blob, dtype=code, count=count, offset=start) if count else None
        if flat is None:
            return np.zeros(shape, dtype=code)
        return flat.reshape(shape).astype(flat.dtype.newbyteorder("="), copy=True)

    def _scalar(self, content: Any) -> Any:
        array = self._array(content)
        if array.shape != ():
            raise WireError("a scalar with a shape")
        return array[()]

    def _objects(self, content: Any, depth: int) -> Any:
        if type(content) is not list or len(content) != 2:
            raise WireError("an object array")
        shape, items = content
        if type(items) is not list or _extent(shape) != len(items):
            raise WireError("an object array's size")
        array = numpy_module().empty(len(items), dtype=object)
        for index, item in enumerate(items):
            array[index] = self.decode(item, depth + 1)
        return array.reshape(shape)


def _extent(shape: Any) -> int:
    """Return how many elements a shape holds; an empty one may not be long in its other directions."""
    if type(shape) is not list or len(shape) > MAX_DIMENSIONS:
        raise WireError("an array's shape")
    count = extent = 1
    for length in shape:
        if type(length) is not int or not 0 <= length <= MAX_BLOB:
            raise WireError("an array's shape")
        count *= length
        extent *= max(length, 1)
    if count == 0 and extent > MAX_EMPTY_EXTENT:
        raise WireError("an array's shape")
    return count


def _item_size(code: str) -> int:
    return int(code[2:])


def read_text(content: Any, limit: int) -> str:
    """Return a text of at most `limit` characters without lone surrogates, which no file could store."""
    if type(content) is not str or len(content) > limit:
        raise WireError("a text")
    return content if content.isascii() else content.encode("utf-8", "replace").decode("utf-8")


def read_integer(content: Any) -> int:
    """Return an integer from its decimal digits, at most 1,000 of them."""
    if type(content) is not str or len(content) > MAX_DIGITS + 1 or not _DIGITS.fullmatch(content):
        raise WireError("an integer")
    return int(content)


def _special(content: Any) -> float:
    if type(content) is not str or content not in _SPECIAL:
        raise WireError("a float")
    return float(content)


def _fraction(content: Any) -> Any:
    from fractions import Fraction

    if type(content) is not list or len(content) != 2:
        raise WireError("a fraction")
    bottom = read_integer(content[1])
    if bottom <= 0:
        raise WireError("a fraction")
    return Fraction(read_integer(content[0]), bottom)


def _decimal(content: Any) -> Any:
    from decimal import Decimal

    if type(content) is not str or not _DECIMAL.fullmatch(content):
        raise WireError("a decimal")
    return Decimal(content)
