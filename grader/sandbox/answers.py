"""The answers to several calls made at once: frames that are looked into when they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.sandbox import reading, wire

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from grader.sandbox.replies import Reply
    from grader.sandbox.wire import Frame


class Answers:
    """What came of several calls, in their order.

    Parameters
    ----------
    frames : sequence of Frame
        As they came.
    identity : int
        The number of the first one's request; the others' follow.
    """

    def __init__(self, frames: Sequence[Frame], identity: int) -> None:
        self._frames, self._identity = frames, identity
        self._place = 0

    def __len__(self) -> int:
        return len(self._frames)

    @property
    def n_left(self) -> int:
        """How many were not taken yet."""
        return len(self._frames) - self._place

    def first_ones(self, count: int) -> bytes:
        """Return so many of them as they came: that they are the same means that all in them is the same."""
        return b"".join(part for frame in self._frames[:count] for part in frame)

    def last_one(self) -> tuple[bytes, tuple[Any, bytes]]:
        """Take the last one out; return it as it came, and its header and blob.

        Raises
        ------
        WireError
            It is no reply to this request.
        """
        frame = self._frames[-1]
        header = wire.read_header(frame[0])
        reading.check_header(header, self._identity + len(self._frames) - 1)
        self._frames = self._frames[:-1]
        return b"".join(frame), (header, frame[1])

    def take(self) -> tuple[Any, bytes]:
        """Return the next one's header and blob.

        Raises
        ------
        WireError
            It is no reply to this request.
        """
        header, blob = self._frames[self._place]
        found = wire.read_header(header)
        reading.check_header(found, self._identity + self._place)
        self._place += 1
        return found, blob


def gather(next_frames: Callable[[int], list[Frame] | Reply], identity: int, n_asked: int) -> Answers | None:
    """Return the answers to so many calls that a request of this number asked for; None if the worker ended.

    Raises
    ------
    WireError
        What came first does not say how many answers follow.
    """
    head = next_frames(1)
    if not isinstance(head, list):
        return None
    frames = next_frames(reading.read_count(wire.read_header(head[0][0]), identity, n_asked))
    return Answers(frames, identity + 1) if isinstance(frames, list) else None
