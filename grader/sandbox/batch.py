"""Calls made one after another: arguments are read once and copied for each, and plain answers are short.

What this leaves out (a value that is neither a float nor an array of floats, an argument with a meaning of
its own) is read and written as in a call by itself, and what it writes is the same to the byte.
"""

from __future__ import annotations

import functools
import struct
from math import isfinite
from typing import TYPE_CHECKING, Any

from grader.sandbox import wire
from grader.sandbox.decoding import Decoder
from grader.sandbox.expressions import ExpressionCall
from grader.sandbox.passing import WHOLE, part_of, passed_on
from grader.sandbox.values import MAX_DIMENSIONS, Encoder, numpy_module

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grader.sandbox.recording import Recorder

#: What has more parts or bytes is left to the encoder, which knows the limits.
_MAX_PARTS, _MAX_BYTES = 16, 1 << 16


class Arguments:
    """What one call is given: values that the learner's code may change.

    Parameters
    ----------
    values : list
        The arguments.
    arrays : list of (int, numpy.ndarray, bytes), optional
        The places of arrays, each with one of its dtype and shape that nobody else has, and its bytes; None
        if other arguments than arrays may be changed.
    """

    def __init__(self, values: list[Any], arrays: list[tuple[int, Any, bytes]] | None) -> None:
        self.values = values
        self._arrays = arrays

    def are_unchanged(self) -> bool:
        """Tell whether they surely are what they were; containers are not looked into."""
        if self._arrays is None:
            return False
        for place, like, raw in self._arrays:
            array = self.values[place]
            if array.dtype != like.dtype or array.shape != like.shape or array.tobytes() != raw:
                return False
        return True


class Reader:
    """Reads the arguments of several calls, arrays that are the same only once.

    Parameters
    ----------
    blob : bytes
        The raw bytes of all arrays.
    """

    def __init__(self, blob: bytes) -> None:
        self.blob = blob
        self._decoder = Decoder(blob)
        self._arrays: dict[tuple[Any, ...], tuple[Any, bytes]] = {}

    def array(self, form: list[Any]) -> tuple[Any, bytes]:
        """Return an array, which nobody may change, and its bytes."""
        key = form[0], form[2], *form[1]
        if key not in self._arrays:
            array = self._decoder.decode({"a": form})
            self._arrays[key] = array, array.tobytes()
        return self._arrays[key]

    def plain(self, forms: list[Any]) -> tuple[list[Any], list[tuple[int, Any, bytes]]] | None:
        """Return arguments and the places of the arrays among them; None unless all are numbers and texts."""
        values, arrays = [], []
        for place, form in enumerate(forms):
            value = form
            if type(form) is dict:
                if "a" in form:
                    value, raw = self.array(form["a"])
                    arrays.append((place, value, raw))
                elif "s" in form:
                    value = self._decoder.decode(form)
                else:
                    return None
            elif type(form) is list:
                return None
            values.append(value)
        return values, arrays


class Call:
    """One of several calls, its arguments read.

    Parameters
    ----------
    call : mapping
        The function's name, its arguments as they crossed, and, if any does, which of them follow from what
        was returned.
    reader : Reader
        Shared by all calls.

    Attributes
    ----------
    function : str
        The name of the function.
    is_plain : bool
        Whether all arguments are numbers, texts and arrays, which are read once; others are for each call.
    """

    def __init__(self, call: Mapping[str, Any], reader: Reader) -> None:
        self.function: str = call["function"]
        self._forms, self._blob = call["arguments"], reader.blob
        self._follows = call.get("follows", ())
        plain = reader.plain(self._forms)
        self.is_plain = plain is not None
        self._values, self._arrays = plain or ([], [])

    def arguments(self, returned: Any, recorder: Recorder | None) -> Arguments | None:
        """Return what the call is given.

        Parameters
        ----------
        returned : object
            What the call before it returned. Parts of it are put in the place of arguments.
        recorder : Recorder, optional
            Notes calls of functions that are arguments; needed if the call is not plain.

        Returns
        -------
        Arguments or None
            None if the call cannot be made ahead.
        """
        if recorder is not None:
            decoder = Decoder(self._blob, {"F": lambda content: ExpressionCall.read(content, recorder.note)})
            self._values = [decoder.decode(form) for form in self._forms]
        values, arrays = list(self._values), list(self._arrays)
        for place, part in self._follows:
            like = self._values[place]
            value = passed_on(_trusted_part(returned, part), like)
            if value is None:
                return None
            values[place] = value
            arrays = [entry for entry in arrays if entry[0] != place]
            if type(value) is numpy_module().ndarray:
                arrays.append((place, value, value.tobytes()))
        for place, original, _ in arrays:
            values[place] = original.copy()
        return Arguments(values, arrays if recorder is None else None)


