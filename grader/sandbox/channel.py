"""The judge's ends of a worker's three pipes, read and written without ever waiting for the worker alone."""

from __future__ import annotations

import os
import select
from typing import Protocol

_CHUNK = 1 << 16
MAX_OUTPUT = 64 << 10
MAX_PRINTED = 4 << 10


class Output:
    """What a worker printed: the beginning of it all, and the beginning of what the last request printed."""

    def __init__(self) -> None:
        self.kept = bytearray()
        self.recent = bytearray()
        self.truncated = False

    def take(self, chunk: bytes) -> None:
        """Keep as much as there is room for; the rest is dropped, so that a flood costs no memory."""
        room = MAX_OUTPUT - len(self.kept)
        self.kept += chunk[:room]
        self.truncated = self.truncated or len(chunk) > room
        self.recent += chunk[: MAX_PRINTED - len(self.recent)]


class Channel(Protocol):
    """A line to a worker.

    Attributes
    ----------
    incoming : bytearray
        Reply bytes not yet taken.
    output : Output
        What was printed.
    ended : bool
        The worker has closed its end of the replies.
    """

    incoming: bytearray
    output: Output
    ended: bool

    def send(self, data: bytes) -> None:
        """Have bytes written as the worker takes them."""

    def pump(self, timeout: float) -> bool:
        """Move what can be moved, after waiting at most `timeout` seconds; return whether anything was."""

    def close(self) -> None:
        """Close the judge's ends."""


class PipeChannel:
    """A channel over pipes that can be polled.

    Parameters
    ----------
    requests, replies, output : int
        The judge's ends.
    """

    def __init__(self, requests: int, replies: int, output: int) -> None:
        self._closed = False
        self.incoming = bytearray()
        self.output = Output()
        self.ended = False
        self._requests, self._replies, self._output = requests, replies, output
        self._unsent = memoryview(b"")
        self._poll = select.poll()
        for descriptor in (requests, replies, output):
            os.set_blocking(descriptor, False)
        self._poll.register(replies, select.POLLIN)
        self._poll.register(output, select.POLLIN)

    def send(self, data: bytes) -> None:
        """Write what the pipe takes now; `pump` writes the rest."""
        self._unsent = memoryview(bytes(self._unsent) + data)
        self._write()
        if self._unsent:
            self._poll.register(self._requests, select.POLLOUT)

    def _write(self) -> None:
        try:
            while self._unsent:
                self._unsent = self._unsent[os.write(self._requests, self._unsent[:_CHUNK]) :]
        except BlockingIOError:
            pass
        except BrokenPipeError:
            self._unsent = memoryview(b"")  # the end of the replies tells how it ended

    def pump(self, timeout: float) -> bool:
        """Move what can be moved, after waiting at most `timeout` seconds; return whether anything was."""
        ready = self._poll.poll(max(timeout, 0.0) * 1000)
        for descriptor, _ in ready:
            if descriptor == self._requests:
                self._write()
                if not self._unsent:
                    self._poll.unregister(self._requests)
                continue
            try:
                chunk = os.read(descriptor, _CHUNK)
            except BlockingIOError:
                continue
            if not chunk:
                self._poll.unregister(descriptor)
            if descriptor == self._output:
                self.output.take(chunk)
            else:
                self.incoming += chunk
                self.ended = self.ended or not chunk
        return bool(ready)

    def close(self) -> None:
        """Close the judge's ends."""
        if self._closed:
            return
        self._closed = True
        for descriptor in (self._requests, self._replies, self._output):
            os.close(descriptor)

    __del__ = close  # a worker that nobody closed must not keep descriptors
