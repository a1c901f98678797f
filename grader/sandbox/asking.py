"""What a worker is asked: a call with its arguments as they cross, and several calls at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader.errors import JudgeFaultError
from grader.sandbox import wire
from grader.sandbox.replies import ExpressionFunction, Symbol
from grader.sandbox.values import Encoder, WireError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_MOST_FRAMES = 50


def _encode_symbol(symbol: Symbol) -> Any:
    return {"y": symbol.name}


def _encode_function(function: ExpressionFunction) -> Any:
    nodes = [list(node) for node in function.nodes]
    return {"F": [function.name, function.parameters, nodes, list(function.outputs)]}


_ENCODERS: dict[type, Callable[[Any], Any]] = {Symbol: _encode_symbol, ExpressionFunction: _encode_function}


def request(
    operation: str,
    function: str,
    args: Sequence[object],
    kwargs: Mapping[str, object],
    record: Sequence[str],
) -> tuple[dict[str, Any], bytes]:
    """Return the header and the blob that ask for one call.

    Raises
    ------
    JudgeFaultError
        An argument cannot cross.
    """
    encoder = Encoder(_ENCODERS, strict=True)
    header = {
        "op": operation,
        "function": function,
        "arguments": _encoded(encoder, function, args),
        "options": list(map(list, zip(kwargs, _encoded(encoder, function, kwargs.values()), strict=True))),
        "record": list(record),
    }
    return header, encoder.blob


def _encoded(encoder: Encoder, function: str, args: Iterable[object]) -> list[Any]:
    try:
        return [encoder.encode(argument) for argument in args]
    except WireError as error:
        raise JudgeFaultError(f"{function} cannot be asked: {error}.") from None


@dataclass(frozen=True)
class Asked:
    """A call that is to be made with others.

    Attributes
    ----------
    function : str
        The learner's function.
    arguments : sequence
        What it is given, but for what follows.
    follows : sequence of (int, int)
        The place of an argument, and which part of what the call before it returned is to be put there, as
        `grader.sandbox.passing` does.
    """

    function: str
    arguments: Sequence[object]
    follows: Sequence[tuple[int, int]] = ()


class Several:
    """Calls that are made at once, one after another; encoded once, for they are asked of many workers.

    Parameters
    ----------
    asked : sequence of Asked
        The calls. One that follows is given what the call before it returned, of the first one the last
        call of all.

    Raises
    ------
    JudgeFaultError
        They are more than one request can hold, or an argument cannot cross.
    """

    def __init__(self, asked: Sequence[Asked]) -> None:
        encoder = Encoder(_ENCODERS, strict=True, shares=True)
        self._n_calls = len(asked)
        self._calls: list[dict[str, Any]] = []
        for one in asked:
            call = {
                "function": one.function,
                "arguments": _encoded(encoder, one.function, one.arguments),
                "follows": [list(places) for places in one.follows],
            }
            # Steps one after another differ in nothing but what follows.
            if self._calls and self._calls[-1] == {**call, "times": self._calls[-1]["times"]}:
                self._calls[-1]["times"] += 1
            else:
                self._calls.append({**call, "times": 1})
        self._blob = encoder.blob
        self._frames: dict[int, bytes] = {}
        try:
            self._pack(0)
        except WireError as error:
            raise JudgeFaultError(f"These calls cannot be asked at once: {error}.") from None

    def __len__(self) -> int:
        return self._n_calls

    def frame(self, identity: int) -> bytes:
        """Return what is sent, as the request of a number."""
        if identity not in self._frames:
            if len(self._frames) >= _MOST_FRAMES:
                self._frames.clear()
            self._frames[identity] = self._pack(identity)
        return self._frames[identity]

    def _pack(self, identity: int) -> bytes:
        return wire.pack({"op": "several", "calls": self._calls, "id": identity}, self._blob)


def at_once(asked: Sequence[Asked]) -> Several | None:
    """Return calls to be made one after another; None if they are more than one request can hold."""
    try:
        return Several(asked)
    except JudgeFaultError:
        return None
