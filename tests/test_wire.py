"""The wire: exact for every number, and nothing but `WireError` for whatever else comes."""

from __future__ import annotations

import json
import math
import struct
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.sandbox import Opaque, reading, wire
from grader.sandbox.decoding import Decoder
from grader.sandbox.values import MAX_BLOB, MAX_HEADER, Encoder, WireError

QUICK = settings(
    max_examples=60,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)


def cross(value: object) -> Any:
    """Return a value after it has been on the wire."""
    encoder = Encoder()
    form = encoder.encode(value)
    frame = wire.pack(form, encoder.blob)
    header_length, blob_length = wire.read_lengths(frame)
    text = frame[wire.HEAD.size : wire.HEAD.size + header_length]
    assert len(frame) == wire.HEAD.size + header_length + blob_length
    return Decoder(frame[wire.HEAD.size + header_length :]).decode(wire.read_header(text))


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        0,
        -(2**53),
        10**900,
        0.1,
        -0.0,
        5e-324,
        math.inf,
        -math.inf,
        1 + 2j,
        "ü\n",
        [1, [2.5, "x"]],
        (1.0, (2.0, None)),
        {"W1": [1.0], 2: (3,), None: True},
        Fraction(1, 3),
        Decimal("1.50"),
        Decimal("-1E+20"),
    ],
    ids=repr,
)
def test_values_cross_exactly(value: object) -> None:
    """A plain value arrives as itself, and with its own type."""
    arrived = cross(value)

    assert repr(value) == repr(arrived)
    assert type(value) is type(arrived)


@pytest.mark.parametrize(
    "array",
    [
        np.array([[1.5, -0.0], [np.nan, np.inf]]),
        np.array(2.0),
        np.zeros((0, 3)),
        np.arange(6, dtype=np.int32).reshape(2, 3).T,
        np.array([True, False]),
        np.array([1 + 2j]),
        np.array([1.5], dtype=">f8"),
        np.array([0.1], dtype=np.float32),
    ],
    ids=lambda array: f"{array.dtype}{array.shape}",
)
def test_arrays_cross_exactly(array: np.ndarray) -> None:
    """An array arrives with its shape, its kind of number and its bits, and may be written to."""
    arrived = cross(array)

    assert array.shape == arrived.shape
    assert array.dtype.newbyteorder("=") == arrived.dtype
    assert np.array_equal(array, arrived, equal_nan=array.dtype.kind == "f")
    assert arrived.flags.writeable


@pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")  # NumPy's own, of np.matrix
def test_subclasses_arrive_plain() -> None:
    """Subclasses of numbers, containers and arrays arrive as what they hold."""

    class Number(float):
        def __float__(self) -> float:
            return 42.0

    class Items(list):
        def __iter__(self) -> Any:
            return iter(())

    assert 1.5 == cross(Number(1.5))
    assert [1] == cross(Items([1]))
    assert np.ndarray is type(cross(np.matrix([[1.0]])))
    assert np.float64 is type(cross(np.float64(1)))
    assert "text" == cross(np.str_("text"))


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (object(), "object"),
        ({1, 2}, "set"),
        (b"raw", "bytes"),
        (10**2000, "int"),
        ("x" * 200_000, "str"),
        ([1.0] * 100_000, "list"),
        (["x" * 5_000, *[0.0] * 40_000], "list"),
        ({(1, 2): 3}, "dict"),
        (np.array(["text"]), "ndarray of <U4"),
        (np.array(["2020-01-01"], dtype="M8[D]"), "ndarray of datetime64[D]"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_cannot_cross_arrives_as_its_types_name(value: object, name: str) -> None:
    """A value that is not plain, or too large, is opaque at the other end."""
    assert Opaque(name) == cross(value)


def test_a_value_too_large_takes_no_other_with_it() -> None:
    """After a value that did not fit, the next one still crosses."""
    encoder = Encoder()
    forms = [encoder.encode(value) for value in ([1.0] * 100_000, 1.5, np.zeros(2))]

    assert [{"o": "list"}, 1.5] == forms[:2]
    assert 16 == len(encoder.blob)


def test_a_cycle_is_opaque() -> None:
    """A list that holds itself does not keep the encoder busy."""
    cyclic: list[Any] = []
    cyclic.extend([cyclic, cyclic, cyclic])

    assert Opaque("list") == cross(cyclic)


def test_object_arrays_keep_their_items() -> None:
    """An array of objects arrives as one, with its items decoded."""
    arrived = cross(np.array([[Fraction(1, 2), 1.5]], dtype=object))

    assert (1, 2) == arrived.shape
    assert [Fraction(1, 2), 1.5] == arrived.ravel().tolist()


def test_a_bool_is_zero_or_one() -> None:
    """A byte that is neither 0 nor 1 becomes an ordinary True."""
    arrived = Decoder(b"\x07\x00").decode({"a": ["|b1", [2], 0, 2]})

    assert [1, 0] == arrived.view(np.uint8).tolist()


HOSTILE = {
    "no tag": {},
    "two tags": {"i": "1", "f": "nan"},
    "unknown tag": {"pickle": "abc"},
    "array without header": {"a": []},
    "array dtype": {"a": ["|O", [1], 0, 8]},
    "array dtype list": {"a": [["f8"], [1], 0, 8]},
    "array beyond the bytes": {"a": ["<f8", [2], 0, 16]},
    "array size": {"a": ["<f8", [3], 0, 8]},
    "array of terabytes": {"a": ["<f8", [10**6, 10**6], 0, 8]},
    "array with negative length": {"a": ["<f8", [-1], 0, 8]},
    "array with bool length": {"a": ["<f8", [True], 0, 8]},
    "array with many dimensions": {"a": ["<f8", [1] * 40, 0, 8]},
    "empty array of millions": {"a": ["<f8", [30_000_000, 0], 0, 0]},
    "empty array too large for an index": {"a": ["<f8", [2**25, 2**25, 2**25, 0], 0, 0]},
    "scalar with a shape": {"s": ["<f8", [1], 0, 8]},
    "object array size": {"A": [[2], [1]]},
    "long integer": {"i": "9" * 5000},
    "integer that is none": {"i": "1e9"},
    "integer of other digits": {"i": "١٢"},
    "float that is none": {"f": "1.5"},
    "complex of texts": {"c": ["1", "2"]},
    "fraction by zero": {"q": ["1", "0"]},
    "decimal exponent": {"D": "1E+999999"},
    "mapping entry": {"d": [[1]]},
    "mapping key": {"d": [[[1], 2]]},
    "long type name": {"o": "x" * 100},
    "symbol outside a trace": {"n": 0},
}


@pytest.mark.parametrize("form", HOSTILE.values(), ids=HOSTILE)
def test_hostile_forms_are_refused(form: object) -> None:
    """What does not keep to the format is a `WireError` and takes no memory."""
    with pytest.raises(WireError):
        Decoder(b"\0" * 8).decode(form)


def test_arrays_of_the_same_bytes_are_refused() -> None:
    """Arrays that share their bytes take no more memory than others, for each is a copy."""
    decoder = Decoder(bytes(1 << 20))

    with pytest.raises(WireError):
        decoder.decode([{"a": ["|u1", [1 << 20], 0, 1 << 20]}] * 40)


def test_deep_and_wide_forms_are_refused() -> None:
    """Nesting and number of values are bounded."""
    deep: Any = 1
    for _ in range(100):
        deep = [deep]
    for form in (deep, [1] * 60_000):
        with pytest.raises(WireError):
            Decoder(b"").decode(form)


@pytest.mark.parametrize(
    "text",
    [
        b"[" * 200_000,
        b"NaN",
        b"[Infinity]",
        b"9" * 500_000,
        b"\xff",
        b"{",
        b"",
        b'{"a": 1} 2',
    ],
    ids=lambda text: text[:12].decode("latin-1") or "empty",
)
def test_hostile_headers_are_refused(text: bytes) -> None:
    """A header that is not plain JSON is a `WireError`."""
    with pytest.raises(WireError):
        wire.read_header(text)


def test_large_frames_are_refused_before_they_are_read() -> None:
    """Lengths beyond the limits are refused from the first eight bytes alone."""
    for lengths in ((MAX_HEADER + 1, 0), (0, MAX_BLOB + 1), (1 << 31, 1 << 31)):
        with pytest.raises(WireError):
            wire.read_lengths(struct.pack("<II", *lengths))
    with pytest.raises(WireError):
        wire.pack("x" * (MAX_HEADER + 1))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**22), 10**22) | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("astdifcqDoAnyx"), inner, max_size=2)
    ),
    max_leaves=20,
)