def _trusted_part(returned: Any, part: int) -> Any:
    """Return a part of what was returned, as the judge will read it."""
    # The learner's own kinds of sequence may say anything of their parts: so they are read first.
    if part == WHOLE or type(returned) in (tuple, list, numpy_module().ndarray):
        return _trusted(part_of(returned, part))
    return part_of(_trusted(returned), part)


def _trusted(value: Any) -> Any:
    """Return a value in types that the learner's code has no say in, as the judge will read it."""
    kind, np = type(value), numpy_module()
    if kind is float or kind is np.float64 or (kind is np.ndarray and value.dtype.kind in "iuf"):
        return value
    encoder = Encoder()
    form = encoder.encode(value)
    return Decoder(encoder.blob).decode(form)


def plain_reply(identity: int, value: Any) -> bytes | None:
    """Return the frame that says that a call returned floats and arrays of floats, or a sequence of them.

    Returns
    -------
    bytes or None
        None of anything else; of what it is, byte for byte what the encoder and JSON would come to.
    """
    chunks: list[bytes] = []
    kind = type(value)
    if kind is tuple and set(map(type, value)) == {numpy_module().float64} and len(value) <= _MAX_PARTS:
        text = _of_scalars(len(value))
        chunks.append(struct.pack(f"<{len(value)}d", *value))
    elif kind is tuple or kind is list:
        if len(value) > _MAX_PARTS:
            return None
        texts = [_plain_form(part, chunks) for part in value]
        if None in texts:
            return None
        text = ",".join(texts)  # type: ignore[arg-type] # none of them is None
        text = f'{{"t":[{text}]}}' if kind is tuple else f"[{text}]"
    else:
        single = _plain_form(value, chunks)
        if single is None:
            return None
        text = single
    blob = b"".join(chunks)
    if len(blob) > _MAX_BYTES:
        return None
    header = f'{{"status":"returned","value":{text},"id":{identity}}}'.encode("ascii")
    return wire.HEAD.pack(len(header), len(blob)) + header + blob


@functools.cache
def _of_scalars(count: int) -> str:
    scalars = ",".join(f'{{"s":["<f8",[],{8 * place},8]}}' for place in range(count))
    return f'{{"t":[{scalars}]}}'


def _plain_form(value: Any, chunks: list[bytes]) -> str | None:
    """Return the JSON of one float or array of floats; its bytes go to the chunks."""
    np = numpy_module()
    kind = type(value)
    if kind is float:
        return repr(value) if isfinite(value) else None
    if kind is np.float64:
        start = sum(map(len, chunks))
        chunks.append(value.tobytes())
        return f'{{"s":["<f8",[],{start},8]}}'
    if kind is np.ndarray and value.dtype.str == "<f8" and value.ndim <= MAX_DIMENSIONS:
        start = sum(map(len, chunks))
        chunks.append(value.tobytes())
        return f'{{"a":["<f8",[{",".join(map(str, value.shape))}],{start},{value.nbytes}]}}'
    return None
