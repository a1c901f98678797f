"""The worker: answers the judge's requests by running the learner's code, and runs nothing else."""

from __future__ import annotations

import linecache
import os
import random
import sys
import time
import types
from typing import TYPE_CHECKING, Any, NoReturn

from grader.sandbox import inspection, tracing, wire
from grader.sandbox.batch import Call, Reader, plain_reply
from grader.sandbox.decoding import Decoder
from grader.sandbox.expressions import ExpressionCall
from grader.sandbox.recording import Recorder
from grader.sandbox.values import MAX_OF_SEVERAL, PATIENCE_WITH_SEVERAL, Encoder, WireError, numpy_module

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.sandbox.batch import Arguments

MODULE = "submission"
RECURSION_LIMIT = 1_000

# Bound here: what the learner's code rebinds in these modules later does not reach the worker.
_exit = os._exit
_set_recursion_limit, _recursion_limit = sys.setrecursionlimit, sys.getrecursionlimit
_set_trace, _set_profile = sys.settrace, sys.setprofile
_clock = time.perf_counter


def _frame(reply: dict[str, Any], blob: bytes = b"") -> bytes:
    """Return a reply as a frame; of one that is too large only that it is."""
    try:
        return wire.pack(reply, blob)
    except (WireError, ValueError):
        reply = {key: reply[key] for key in ("id", "status", "detail", "error") if key in reply}
        if reply["status"] == "returned":
            reply["value"] = {"o": "value too large"}
        return wire.pack(reply)


def seed() -> None:
    """Let a submission that draws numbers draw the same ones every time; kept by forked processes."""
    random.seed(0)
    if "numpy.random" in sys.modules:
        numpy_module().random.seed(0)


_READY = _frame({"id": 0, "status": "ready"})


def _add_values(
    outcome: dict[str, Any],
    value: Any,
    arguments: Arguments,
    recorder: Recorder,
) -> None:
    """Add to how a call ended what it returned, its arguments if they may have changed, and noted calls."""
    encode = recorder.encoder.encode
    if outcome["status"] == "returned":
        outcome["value"] = inspection.guarded(lambda: encode(value), {"o": "object"})
    if not inspection.guarded(arguments.are_unchanged, False):
        outcome["after"] = [
            inspection.guarded(lambda item=item: encode(item), {"o": "object"})  # type: ignore[misc] # mypy sees no default
            for item in arguments.values
        ]
    if recorder.calls:
        outcome["calls"] = recorder.calls


