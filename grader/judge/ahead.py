"""Asks a worker ahead for what a check is going to ask a right submission."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.judge.foreseen import is_same
from grader.judge.submission import CheckFailedError, UnforeseenError
from grader.sandbox.passing import part_of, passed_on
from grader.sandbox.values import WireError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.judge.foreseen import Foreseen
    from grader.judge.ran import Ran
    from grader.judge.submission import Submission
    from grader.sandbox import Worker
    from grader.sandbox.answers import Answers
    from grader.sandbox.replies import Reply


class Ahead:
    """The answers of one submission to what one check asks, ahead of its questions.

    Parameters
    ----------
    foreseen : Foreseen
        What the check is going to ask.
    following : Foreseen, optional
        What the check is going to ask that is run next if this one passes: its first question is asked with
        the last ones of this.
    before : Ahead, optional
        That of the check before this one, which may have asked for the first answer.
    """

    def __init__(self, foreseen: Foreseen, following: Foreseen | None, before: Ahead | None) -> None:
        self._foreseen, self._following = foreseen, following
        self._place = 0
        self._first: Reply | None = None
        self._first_answer = b""
        self._answers: Answers | None = None
        self._all_answers: tuple[bytes, bytes] | None = None
        self._last: Any = None
        self._n_requests = 0
        self._has_asked = False
        self._given = before.take_following() if before is not None else None
        self._is_open = foreseen.others is not None and (bool(self._given) or foreseen.is_worthwhile())
        self._for_next: tuple[bytes, tuple[Any, bytes]] | None = None

    def take_following(self) -> tuple[bytes, tuple[Any, bytes]] | None:
        """Return the first answer for the check that comes next, if it was asked for."""
        found, self._for_next = self._for_next, None
        return found

    def note(self, *, success: bool) -> None:
        """Take in whether asking ahead has spared anything, if the worker was asked ahead."""
        if self._has_asked:
            self._foreseen.note(success=success)

    def give_up_following(self) -> None:
        """End a check that did not pass.

        Raises
        ------
        UnforeseenError
            The worker was asked the first question of the check that would have come next.
        """
        if self._for_next is not None:
            raise UnforeseenError

    # --- the same answers as before ---------------------------------------------------------------

    def remembered(self, submission: Submission) -> Ran | None:
        """Return how the check ends, if it has passed on the same answers before; ask for them."""
        if not self._is_open or not self._foreseen.is_whole:
            return None
        try:
            for name in self._foreseen.functions:
                submission.require(submission.oracle.exercise.function(name))
        except CheckFailedError:
            return None  # which the check finds as well
        self._ask_first(submission.worker)
        is_known = self._foreseen.has_passed_after(self._first_answer) and not submission.is_single
        if not is_known or not submission.worker.alive:
            return None
        self._ask_others(submission.worker)
        assert self._all_answers is not None
        found = self._foreseen.passed(self._all_answers)
        if found is not None:
            self._first = self._answers = None
            self._is_open = False
        return found

    def remember(self, submission: Submission, ran: Ran) -> None:
        """Keep how the check passed, if the answers are all that it hung on."""
        if self._all_answers is None or self._answers is None:
            return
        is_all = submission.worker.n_requests == self._n_requests + 1 and self._place == len(
            self._foreseen.asked
        )
        if is_all and not submission.is_single and not ran.followed:
            self._foreseen.remember(self._all_answers, ran)

    # --- call by call ------------------------------------------------------------------------------

    def reply(
        self, submission: Submission, function: str, arguments: Sequence[Any], record: Sequence[str]
    ) -> Reply:
        """Return the reply to a call, from what was asked ahead or by asking now.

        Raises
        ------
        UnforeseenError
            The worker was asked ahead for something else, or did not answer well.
        """
        found = self._asked_ahead(submission, function, arguments, record) if self._is_open else None
        reply = submission.worker.call(function, arguments, record=record) if found is None else found
        self._last = reply.value
        return reply

    def _asked_ahead(
        self, submission: Submission, function: str, arguments: Sequence[Any], record: Sequence[str]
    ) -> Reply | None:
        place, self._place = self._place, self._place + 1
        if record or not self._is_foreseen(place, function, arguments):
            self.leave()
            return None
        if place == 0:
            first, self._first = self._first, None
            return first
        worker = submission.worker
        if self._answers is None:
            self._ask_others(worker)
        assert self._answers is not None
        if not self._answers.n_left:  # the worker stopped early, and from here on is asked one by one
            self._is_open = False
            return None
        try:
            reply = worker.read_call(self._answers.take(), arguments)
        except WireError:
            raise UnforeseenError from None
        if reply.status not in ("returned", "raised"):
            raise UnforeseenError
        return reply

    def _ask_first(self, worker: Worker) -> None:
        """Ask the first question, if that was not done with the last one of the check before."""
        asked = self._foreseen.asked[0]
        self._n_requests = worker.n_requests
        if self._given is None:
            self._n_requests += 1
            self._first = worker.call(asked.function, asked.arguments)
            self._first_answer = worker.last_answer
            return
        self._first_answer, answer = self._given
        self._given = None
        self._first = worker.read_call(answer, asked.arguments)
        if self._first.status not in ("returned", "raised"):
            raise UnforeseenError

    def _ask_others(self, worker: Worker) -> None:
        self._has_asked = True
        asked = self._foreseen.others_and_first_of(self._following)
        assert asked is not None
        self._answers = worker.call_several(asked)
        if self._answers is None:
            raise UnforeseenError
        n_own = len(self._foreseen.asked) - 1
        try:
            if len(self._answers) > n_own:
                self._for_next = self._answers.last_one()
        except WireError:
            raise UnforeseenError from None
        if self._first_answer:
            self._all_answers = self._first_answer, self._answers.first_ones(n_own)

    def _is_foreseen(self, place: int, function: str, arguments: Sequence[Any]) -> bool:
        if place >= len(self._foreseen.asked):
            return False
        asked = self._foreseen.asked[place]
        if asked.function != function or len(asked.arguments) != len(arguments):
            return False
        expected = list(asked.arguments)
        for argument, part in asked.follows:
            expected[argument] = passed_on(part_of(self._last, part), asked.arguments[argument])
        return all(map(is_same, expected, arguments))

    def leave(self) -> None:
        """End the check: by now it has asked for all that its worker was asked for.

        Raises
        ------
        UnforeseenError
            It has not.
        """
        self._is_open = False
        if self._first or self._given or (self._answers is not None and self._answers.n_left):
            raise UnforeseenError
