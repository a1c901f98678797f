"""Frames between judge and worker: two lengths, a JSON header, the raw bytes of arrays."""

from __future__ import annotations

import json
import os
import re
import struct
from typing import TYPE_CHECKING, Any, NoReturn

from grader.sandbox.values import MAX_BLOB, MAX_HEADER, WireError

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = struct.Struct("<II")
#: A header's JSON and the blob.
Frame = tuple[bytes, bytes]
MAX_INTEGER_TEXT = 20


def _refuse_constant(text: str) -> NoReturn:
    raise WireError(f"the constant {text}")


def _read_integer(text: str) -> int:
    if len(text) > MAX_INTEGER_TEXT:
        raise WireError("a long integer")
    return int(text)


_has_many_digits = re.compile(rf"[0-9]{{{MAX_INTEGER_TEXT}}}").search
_to_json: Callable[[Any], str]
_from_json: Callable[[str], Any]
_from_short_json: Callable[[str], Any]


def use(encoder: type[json.JSONEncoder], decoder: type[json.JSONDecoder]) -> None:
    """Read and write JSON with these classes; the worker has copies of its own that no learner can patch."""
    global _to_json, _from_json, _from_short_json
    _to_json = encoder(separators=(",", ":"), allow_nan=False).encode
    _from_json = decoder(parse_constant=_refuse_constant, parse_int=_read_integer).decode
    # Where no integer is long none has to be looked at, which is most of the time that reading takes.
    _from_short_json = decoder(parse_constant=_refuse_constant).decode


use(json.JSONEncoder, json.JSONDecoder)


def pack(header: object, blob: bytes = b"") -> bytes:
    """Return one frame; raise `WireError` if it is larger than the other end takes."""
    text = _to_json(header).encode("ascii")
    if len(text) > MAX_HEADER or len(blob) > MAX_BLOB:
        raise WireError("a message too large")
    return HEAD.pack(len(text), len(blob)) + text + blob


def read_lengths(head: bytes | bytearray, start: int = 0) -> tuple[int, int]:
    """Return the lengths of header and blob, refused before any memory is taken for them."""
    header, blob = HEAD.unpack_from(head, start)
    if header > MAX_HEADER or blob > MAX_BLOB:
        raise WireError("a message too large")
    return header, blob


def take_frames(incoming: bytearray, most: int) -> list[Frame]:
    """Take the whole frames out that have come, at most so many; `WireError` if one would be too large."""
    frames: list[Frame] = []
    start, end = 0, len(incoming)
    while len(frames) < most and end - start >= HEAD.size:
        header_length, blob_length = read_lengths(incoming, start)
        header = start + HEAD.size
        blob = header + header_length
        if blob + blob_length > end:
            break
        start = blob + blob_length
        frames.append((bytes(incoming[header:blob]), bytes(incoming[blob:start])))
    del incoming[:start]
    return frames


def size(frame: Frame) -> int:
    """Return how many bytes a frame had."""
    return HEAD.size + len(frame[0]) + len(frame[1])


def read_header(text: bytes | bytearray) -> Any:
    """Return what a header's JSON says; anything but JSON is a `WireError`."""
    try:
        decoded = text.decode("utf-8")
        return (_from_json if _has_many_digits(decoded) else _from_short_json)(decoded)
    except WireError:
        raise
    except (ValueError, RecursionError, MemoryError) as error:
        raise WireError(f"a header that is not JSON ({type(error).__name__})") from None


def read_frame(fd: int) -> tuple[Any, bytes]:
    """Wait for one whole frame; the worker's way of reading, so it may wait for ever."""
    header_length, blob_length = read_lengths(_read_exactly(fd, HEAD.size))
    content = _read_exactly(fd, header_length + blob_length)
    return read_header(content[:header_length]), content[header_length:]


def _read_exactly(fd: int, count: int) -> bytes:
    chunks = []
    while count:
        chunk = os.read(fd, min(count, 1 << 20))
        if not chunk:
            raise EOFError
        chunks.append(chunk)
        count -= len(chunk)
    return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def write_all(fd: int, data: bytes) -> None:
    """Write every byte, however long it takes; the worker's way of writing."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(fd, rest) :]
