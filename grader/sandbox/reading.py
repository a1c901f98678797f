"""Reads what a worker says into the values of `replies`; anything unexpected is a `WireError`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from grader.sandbox.decoding import Decoder, read_text
from grader.sandbox.expressions import FUNCTIONS
from grader.sandbox.replies import Call, FunctionInfo, LearnerError, Node, Reply, Trace, TracedArray
from grader.sandbox.values import WireError, numpy_module

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MAX_TRACE_NODES = 20_000
MAX_TRACE_DIGITS = 60
_MAX_CALLS = 64
_MAX_FRAMES = 20
_MAX_NAMES = 2_000
_NAME = re.compile(r"[A-Za-z_][\w.\[\]]{0,79}")
_INTEGER = re.compile(r"-?[0-9]{1,60}", re.ASCII)
_FLOAT = re.compile(r"-?0x[01]\.[0-9a-f]{1,13}p[+-][0-9]{1,4}", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_OPERATORS = frozenset({"add", "sub", "mul", "div", "pow"})
_FIELDS = {
    "returned": {"id", "status", "value", "after", "calls", "functions", "nodes"},
    "raised": {"id", "status", "error", "after", "calls"},
    "out-of-memory": {"id", "status", "detail", "after", "calls"},
    "exited": {"id", "status", "detail", "after", "calls"},
}


def read_reply(header: Any, blob: bytes, source_lines: Sequence[str], arguments: Sequence[Any] = ()) -> Reply:
    """Return a call's reply; what was printed is added by who drained it.

    Parameters
    ----------
    arguments : sequence
        What was passed: so it still is if the reply says nothing else.
    """
    status = header["status"]
    decoder = Decoder(blob)
    return Reply(
        status=status,
        value=decoder.decode(header.get("value")),
        error=_read_error(header["error"], source_lines) if status == "raised" else None,
        arguments_after=tuple(decoder.decode(form) for form in _list(header["after"]))
        if "after" in header
        else tuple(arguments),
        calls=_read_calls(header.get("calls", []), decoder),
        detail=plain_text(header.get("detail", ""), 200),
    )


def check_header(header: Any, identity: int) -> str:
    """Return a reply's status, if the reply has the shape of one and answers the request."""
    if type(header) is not dict or type(header.get("id")) is not int or header["id"] != identity:
        raise WireError("a reply to another request")
    status = header.get("status")
    fields = _FIELDS.get(status) if type(status) is str else None
    if fields is None or not fields.issuperset(header):
        raise WireError("a reply of no known kind")
    if status == "raised" and "error" not in header:
        raise WireError("an error without its text")
    return str(status)


def read_count(header: Any, identity: int, most: int) -> int:
    """Return how many calls were made of those that were asked for at once."""
    count = header.get("value") if check_header(header, identity) == "returned" else None
    if type(count) is not int or not 0 <= count <= most:
        raise WireError("a number of calls")
    return count


def plain_text(content: Any, limit: int) -> str:
    """Return a text without control characters, which a terminal would obey."""
    return _CONTROL.sub("\ufffd", read_text(content, limit))


def printed_text(content: bytes | bytearray) -> str:
    """Return what was printed as lines of text, without what a terminal would obey."""
    text = content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("\ufffd", text)


def _list(content: Any) -> list[Any]:
    if type(content) is not list:
        raise WireError("a list that is none")
    return content


def _read_calls(content: Any, decoder: Decoder) -> tuple[Call, ...]:
    calls: list[Call] = []
    for entry in _list(content):
        if type(entry) is not list or len(entry) != 2 or len(calls) >= _MAX_CALLS:
            raise WireError("a recorded call")
        args = tuple(decoder.decode(form) for form in _list(entry[1]))
        calls.append(Call(plain_text(entry[0], 80), args))
    return tuple(calls)


def _line(content: Any) -> int:
    if type(content) is not int or not 0 <= content <= 1_000_000:
        raise WireError("a line")
    return content


def _read_error(content: Any, source_lines: Sequence[str]) -> LearnerError:
    if type(content) is not dict or content.keys() != {"type", "message", "line", "frames", "missing"}:
        raise WireError("an error")
    frames: list[tuple[int, str, str]] = []
    for entry in _list(content["frames"]):
        if type(entry) is not list or len(entry) != 2 or len(frames) >= _MAX_FRAMES:
            raise WireError("a frame")
        line = _line(entry[0])
        text = source_lines[line - 1] if 0 < line <= len(source_lines) else ""
        frames.append((line, plain_text(entry[1], 80), text))
    return LearnerError(
        type_name=plain_text(content["type"], 80),
        message=plain_text(content["message"], 500),
        line=None if content["line"] is None else _line(content["line"]),
        frames=tuple(frames),
        missing_module=plain_text(content["missing"], 80),
    )


