"""Values on their way in: JSON tags and raw bytes become numbers, texts, containers and arrays again.

Nothing that comes is trusted: every bound is checked before memory is taken, and nothing is ever evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from grader.sandbox.values import (
    DECIMAL,
    DTYPES,
    MAX_BLOB,
    MAX_DEPTH,
    MAX_DIGITS,
    MAX_DIMENSIONS,
    MAX_NODES,
    MAX_TEXT,
    Opaque,
    WireError,
    numpy_module,
)

MAX_EMPTY_EXTENT = 1_000_000
_DIGITS = re.compile(r"-?[0-9]{1,1000}", re.ASCII)
_SPECIAL = frozenset({"nan", "inf", "-inf"})
#: The types of arrays by their code: as they cross, and as this machine has them.
_native: dict[str, tuple[Any, Any]] = {}


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
        self._nodes = self._taken = 0
        self._hooks = hooks or {}

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
        if tag in self._hooks:
            return self._hooks[tag](content)
        reader = _READERS.get(tag)
        if reader is None:
            raise WireError("an unknown tag")
        return reader(self, content, depth)

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

    def _array(self, content: Any, depth: int) -> Any:
        if type(content) is not list or len(content) != 4:
            raise WireError("an array's header")
        code, shape, start, length = content
        if type(code) is not str or code not in DTYPES:
            raise WireError("an array's dtype")
        if type(start) is not int or type(length) is not int or start < 0 or length < 0:
            raise WireError("an array's place")
        if start + length > len(self._blob):
            raise WireError("an array beyond the bytes")
        # Many arrays of the same bytes would take a multiple of what came.
        self._taken += length
        if self._taken > MAX_BLOB:
            raise WireError("arrays of more bytes than may come")
        count = _extent(shape)
        if count * _item_size(code) != length:
            raise WireError("an array's size")
        np = numpy_module()
        if not count:
            return np.zeros(shape, dtype=code)
        if code == "|b1":  # any byte but 0 and 1 would make a bool that is neither
            return (np.frombuffer(self._blob, dtype="|u1", count=count, offset=start) != 0).reshape(shape)
        if code not in _native:
            _native[code] = np.dtype(code), np.dtype(code).newbyteorder("=")
        theirs, ours = _native[code]
        return np.frombuffer(self._blob, theirs, count, start).reshape(shape).astype(ours)

    def _scalar(self, content: Any, depth: int) -> Any:
        array = self._array(content, depth)
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


_Reader = Callable[[Decoder, Any, int], Any]
#: How the content of each tag is read.
_READERS: Mapping[str, _Reader] = {
    "a": Decoder._array,
    "s": Decoder._scalar,
    "A": Decoder._objects,
    "t": lambda decoder, content, depth: tuple(decoder._items(content, depth)),
    "d": Decoder._mapping,
    "i": lambda decoder, content, depth: read_integer(content),
    "f": lambda decoder, content, depth: _special(content),
    "c": Decoder._complex,
    "q": lambda decoder, content, depth: _fraction(content),
    "D": lambda decoder, content, depth: _decimal(content),
    "o": lambda decoder, content, depth: Opaque(read_text(content, 80)),
}


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

    if type(content) is not str or not DECIMAL.fullmatch(content):
        raise WireError("a decimal")
    return Decimal(content)