@QUICK
@given(form=JSON, blob=st.binary(max_size=64))
def test_any_form_decodes_or_is_refused(form: object, blob: bytes) -> None:
    """No JSON value makes the decoder fail in another way than by `WireError`."""
    with suppress(WireError):
        Decoder(blob).decode(form)


@QUICK
@given(data=st.binary(max_size=200))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    """No bytes make the reader of headers fail in another way than by `WireError`."""
    with suppress(WireError):
        Decoder(b"").decode(wire.read_header(data))


REPLY = st.fixed_dictionaries(
    {
        "id": st.just(2),
        "status": st.sampled_from(["returned", "raised", "exited", "out-of-memory", "passed"]),
    },
    optional=dict.fromkeys(
        ("value", "after", "calls", "error", "detail", "functions", "nodes", "points"), JSON
    ),
)


@QUICK
@given(header=REPLY)
def test_any_reply_is_read_or_refused(header: dict[str, Any]) -> None:
    """No reply makes the judge fail in another way than by `WireError`."""
    with suppress(WireError):
        reading.check_header(header, 2)
        reading.read_reply(header, b"", ["a line"])
        reading.read_functions(header.get("functions", {}))
        reading.read_trace(header, b"")


@pytest.mark.parametrize(
    "nodes",
    [
        [["add", 0, 0]],
        [["symbol", "x"], ["neg", 1]],
        [["symbol", "x"], ["mul", 0, True]],
        [["symbol", "__import__('os')"]],
        [["integer", "1" * 100]],
        [["integer", 1]],
        [["float", "inf"]],
        [["float", "1.5"]],
        [["exec", "1"]],
        [["symbol", "x"], ["call", "eval", 0]],
        [[]],
        ["symbol"],
        [["symbol", "x"]] * 20_001,
        {"a": 1},
    ],
    ids=lambda nodes: json.dumps(nodes)[:30],
)
def test_hostile_traces_are_refused(nodes: object) -> None:
    """A trace has known heads, bounded numbers and operands that come before their use."""
    with pytest.raises(WireError):
        reading.read_trace({"nodes": nodes, "value": None}, b"")


def test_texts_for_people_hold_no_terminal_commands() -> None:
    """Escape sequences and lone surrogates are gone from an error's text."""
    error = {"type": "E\x1b", "message": "\x1b[2J\ud800", "line": 1, "frames": [[1, "f\x07"]], "missing": ""}
    reply = reading.read_reply({"status": "raised", "error": error}, b"", ["source"])

    assert reply.error is not None
    assert reply.error.message.isprintable()
    assert "\x1b" not in repr(reply.error)
    assert ((1, "f\ufffd", "source"),) == reply.error.frames