class Service:
    """One learner's module behind two descriptors.

    Parameters
    ----------
    requests, replies : int
        The descriptors that requests come from and replies go to.
    """

    def __init__(self, requests: int, replies: int) -> None:
        self._requests = requests
        self._replies = replies
        self._filename = f"{MODULE}.py"
        self._module = types.ModuleType(MODULE)
        self._learners_recursion_limit = RECURSION_LIMIT
        self._returned: Any = None
        self._flush = sys.stdout.flush
        numpy_module()
        self._operations = {
            "load": self._load,
            "call": self._call,
            "trace": self._trace,
            "globals": self._globals,
            "nothing": self._do_nothing,
        }

    def serve(self) -> NoReturn:
        """Say that the worker is ready, then answer requests until there are no more."""
        wire.write_all(self._replies, _READY)
        while True:
            self.answer()

    def answer(self) -> None:
        """Wait for one request and answer it."""
        try:
            request, blob = wire.read_frame(self._requests)
        except EOFError:
            _exit(0)
        # Either way as deep: how far a learner's recursion gets must not hang on how it was asked.
        answered = self._several if request["op"] == "several" else self._single
        wire.write_all(self._replies, answered(request, blob))

    def _flush_output(self) -> None:
        """Have printed what a call left unfinished: after each, however it was asked for."""
        inspection.guarded(lambda: sys.stdout.flush(), None)  # the learner may have put another in its place
        inspection.guarded(self._flush, None)

    def _answered(self, request: dict[str, Any], blob: bytes) -> bytes:
        """Do what one request asks for and return the frame that says how it ended."""
        encoder = Encoder(tracing.ENCODERS if request["op"] == "trace" else None)
        reply = self._operations[request["op"]](request, blob, encoder)
        reply["id"] = request["id"]
        return _frame(reply, encoder.blob)

    def _single(self, request: dict[str, Any], blob: bytes) -> bytes:
        if request["op"] == "call" and not (request["options"] or request["record"]):
            frame = self._next_of_several(Call(request, Reader(blob)), request["id"])
            if frame is not None:
                return frame
        frame = self._answered(request, blob)
        self._flush_output()
        return frame

    def _several(self, request: dict[str, Any], blob: bytes) -> bytes:
        """Make one call after another until one does not return, or until they took long or said much.

        Returned are a frame with the number of calls that were made, and then one frame for each of them. A
        call may be given what the one before it returned.
        """
        until = _clock() + PATIENCE_WITH_SEVERAL
        frames: list[bytes] = []
        room = MAX_OF_SEVERAL
        reader = Reader(blob)
        calls = (call for form in request["calls"] for call in [Call(form, reader)] * form["times"])
        for call in calls:
            frame = self._next_of_several(call, request["id"] + len(frames) + 1)
            if frame is None:
                break
            frames.append(frame)
            room -= len(frame)
            if self._returned is None or room < 0 or _clock() > until:
                break
        return _frame({"id": request["id"], "status": "returned", "value": len(frames)}) + b"".join(frames)

    def _next_of_several(self, call: Call, identity: int) -> bytes | None:
        """Make one call; return the frame that says how it ended, None if it was not to be made."""
        recorder = None if call.is_plain else Recorder(Encoder())
        arguments = inspection.guarded(lambda: call.arguments(self._returned, recorder), None)
        if arguments is None:
            return None
        frame = self._answered_on(call.function, arguments, identity, recorder)
        self._flush_output()
        return frame

    def _answered_on(
        self, function: str, arguments: Arguments, identity: int, recorder: Recorder | None
    ) -> bytes:
        """Do what `_answered` does for a call by itself, and as deep in calls of our own."""
        self._returned = None
        outcome, value = self._attempt(lambda: self._function(function)(*arguments.values))
        if outcome["status"] == "returned":
            self._returned = value
            if recorder is None and inspection.guarded(arguments.are_unchanged, False):
                frame: bytes | None = inspection.guarded(lambda: plain_reply(identity, value), None)
                if frame is not None:
                    return frame
        recorder = recorder or Recorder(Encoder())
        _add_values(outcome, value, arguments, recorder)
        outcome["id"] = identity
        return _frame(outcome, recorder.encoder.blob)

    def _attempt(self, action: Callable[[], Any]) -> tuple[dict[str, Any], Any]:
        """Run learner's code; return how it ended, and its value."""
        try:
            _set_recursion_limit(self._learners_recursion_limit)
            return {"status": "returned"}, action()
        except BaseException as error:
            return inspection.guarded(
                lambda error=error: inspection.failure(error, self._filename),  # type: ignore[misc] # mypy sees no default
                {
                    "status": "raised",
                    "error": {"type": "Exception", "message": "", "line": None, "frames": [], "missing": ""},
                },
            ), None
        finally:
            _set_trace(None)
            _set_profile(None)
            self._learners_recursion_limit = _recursion_limit()
            _set_recursion_limit(max(RECURSION_LIMIT, self._learners_recursion_limit))

    def _load(self, request: dict[str, Any], blob: bytes, encoder: Encoder) -> dict[str, Any]:
        source = blob.decode("utf-8").removeprefix("\ufeff")
        self._filename = request["filename"]
        self._module.__file__ = self._filename
        namespace = self._module.__dict__
        sys.modules[MODULE] = self._module
        sys.argv[:] = [self._filename]
        linecache.cache[self._filename] = (len(source), None, source.splitlines(True), self._filename)
        outcome, _ = self._attempt(
            lambda: exec(compile(source, self._filename, "exec", dont_inherit=True), namespace)
        )
        if outcome["status"] == "returned":
            outcome["functions"] = inspection.guarded(lambda: inspection.describe(namespace), {})
        return outcome

    def _function(self, name: str) -> Any:
        try:
            return self._module.__dict__[name]
        except KeyError:
            raise NameError(f"name '{name}' is not defined") from None

    def _call(self, request: dict[str, Any], blob: bytes, encoder: Encoder) -> dict[str, Any]:
        self._returned = None
        recorder = Recorder(encoder)
        call = Call(request, Reader(blob))
        arguments = call.arguments(None, None if call.is_plain else recorder)
        assert arguments is not None  # nothing follows from a call before
        decoder = Decoder(blob, {"F": lambda content: ExpressionCall.read(content, recorder.note)})
        options = {name: decoder.decode(form) for name, form in request["options"]}
        restore = recorder.install(self._module.__dict__, request["record"])
        outcome, value = self._attempt(
            lambda: self._function(request["function"])(*arguments.values, **options)
        )
        restore()
        if outcome["status"] == "returned":
            self._returned = value
        _add_values(outcome, value, arguments, recorder)
        return outcome

    def _do_nothing(self, request: dict[str, Any], blob: bytes, encoder: Encoder) -> dict[str, Any]:
        return {"status": "returned"}

    def _globals(self, request: dict[str, Any], blob: bytes, encoder: Encoder) -> dict[str, Any]:
        namespace = self._module.__dict__
        found = inspection.guarded(lambda: inspection.numeric_globals(namespace, numpy_module(), encoder), {})
        return {"status": "returned", "value": {"d": list(found.items())}}

    def _trace(self, request: dict[str, Any], blob: bytes, encoder: Encoder) -> dict[str, Any]:
        recorder = Recorder(encoder)
        tape = tracing.start()
        decoder = Decoder(
            blob,
            {"y": tape.symbol, "F": lambda content: ExpressionCall.read(content, recorder.note)},
        )
        arguments = [decoder.decode(form) for form in request["arguments"]]
        options = {name: decoder.decode(form) for name, form in request["options"]}
        namespace = self._module.__dict__
        without_facade = tracing.facade_over(namespace, tape)
        recorder.install(namespace, request["record"])
        outcome, value = self._attempt(lambda: self._function(request["function"])(*arguments, **options))
        without_facade()
        if outcome["status"] == "returned":
            outcome["value"] = inspection.guarded(lambda: encoder.encode(value), {"o": "object"})
            outcome["nodes"] = tape.nodes
        outcome["calls"] = recorder.calls
        return outcome