def read_functions(content: Any) -> dict[str, FunctionInfo]:
    """Return what a module's public names are."""
    if type(content) is not dict or len(content) > _MAX_NAMES:
        raise WireError("a module's description")
    return {plain_text(name, 80): _read_function(entry) for name, entry in content.items()}


def _read_function(entry: Any) -> FunctionInfo:
    if type(entry) is not dict or type(entry.get("callable")) is not bool:
        raise WireError("a name's description")
    required = entry.get("required", 0)
    flags = entry.get("varargs", False), entry.get("kwargs", False)
    if type(required) is not int or required < 0 or any(type(flag) is not bool for flag in flags):
        raise WireError("a name's description")
    line = entry.get("line")
    return FunctionInfo(
        callable=entry["callable"],
        type_name=plain_text(entry.get("type"), 80),
        parameters=_names(entry.get("parameters", [])),
        required=required,
        required_keywords=_names(entry.get("keywords", [])),
        has_varargs=flags[0],
        has_kwargs=flags[1],
        line=None if line is None else _line(line),
    )


def _names(content: Any) -> tuple[str, ...]:
    return tuple(plain_text(name, 1_000) for name in _list(content)[:64])


def read_trace(header: Any, blob: bytes) -> Trace:
    """Return a trace whose every node is of a known kind and refers to earlier ones only."""
    nodes = _list(header.get("nodes"))
    if len(nodes) > MAX_TRACE_NODES:
        raise WireError("too many nodes")
    for index, node in enumerate(nodes):
        _check_node(node, index)

    def leaf(content: Any) -> Node:
        return Node(_operand(content, len(nodes)))

    decoder = Decoder(blob, {"n": leaf})
    return Trace(
        status="traced",
        nodes=nodes,
        value=with_traced_arrays(decoder.decode(header.get("value"))),
        calls=tuple(
            Call(call.function, with_traced_arrays(call.args))
            for call in _read_calls(header.get("calls", []), decoder)
        ),
    )


def with_traced_arrays(value: Any) -> Any:
    """Return a value whose object arrays have become `TracedArray`."""
    if isinstance(value, tuple):
        return tuple(with_traced_arrays(item) for item in value)
    if isinstance(value, list):
        return [with_traced_arrays(item) for item in value]
    if isinstance(value, dict):
        return {key: with_traced_arrays(item) for key, item in value.items()}
    np = numpy_module()
    if isinstance(value, np.ndarray) and value.dtype.kind == "O":
        items = value.ravel().tolist()
        return TracedArray(tuple(value.shape), tuple(with_traced_arrays(item) for item in items))
    return value


def _operand(content: Any, limit: int) -> int:
    if type(content) is not int or not 0 <= content < limit:
        raise WireError("an operand")
    return content


def _check_symbol(node: list[Any], index: int) -> bool:
    return len(node) == 2 and type(node[1]) is str and _NAME.fullmatch(node[1]) is not None


def _check_integer(node: list[Any], index: int) -> bool:
    return len(node) == 2 and type(node[1]) is str and _INTEGER.fullmatch(node[1]) is not None


def _check_float(node: list[Any], index: int) -> bool:
    return len(node) == 2 and type(node[1]) is str and _FLOAT.fullmatch(node[1]) is not None


def _check_unary(node: list[Any], index: int) -> bool:
    return len(node) == 2 and _operand(node[1], index) >= 0


def _check_call(node: list[Any], index: int) -> bool:
    return len(node) == 3 and type(node[1]) is str and node[1] in FUNCTIONS and _operand(node[2], index) >= 0


def _check_binary(node: list[Any], index: int) -> bool:
    return len(node) == 3 and _operand(node[1], index) >= 0 and _operand(node[2], index) >= 0


_NODE_CHECKS: dict[str, Callable[[list[Any], int], bool]] = {
    "symbol": _check_symbol,
    "integer": _check_integer,
    "float": _check_float,
    "neg": _check_unary,
    "abs": _check_unary,
    "call": _check_call,
    **dict.fromkeys(_OPERATORS, _check_binary),
}


def _check_node(node: Any, index: int) -> None:
    if type(node) is not list or not node or type(node[0]) is not str:
        raise WireError("a node")
    check = _NODE_CHECKS.get(node[0])
    if check is None or not check(node, index):
        raise WireError("a node")
