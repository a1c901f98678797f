"""The worker: answers the judge's requests by running the learner's code, and runs nothing else."""

from __future__ import annotations

import linecache
import os
import random
import sys
import types
from typing import TYPE_CHECKING, Any, NoReturn

from grader.sandbox import inspection, tracing, wire
from grader.sandbox.decoding import Decoder
from grader.sandbox.expressions import ExpressionCall
from grader.sandbox.values import Encoder, WireError, numpy_module

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

MODULE = "submission"
MAX_CALLS = 64
RECURSION_LIMIT = 1_000

# Bound here: what the learner's code rebinds in these modules later does not reach the worker.
_exit = os._exit
_set_recursion_limit, _recursion_limit = sys.setrecursionlimit, sys.getrecursionlimit
_set_trace, _set_profile = sys.settrace, sys.setprofile


class Recorder:
    """Notes with which arguments functions are called; copies are taken before each call."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.calls: list[Any] = []

    def note(self, name: str, arguments: Sequence[Any]) -> None:
        """Write one call down, up to the limit."""
        if len(self.calls) < MAX_CALLS:
            self.calls.append([name, [self._encoder.encode(argument) for argument in arguments]])

    def wrap(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function, noting its calls."""

        def recorded(*arguments: Any, **options: Any) -> Any:
            self.note(name, _in_order(function, arguments, options))
            return function(*arguments, **options)

        return recorded

    def install(self, namespace: dict[str, Any], names: Sequence[str]) -> Callable[[], None]:
        """Let the module's own names lead to the noting functions; return what undoes it."""
        wrapped = {name: self.wrap(name, namespace[name]) for name in names if callable(namespace.get(name))}
        originals = {name: namespace[name] for name in wrapped}
        namespace.update(wrapped)

        def restore() -> None:
            for name, original in originals.items():
                if namespace.get(name) is wrapped[name]:
                    namespace[name] = original

        return restore


def _in_order(function: Any, arguments: tuple[Any, ...], options: Mapping[str, Any]) -> Sequence[Any]:
    """Return the arguments by position, wherever they were given by name."""
    if not options or not isinstance(function, types.FunctionType):
        return (*arguments, *options.values())
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    return (*arguments, *(options[name] for name in names[len(arguments) :] if name in options))


_CANNOT_CHANGE = (float, int, bool, str, type(None))


def _are_unchanged(forms: Sequence[Any], arguments: Sequence[Any], blob: bytes) -> bool:
    """Tell whether arguments surely are what was sent; containers are not looked into."""
    np = numpy_module()
    for form, argument in zip(forms, arguments, strict=True):
        kind = type(argument)
        if kind in _CANNOT_CHANGE or isinstance(argument, np.generic):
            continue
        if kind is not np.ndarray or type(form) is not dict or "a" not in form:
            return False
        code, shape, start, length = form["a"]
        if argument.dtype.str != code or list(argument.shape) != shape:
            return False
        if argument.tobytes() != blob[start : start + length]:
            return False
    return True


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
        self._seed()
        self._send({"id": 0, "status": "ready"}, b"")
        while True:
            self.answer()

    def answer(self) -> None:
        """Wait for one request and answer it."""
        try:
            request, blob = wire.read_frame(self._requests)
        except EOFError:
            _exit(0)
        encoder = Encoder(tracing.ENCODERS if request["op"] == "trace" else None)
        reply = self._operations[request["op"]](request, blob, encoder)
        inspection.guarded(sys.stdout.flush, None)  # the learner may have put another in its place
        inspection.guarded(self._flush, None)
        reply["id"] = request["id"]
        self._send(reply, encoder.blob)

    def _seed(self) -> None:
        """Let a submission that draws numbers draw the same ones every time."""
        random.seed(0)
        if "numpy.random" in sys.modules:
            numpy_module().random.seed(0)

    def _send(self, reply: dict[str, Any], blob: bytes) -> None:
        try:
            frame = wire.pack(reply, blob)
        except (WireError, ValueError):
            reply = {key: reply[key] for key in ("id", "status", "detail", "error") if key in reply}
            frame = wire.pack(
                {**reply, "value": {"o": "value too large"}} if reply["status"] == "returned" else reply
            )
        wire.write_all(self._replies, frame)

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
        recorder = Recorder(encoder)
        decoder = Decoder(blob, {"F": lambda content: ExpressionCall.read(content, recorder.note)})
        arguments = [decoder.decode(form) for form in request["arguments"]]
        options = {name: decoder.decode(form) for name, form in request["options"]}
        restore = recorder.install(self._module.__dict__, request["record"])
        outcome, value = self._attempt(lambda: self._function(request["function"])(*arguments, **options))
        restore()
        if outcome["status"] == "returned":
            outcome["value"] = inspection.guarded(lambda: encoder.encode(value), {"o": "object"})
        if not inspection.guarded(lambda: _are_unchanged(request["arguments"], arguments, blob), False):
            outcome["after"] = [
                inspection.guarded(lambda item=item: encoder.encode(item), {"o": "object"})  # type: ignore[misc] # mypy sees no default
                for item in arguments
            ]
        if recorder.calls:
            outcome["calls"] = recorder.calls
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
