"""The judge's handle on one worker: asks, bounds, times, and says how each request ended."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from grader.errors import JudgeFaultError
from grader.sandbox import asking, reading, wire
from grader.sandbox.answers import Answers, gather
from grader.sandbox.endings import explain
from grader.sandbox.launching import Allowance, Deadline
from grader.sandbox.replies import Ending, ExpressionFunction, FunctionInfo, Reply, Status, Trace
from grader.sandbox.values import MAX_OF_SEVERAL, PATIENCE_WITH_SEVERAL, WireError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from grader.exercise import Limits
    from grader.sandbox.asking import Several
    from grader.sandbox.launching import Launcher
    from grader.sandbox.wire import Frame

_PATIENCE_WITH_START = 60.0
_PATIENCE_WITH_ENDING = 0.25
_READY = b'{"id":0,"status":"ready"}'
_NO_RECORD: tuple[str, ...] = ()
_NO_OPTIONS: Mapping[str, Any] = {}


class Worker:
    """One submission in a process of its own; made by `Sandbox.open`.

    Attributes
    ----------
    alive : bool
        It can still be asked.
    output : str
        What it printed so far, at most 64 KiB of it.
    output_truncated : bool
        It printed more.
    n_requests : int
        How often it was asked for something.
    last_answer : bytes
        What it said to the last request: that another one said the same means that all of it is the same.
    """

    def __init__(
        self,
        launcher: Launcher,
        source: str,
        limits: Limits,
        filename: str,
        modules: Sequence[str],
        allowance: Allowance | None = None,
        gate: Callable[[], None] | None = None,
    ) -> None:
        self._launcher, self._source, self._limits = launcher, source, limits
        self._filename, self._modules = filename, modules
        self._lines = source.splitlines()
        self._allowance = allowance or Allowance(limits)
        self._identity = 1
        self._ready = self._closed = False
        self._death: Reply | None = None
        self._loaded: Reply | None = None
        self._functions: Mapping[str, FunctionInfo] = {}
        self.n_requests, self.last_answer = 0, b""
        self._process, self._channel = launcher.launch(limits, modules)
        self._gate = gate
        if gate is None:
            self._send_source()

    def _send_source(self) -> None:
        load = {"id": 1, "op": "load", "filename": self._filename}
        self._channel.send(wire.pack(load, self._source.encode("utf-8", "replace")))

    @property
    def alive(self) -> bool:
        """Whether it can still be asked."""
        return self._death is None and not self._closed

    @property
    def output(self) -> str:
        """What it printed so far, at most 64 KiB of it."""
        return reading.printed_text(self._channel.output.kept)

    @property
    def output_truncated(self) -> bool:
        """Whether it printed more than is kept."""
        return self._channel.output.truncated

    def load(self) -> Reply:
        """Wait for the file to have been executed; return how that ended."""
        if self._loaded is None:
            self._wait_ready()
            if self._gate is not None:
                self._gate()
                self._send_source()
            answer = self._answer()
            if isinstance(answer, Reply):
                self._loaded = answer
            else:
                self._loaded = self._read(answer, self._read_load)
        return self._loaded

    def _read_load(self, header: Any, blob: bytes) -> Reply:
        reply = reading.read_reply(header, blob, self._lines)
        if reply.status == "returned":
            self._functions = reading.read_functions(header.get("functions", {}))
        return reply

    def describe(self) -> Mapping[str, FunctionInfo]:
        """Return what the public names of the file are; nothing if it could not be loaded."""
        self.load()
        return self._functions

    def call(
        self,
        function: str,
        args: Sequence[object],
        kwargs: Mapping[str, object] = _NO_OPTIONS,
        *,
        record: Sequence[str] = _NO_RECORD,
    ) -> Reply:
        """Call a function of the submission.

        Parameters
        ----------
        function : str
            Its name in the file.
        args, kwargs
            Numbers, texts, containers and arrays; the worker gets copies that it may change.
        record : sequence of str
            Functions of the file whose calls are to be noted meanwhile.

        Returns
        -------
        Reply
            Of a file that could not be loaded, how the loading ended; of a dead worker, how it died.
        """
        answer = self._ask("call", function, args, kwargs, record)
        return answer if isinstance(answer, Reply) else self.read_call(answer, args, record)

    def read_call(
        self, answer: tuple[Any, bytes], args: Sequence[object], record: Sequence[str] = _NO_RECORD
    ) -> Reply:
        """Return the reply to a call that was made with these arguments."""
        names = {*record, *(argument.name for argument in args if isinstance(argument, ExpressionFunction))}

        def read(header: Any, blob: bytes) -> Reply:
            reply = reading.read_reply(header, blob, self._lines, args)
            if len(reply.arguments_after) not in (0, len(args)):
                raise WireError("another number of arguments than there were")
            if not names.issuperset(noted.function for noted in reply.calls):
                raise WireError("a call that was not to be recorded")
            return reply

        return self._read(answer, read)

    def call_several(self, several: Several) -> Answers | None:
        """Have several calls made at once, one after another.

        They are made until one of them does not return, until one would be given what cannot be passed on, or
        until they took long or said much. None if the worker has ended or said anything else than their
        answers: what each call would have come to by itself is then not known.
        """
        if self.load().status != "returned" or self._send(several.frame) is not None:
            return None
        limit = self._limits.cpu_seconds_per_call + PATIENCE_WITH_SEVERAL
        deadline = Deadline(self._process, limit, self._allowance)
        try:
            answers = gather(lambda count: self._next_frames(count, deadline), self._identity, len(several))
            self._drain()
            if self._channel.incoming:
                raise WireError("a reply too many")
        except WireError as error:
            self._die("tampered", str(error))
            return None
        if answers is not None:
            self._identity += len(answers)
            self.last_answer = answers.first_ones(len(answers))
        return answers

    def trace(
        self,
        function: str,
        args: Sequence[object],
        kwargs: Mapping[str, object] = _NO_OPTIONS,
        *,
        seconds: float = 1.0,
        record: Sequence[str] = _NO_RECORD,
    ) -> Trace:
        """Run a function of the submission on symbols; a trace that fails says nothing about the code.

        Parameters
        ----------
        args, kwargs
            As in `call`, with `Symbol` in place of any number.
        seconds : float
            Processor time for this trace.
        """
        answer = self._ask("trace", function, args, kwargs, record, seconds)
        if isinstance(answer, Reply):
            return Trace("failed", answer.detail or answer.status)
        header, blob = answer
        if header["status"] != "returned":
            reply = self._read(answer, lambda header, blob: reading.read_reply(header, blob, self._lines))
            reason = f"{reply.error.type_name}: {reply.error.message}" if reply.error else reply.detail
            return Trace("failed", reason or reply.status)
        try:
            return reading.read_trace(header, blob)
        except WireError as error:
            return Trace("failed", f"the trace cannot be read: {error}")

    def globals(self) -> dict[str, Any]:
        """Return the file's module-level names that hold numbers, small arrays or lists of numbers."""
        if self.load().status != "returned" or not self.alive:
            return {}
        answer = self._request({"op": "globals"}, b"")
        if isinstance(answer, Reply):
            return {}
        reply = self._read(answer, lambda header, blob: reading.read_reply(header, blob, self._lines))
        return reply.value if isinstance(reply.value, dict) else {}

    def speaks_unasked(self) -> bool:
        """Ask for nothing, and tell whether something else was said than that: ends the worker if so.

        A reply that the learner's code has written may be there before the worker's own one. Whether the two
        come together hangs on the moment, but that they both come before the answer to this does not.
        """
        if not self.alive or self.load().status != "returned":
            return False
        answer = self._request({"op": "nothing"}, b"")
        return isinstance(answer, Reply) and answer.status == "tampered"

    def fresh(self) -> Worker:
        """Return a new worker with the same submission, which has only the processor time that is left."""
        self.close()
        return self._another(self._allowance)

    def anew(self) -> Worker:
        """Return a new worker with the same submission and all of its processor time."""
        self.close()
        return self._another(None)

    def _another(self, allowance: Allowance | None) -> Worker:
        launcher, limits = self._launcher, self._limits
        return Worker(launcher, self._source, limits, self._filename, self._modules, allowance, self._gate)

    def kill(self) -> None:
        """End the process now."""
        if not self._closed:
            with suppress(JudgeFaultError):  # without a zygote there is no worker either
                self._finish(0.0)
            self._channel.close()

    close = kill

    def discard(self) -> None:
        """End the process without waiting for that; what it would still have printed is lost."""
        if not self._closed:
            self._closed = True
            with suppress(JudgeFaultError):
                self._process.discard()
            self._channel.close()

    def _ask(
        self,
        operation: str,
        function: str,
        args: Sequence[object],
        kwargs: Mapping[str, object],
        record: Sequence[str],
        cpu_limit: float | None = None,
    ) -> Reply | tuple[Any, bytes]:
        loaded = self.load()
        if loaded.status != "returned":
            return loaded
        return self._request(*asking.request(operation, function, args, kwargs, record), cpu_limit)

    def _request(
        self, header: dict[str, Any], blob: bytes, cpu_limit: float | None = None
    ) -> Reply | tuple[Any, bytes]:
        """Send a request to a loaded worker and wait for its reply's header and blob, or for its end."""
        refused = self._send(lambda identity: wire.pack({**header, "id": identity}, blob))
        return refused or self._answer(cpu_limit)

    def _send(self, frame: Callable[[int], bytes]) -> Reply | None:
        """Send a loaded worker the frame of a request; return how it ended if it has."""
        if self._death is not None:
            return self._death
        if self._closed:
            raise JudgeFaultError("A worker was asked after it had been closed.")
        self._channel.pump(0)
        if self._channel.incoming:
            return self._die("tampered", "it spoke before it was asked")
        if self._channel.ended:
            return self._gone()
        self._identity += 1
        self.n_requests += 1
        self._channel.output.recent.clear()
        self._channel.send(frame(self._identity))
        return None

    def _wait_ready(self) -> None:
        """Wait for the process to be up and confined; until then no learner's code has run."""
        self._process.wait_started()
        deadline = time.monotonic() + _PATIENCE_WITH_START
        while True:
            try:
                frames = wire.take_frames(self._channel.incoming, 1)
            except WireError:
                frames = []
                break
            if frames or self._channel.ended or time.monotonic() > deadline:
                break
            self._channel.pump(deadline - time.monotonic())
        if not frames or frames[0][0] != _READY:
            self._drain()
            why = self._printed() or "no reason given"
            self._finish(0.0)
            raise JudgeFaultError(f"A worker could not be started: {why}.")

    def _answer(self, cpu_limit: float | None = None) -> Reply | tuple[Any, bytes]:
        """Wait for the one reply to the last request, within its limits."""
        limit = self._limits.cpu_seconds_per_call if cpu_limit is None else cpu_limit
        try:
            frames = self._next_frames(1, Deadline(self._process, limit, self._allowance))
            if isinstance(frames, Reply):
                return frames
            frame = frames[0]
            self._drain()
            if self._channel.incoming:
                return self._die("tampered", "a second reply")
            self.last_answer = b"".join(frame)
            header = wire.read_header(frame[0])
            reading.check_header(header, self._identity)
        except WireError as error:
            return self._die("tampered", str(error))
        return header, frame[1]

    def _next_frames(self, count: int, deadline: Deadline) -> Reply | list[Frame]:
        """Wait for so many frames; return how the worker ended if they do not come."""
        wait = deadline.first_wait()
        frames: list[Frame] = []
        while True:
            frames += wire.take_frames(self._channel.incoming, count - len(frames))
            if len(frames) > 1 and sum(map(wire.size, frames[:-1])) > MAX_OF_SEVERAL:
                raise WireError("more answers than fit together")
            if len(frames) == count:
                deadline.answered()
                return frames
            if self._channel.ended:
                return self._gone()
            expired = "" if wait else deadline.expired()
            if expired:
                return self._die("timed-out", expired)
            self._channel.pump(wait or deadline.wait())
            wait = 0.0

    def _drain(self) -> None:
        """Take in what was printed before the reply, all of which lies in the pipe by now."""
        for _ in range(64):
            if not self._channel.pump(0):
                break

    def _printed(self) -> str:
        return reading.printed_text(self._channel.output.recent)

    def _read(self, answer: tuple[Any, bytes], read: Any) -> Reply:
        """Read a reply's content; one that cannot be read ends the worker."""
        try:
            reply: Reply = read(*answer)
        except (WireError, KeyError, TypeError, ValueError, OverflowError) as error:
            known = isinstance(error, WireError)
            return self._die("tampered", str(error) if known else "an unreadable reply")
        return replace(reply, printed=self._printed()) if self._channel.output.recent else reply

    def _finish(self, patience: float) -> Ending:
        """Have the process ended and the channel closed."""
        self._closed = True
        ending = self._process.end(patience)
        self._allowance.cpu_seconds -= ending.cpu_seconds
        self._drain()
        self._channel.close()
        return ending

    def _die(self, status: Status, detail: str) -> Reply:
        if not self._closed:
            self._finish(0.0)
        self._death = Reply(status, printed=self._printed(), detail=detail)
        return self._death

    def _gone(self) -> Reply:
        """Find out how a process ended whose replies have."""
        ending = self._finish(_PATIENCE_WITH_ENDING)
        return self._die(*explain(ending, self._limits))
