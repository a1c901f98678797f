"""Knows what a right submission will be asked, so that a worker can be asked for it all at once.

Most of what a passing check takes is waiting for one answer before the next question. Which questions a check
asks a right submission is found by running the check on the oracle's own answers. A worker is asked the first
of them by itself; if the check goes on to the second one, all others follow together.

Nothing a submission can show comes out otherwise than if it had been asked one by one. As long as the check
goes on as foreseen, the calls are the same in the same order. If it does not, and the worker has already been
asked what it would not have been, the submission is judged anew in another worker, one by one.

What a worker is asked ahead lies within reach of the learner's code before it has answered. So it holds
inputs as they were drawn and nothing that a function is expected to return: of a step's result only the place
is named.
"""

from __future__ import annotations

import itertools
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.judge.submission import Answer, Submission
from grader.maths.formula import KeptValues
from grader.sandbox.asking import Asked, Several, at_once
from grader.sandbox.passing import WHOLE
from grader.sandbox.replies import Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence, Set

    from grader.judge.bench import Bench
    from grader.judge.oracle import Oracle
    from grader.judge.ran import Ran
    from grader.kit import Function
    from grader.maths.probes import Probe

#: So few calls are not worth a question of their own kind.
_FEWEST = 2
#: Integers up to here say nothing: whoever has one need not have been told it.
_SMALL = 1000
#: Of so many different sets of answers the end of a check is remembered; each takes a few kilobytes.
_MOST_REMEMBERED = 200
#: Another worker costs about four times what asking ahead spares. How it went lately decides.
_WORTHWHILE = 0.8
_WEIGHT_OF_LAST = 0.05
_TRIED_EVERY = 20


class _NotForeseenError(Exception):
    """What a right submission answers here is not known."""


class Foreseen:
    """What one check asks a right submission, and how it ended on answers that it was given before.

    Parameters
    ----------
    asked : sequence of Asked
        Its calls, as far as they are known.
    is_whole : bool
        They are all that it asks.
    kept_back : set of float
        Numbers that calls after the first are expected to return.
    """

    def __init__(self, asked: Sequence[Asked], kept_back: Set[float], *, is_whole: bool) -> None:
        self.asked = asked
        self._kept_back = kept_back
        self.others = at_once(asked[1:]) if len(asked) > _FEWEST else None
        self.is_whole = is_whole and self.others is not None
        self.functions = sorted({one.function for one in asked})
        self._with_next: dict[int, tuple[Foreseen, Several | None]] = {}
        self._passed: dict[tuple[bytes, bytes], Ran] = {}
        self._first: set[bytes] = set()
        self._success = 1.0
        self._n_left_out = 0

    def is_worthwhile(self) -> bool:
        """Tell whether to ask ahead: where it mostly leads to another worker it is only tried at times."""
        if self._success > _WORTHWHILE:
            return True
        self._n_left_out += 1
        return self._n_left_out % _TRIED_EVERY == 0

    def note(self, *, success: bool) -> None:
        """Take in whether asking ahead has spared anything."""
        self._success += _WEIGHT_OF_LAST * (success - self._success)

    def others_and_first_of(self, following: Foreseen | None) -> Several | None:
        """Return all calls but the first, and the first call of the check that comes next."""
        if following is None or not following.is_whole or not self.is_whole:
            return self.others
        if id(following) not in self._with_next:
            asked = [*self.asked[1:], replace(following.asked[0], follows=())]
            tells = telling_numbers(following.asked[0].arguments) & self._kept_back
            self._with_next[id(following)] = (
                following,
                self.others if tells else at_once(asked) or self.others,
            )
        return self._with_next[id(following)][1]

    def has_passed_after(self, first: bytes) -> bool:
        """Tell whether the check has passed after such an answer to its first call."""
        return first in self._first

    def passed(self, answers: tuple[bytes, bytes]) -> Ran | None:
        """Return how the check passed on just these answers."""
        return self._passed.get(answers)

    def remember(self, answers: tuple[bytes, bytes], ran: Ran) -> None:
        """Keep how the check passed; the same answers lead to the same end."""
        if len(self._passed) >= _MOST_REMEMBERED:
            self._passed.clear()
            self._first.clear()
        self._passed[answers] = ran
        self._first.add(answers[0])


