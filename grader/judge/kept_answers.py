"""Answers of functions that keep nothing from call to call: a call is made once, and several go at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from grader.sandbox.asking import Asked, at_once
from grader.sandbox.values import WireError

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from grader.sandbox import Worker
    from grader.sandbox.asking import Several
    from grader.sandbox.replies import Reply


class KeptAnswers:
    """What a submission has answered; only for one whose functions surely keep nothing."""

    def __init__(self) -> None:
        self._replies: dict[Hashable, Reply] = {}

    def reply(
        self, worker: Worker, function: str, arguments: Sequence[Any], record: Sequence[str] = ()
    ) -> Reply:
        """Return the reply to a call, which is made if it was not yet."""
        key = _key(function, arguments, record)
        if key is None:
            return worker.call(function, arguments, record=record)
        if key not in self._replies:
            reply = worker.call(function, arguments, record=record)
            if reply.status not in ("returned", "raised"):
                return reply
            self._replies[key] = reply
        return self._replies[key]

    def ask_ahead(
        self,
        worker: Worker,
        function: str,
        places: Sequence[Sequence[Any]],
        several: Callable[[], Several | None],
    ) -> None:
        """Make calls at once that are going to be asked for; what cannot be is made by itself later.

        Parameters
        ----------
        worker : Worker
            Who is asked.
        function : str
            The learner's function.
        places : sequence of sequences
            The arguments of each call.
        several : callable
            Returns `asked_at` of these, which may be kept, for it is the same for all submissions.
        """
        keys = [_key(function, arguments, ()) for arguments in places]
        if None in keys or all(key in self._replies for key in keys):
            return
        asked = several()
        answers = None if asked is None else worker.call_several(asked)
        if answers is None:
            return
        for key, arguments in zip(keys, places, strict=True):
            if not answers.n_left:
                return
            try:
                reply = worker.read_call(answers.take(), arguments)
            except WireError:
                return
            # What was printed belongs to one of the calls, and nobody knows to which.
            if reply.status not in ("returned", "raised") or reply.printed:
                return
            self._replies.setdefault(key, reply)


def asked_at(function: str, places: Sequence[Sequence[Any]]) -> Several | None:
    """Return calls of a function with these arguments as they are asked at once; None of too many."""
    return at_once([Asked(function, arguments) for arguments in places])


def _key(function: str, arguments: Sequence[Any], record: Sequence[str]) -> Hashable | None:
    """Return what tells a call from others; None of arguments that are not easily told apart."""
    keys = [_key_of(argument) for argument in arguments]
    return None if None in keys else (function, *record, None, *keys)


def _key_of(value: Any) -> Hashable | None:
    if isinstance(value, np.ndarray):
        if value.dtype.kind not in "biuf":
            return None
        return value.dtype.str, value.shape, value.tobytes()
    if isinstance(value, float):
        return "float", value.hex()
    if isinstance(value, (bool, int, str)):
        return type(value).__name__, value
    if isinstance(value, dict):
        keys = [(key, _key_of(one)) for key, one in value.items()]
        return None if any(key is None for _, key in keys) else ("dict", *keys)
    return None