def foresee(check: Callable[[Bench], object], bench: Bench) -> Foreseen:
    """Run a check on the oracle's answers and return what it asked.

    Parameters
    ----------
    check : callable
        Runs the check on a bench and returns what it raised.
    bench : Bench
        Of any submission, which is not asked anything.
    """
    right = _RightSubmission(bench.oracle)
    # How far the oracle's answers carry is where foresight ends; the rest is asked one by one.
    is_whole = False
    with suppress(Exception):
        is_whole = check(replace(bench, submission=right)) is None
    kept_back = set().union(*map(telling_numbers, right.expected[1:]))
    asked = list(itertools.takewhile(lambda one: not telling_numbers(one.arguments) & kept_back, right.asked))
    return Foreseen(asked, kept_back, is_whole=is_whole and len(asked) == len(right.asked))


def telling_numbers(value: Any) -> set[float]:
    """Return the numbers in a value that nobody would hit upon by chance: all but small integers."""
    if isinstance(value, dict):
        return telling_numbers(list(value.values()))
    if isinstance(value, (list, tuple)):
        return set().union(*map(telling_numbers, value))
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        return telling_numbers(value.ravel().tolist())
    if isinstance(value, float) and not (value.is_integer() and abs(value) <= _SMALL):
        return {float(value)}
    return set()


class _RightSubmission(Submission):
    """Answers what the oracle says, and notes what it is asked."""

    def __init__(self, oracle: Oracle) -> None:
        self.asked: list[Asked] = []
        self.expected: list[Any] = []
        self._last: Any = None
        self._arguments: Sequence[Any] = ()
        super().__init__(_NO_WORKER, oracle)

    def require(self, function: Function) -> None:
        pass

    def call(
        self, function: Function, probe: Probe, arguments: Sequence[Any], record: Sequence[str] = ()
    ) -> Answer:
        usual = self.oracle.arguments(function, probe)
        if record or len(usual) != len(arguments) or not all(map(is_same, usual, arguments)):
            raise _NotForeseenError
        follows = self._follows(function.name, arguments)
        # Drawn inputs, and a step from where the last one ended; but no gradient where one is asked for.
        is_input = isinstance(probe.values, KeptValues) or bool(follows)
        roles = self.oracle.exercise.roles
        takes_gradient = {roles.get("gradient"), roles.get("gradient_function")} & {*function.arguments}
        if not is_input or (takes_gradient and self._computes_gradient):
            raise _NotForeseenError
        places = {argument for argument, _ in follows}
        sent = [_blank(one) if place in places else one for place, one in enumerate(arguments)]
        self.asked.append(Asked(function.name, sent, follows))
        self._arguments = arguments
        self._last = self.oracle.expected(function, probe).whole
        self.expected.append(self._last)
        return Answer(
            function, probe, arguments, Reply("returned", self._last, arguments_after=tuple(arguments))
        )

    @property
    def _computes_gradient(self) -> bool:
        return any(function.computes == "gradient" for function in self.oracle.exercise.functions)

    def _follows(self, name: str, arguments: Sequence[Any]) -> list[tuple[int, int]]:
        """Return which arguments are what the call before returned, where they have changed since then."""
        if not self.asked or self.asked[-1].function != name:
            return []
        pairs = zip(self._arguments, arguments, strict=True)
        changed = [place for place, pair in enumerate(pairs) if not is_same(*pair)]
        last = self._last
        parts = enumerate(last) if isinstance(last, (tuple, list)) else [(WHOLE, last)]
        places = [(i, j) for j, part in parts for i in changed if is_same(arguments[i], part)]
        return places if sorted(i for i, _ in places) == changed else []


def _blank(argument: Any) -> Any:
    """Return what stands in the place of an argument that follows: of its kind and shape, and no more."""
    if isinstance(argument, dict):
        return {key: _blank(value) for key, value in argument.items()}
    return np.zeros_like(argument) if isinstance(argument, np.ndarray) else 0.0


class _NoWorker:
    """Stands where a worker would be: whoever asks it goes beyond what is foreseen."""

    def __getattr__(self, name: str) -> Any:
        raise _NotForeseenError


_NO_WORKER: Any = _NoWorker()


def is_same(one: Any, other: Any) -> bool:
    """Tell whether two arguments are the same to the last bit, as far as that is easily told."""
    if one is other:
        return True
    if isinstance(one, np.ndarray):
        if not isinstance(other, np.ndarray) or one.dtype != other.dtype or one.shape != other.shape:
            return False
        return bool(one.dtype.kind in "biufc" and one.tobytes() == other.tobytes())
    if isinstance(one, dict):
        if not isinstance(other, dict) or list(one) != list(other):
            return False
        return all(is_same(value, other[key]) for key, value in one.items())
    if isinstance(one, float):
        return isinstance(other, float) and one.hex() == other.hex()  # which tells zeros apart
    return type(one) is type(other) and isinstance(one, (int, str)) and one == other
