"""The submission as a suite sees it: functions that can be called, and what became of each call."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from grader.errors import near_names
from grader.judge.shown import shown_call
from grader.results import Verdict
from grader.sandbox.replies import Reply
from grader.wording import Sentence, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from grader.judge.ahead import Ahead
    from grader.judge.kept_answers import KeptAnswers
    from grader.judge.oracle import Oracle
    from grader.kit import Function
    from grader.maths.probes import Probe
    from grader.sandbox import LearnerError, Worker
    from grader.sandbox.replies import Status

_MOST_FRESH_WORKERS = 4


class CheckFailedError(AssertionError):
    """A check found something that the learner should know; becomes the check's verdict.

    Attributes
    ----------
    verdict : Verdict
        FAILED for a wrong value; ERRORED, TIMED_OUT and so on when there was no value to compare.
    message : str
        A plain sentence or two.
    probe, expected, actual : str or None
        As the learner would read them.
    function : str
        The learner's function that it is about.
    """

    def __init__(
        self,
        message: str,
        *,
        verdict: Verdict = Verdict.FAILED,
        probe: str | None = None,
        expected: str | None = None,
        actual: str | None = None,
        function: str = "",
        unfilled: bool = False,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.verdict = verdict
        self.probe = probe
        self.expected = expected
        self.actual = actual
        self.function = function
        self.unfilled = unfilled


class UnforeseenError(BaseException):
    """A worker was asked ahead what the check does not ask, or did not answer well.

    Not an `Exception`, so that no suite that catches those goes on with answers to other questions.
    """


@dataclass(frozen=True)
class Answer:
    """What one call of a learner's function came to.

    Attributes
    ----------
    function : Function
        As the exercise declares it.
    probe : Probe
        Where it was called.
    arguments : list
        What was passed, in the learner's shapes.
    reply : Reply
        As it came from the worker, already plain values.
    """

    function: Function
    probe: Probe
    arguments: Sequence[Any]
    reply: Reply

    @property
    def value(self) -> Any:
        """The returned value."""
        return self.reply.value

    @property
    def call(self) -> str:
        """The call as the learner would type it."""
        return shown_call(self.function.name, self.function.arguments, self.arguments)


@dataclass(frozen=True)
class Followed:
    """An answer that was right only given the learner's own other functions.

    Attributes
    ----------
    holds : callable
        Asks those functions once more and tells whether it still is.
    otherwise : CheckFailedError
        What the check comes to if it is not.
    """

    holds: Callable[[], bool]
    otherwise: CheckFailedError

    def holds_still(self) -> bool:
        """Ask once more; functions that come to no value now explain nothing."""
        try:
            return self.holds()
        except CheckFailedError:
            return False


@dataclass
class Observations:
    """What the checks have noticed on the way, for the report."""

    compared: set[str] = field(default_factory=set)
    followed: list[Followed] = field(default_factory=list)

    @property
    def followed_through(self) -> bool:
        """Whether an answer was right only given the learner's own other functions."""
        return bool(self.followed)


class Submission:
    """A learner's file in a worker; `submission.update(probe)` calls the learner's `update`.

    Attributes
    ----------
    first_worker : Worker
        The one that the checks began with.

    Raises
    ------
    CheckFailedError
        From a call that came to no value: the function is missing or raised, or the worker is gone.
    """

    def __init__(self, worker: Worker, oracle: Oracle) -> None:
        self.oracle = oracle
        self.observed = Observations()
        self._begin(worker)

    def _begin(self, worker: Worker) -> None:
        self.first_worker = self._worker = worker
        self.is_single = False
        self._ahead: Ahead | None = None
        self._kept: KeptAnswers | None = None
        self._fresh = 0
        self._offered: Mapping[str, Any] | None = None

    def start_over(self) -> Reply:
        """Begin again in another worker; return how the file was loaded there."""
        self._worker.close()
        self._begin(self.first_worker.anew())
        return self.first_worker.load()

    def start_observing(self, ahead: Ahead | None = None) -> Observations:
        """Begin a new check; return where what it notices is written.

        Parameters
        ----------
        ahead : Ahead, optional
            Answers what the check asks, ahead of its questions.
        """
        self.observed = Observations()
        self._ahead = ahead
        return self.observed

    def stop_observing(self) -> None:
        """End a check.

        Raises
        ------
        UnforeseenError
            The worker was asked ahead for something that the check has not asked.
        """
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            ahead.leave()

    @property
    def worker(self) -> Worker:
        """The living worker, a fresh one if the last call ended the one before."""
        if not self._worker.alive:
            if self._fresh > _MOST_FRESH_WORKERS:
                message = sentence("the submission ended its process too often to go on")
                raise CheckFailedError(message, verdict=Verdict.ERRORED)
            self._fresh += 1
            self._worker = self._worker.fresh()
            self._worker.load()
        return self._worker

    def has_tampered(self) -> bool:
        """Tell whether the worker has said more than it was asked for: then no answer of it counts."""
        return self._worker.speaks_unasked()

    def renew(self) -> None:
        """End the worker; the next call begins in a fresh one, without what earlier calls left behind."""
        self._worker.close()

    def discard(self) -> None:
        """End the worker, which nothing will be asked any more."""
        self._worker.discard()

    def keep_answers(self) -> None:
        """Make the same call only once from here on, because the functions keep nothing from call to call."""
        from grader.judge.kept_answers import KeptAnswers

        self._kept = KeptAnswers()

    def ask_ahead(self, function: Function, probes: Sequence[Probe]) -> None:
        """Make calls at once that are going to be asked for; of a submission that keeps its answers."""
        if self._kept is None:
            return
        from grader.judge.kept_answers import asked_at

        places = [self.oracle.arguments(function, probe) for probe in probes]
        key = ("asked at", function.name, tuple(map(id, probes)))
        with suppress(CheckFailedError):
            self.require(function)
            several = partial(self.oracle.once, key, partial(asked_at, function.name, places))
            self._kept.ask_ahead(self.worker, function.name, places, several)

    def __getattr__(self, name: str) -> Callable[[Probe], Answer]:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            function = self.oracle.exercise.function(name)
        except KeyError:
            raise AttributeError(f"the exercise declares no function {name}") from None
        return lambda probe: self.ask(function, probe)

    def ask(self, function: Function, probe: Probe, record: Sequence[str] = ()) -> Answer:
        """Call a function at a probe and return its answer, or raise why there is none."""
        answer = self.try_to_ask(function, probe, record)
        if answer.reply.status != "returned":
            raise no_value(answer)
        return answer

    def try_to_ask(self, function: Function, probe: Probe, record: Sequence[str] = ()) -> Answer:
        """Call a function at a probe and return what it came to, whatever that is."""
        return self.call(function, probe, self.oracle.arguments(function, probe), record)

    def call(
        self, function: Function, probe: Probe, arguments: Sequence[Any], record: Sequence[str] = ()
    ) -> Answer:
        """Call a function with arguments of one's own and return what it came to, whatever that is."""
        self.require(function)
        if self._ahead is not None:
            reply = self._ahead.reply(self, function.name, arguments, record)
        elif self._kept is not None:
            reply = self._kept.reply(self.worker, function.name, arguments, record)
        else:
            reply = self.worker.call(function.name, arguments, record=record)
        return Answer(function, probe, arguments, reply)

    def without_default(self, function: Function) -> list[str]:
        """Return the file's names of the parameters that have no default where the task gives one."""
        self.require(function)
        info = (self._offered or {})[function.name]
        n_needed = len(function.arguments) - len(function.defaults)
        return list(info.parameters[n_needed : info.required])

    def require(self, function: Function) -> None:
        """Raise unless the function is there, callable, and takes the declared arguments."""
        if self._offered is None:
            self._offered = self.worker.describe()
        info = self._offered.get(function.name)
        if info is None:
            near = near_names(function.name, [name for name in self._offered if self._offered[name].callable])
            hint = sentence(" There is a function {near}: is it meant?", near=near[0]) if near else ""
            message = sentence("The file defines no function {name}.{hint}", name=function.name, hint=hint)
            raise CheckFailedError(message, function=function.name)
        if not info.callable:
            message = sentence(
                "{name} is not a function but an object of type {type_name}.",
                name=function.name,
                type_name=info.type_name,
            )
            raise CheckFailedError(message, function=function.name)
        n_passed = len(function.arguments)
        too_many = info.required > n_passed
        too_few = len(info.parameters) < n_passed and not info.has_varargs
        if too_many or too_few:
            asked, found = ", ".join(function.arguments), ", ".join(info.parameters)
            message = sentence(
                "The task asks for {name}({asked}); the file has {name}({found}).",
                name=function.name,
                asked=asked,
                found=found,
            )
            raise CheckFailedError(message, function=function.name)


_DEATHS = {
    "timed-out": Verdict.TIMED_OUT,
    "out-of-memory": Verdict.OUT_OF_MEMORY,
    "tampered": Verdict.TAMPERED,
}


def no_value(answer: Answer) -> CheckFailedError:
    """Return why a call came to no value, in the learner's words."""
    return CheckFailedError(
        why_no_value(answer.function.name, answer.reply),
        verdict=_DEATHS.get(answer.reply.status, Verdict.ERRORED),
        probe=answer.call,
        function=answer.function.name,
        unfilled=is_unfilled(answer.reply),
    )


def no_value_of(status: Status, raised: CheckFailedError) -> CheckFailedError:
    """Return a failure as what it is once the worker is known to have ended in another way."""
    return CheckFailedError(
        why_no_value(raised.function, Reply(status)),
        verdict=_DEATHS.get(status, Verdict.ERRORED),
        probe=raised.probe,
        function=raised.function,
    )


def is_unfilled(reply: Reply) -> bool:
    """Tell whether a stub's own NotImplementedError came back."""
    return reply.error is not None and reply.error.type_name == "NotImplementedError"


def why_no_value(name: str, reply: Reply) -> str:
    """Return one sentence on what ended a call, `name` being the function or the file."""
    if reply.error is not None and reply.status == "raised":
        error = reply.error
        if is_unfilled(reply):
            return sentence("{name} is not filled in yet.", name=name)
        if error.missing_module:
            return _not_offered(error)
        return _raised(name, error)
    detail = reply.detail
    sentences = {
        # Not by which of its limits: on a busy machine another one may be reached first.
        "timed-out": sentence(
            "{name} did not come to an end in time. Is there a loop that never stops?", name=name
        ),
        "out-of-memory": sentence(
            "{name} needs more memory than the exercise allows. What grows without end?", name=name
        ),
        "exited": sentence(
            "{name} ended the whole process ({detail}) instead of returning.", name=name, detail=detail
        ),
        "crashed": sentence("{name} crashed the Python process: {detail}.", name=name, detail=detail),
        # Not what was wrong with it: of two faults of one message either may be seen first.
        "tampered": sentence("The submission wrote to the grader's own channel. It earns no points."),
    }
    return sentences.get(reply.status, sentence("{name} gave no value: {detail}.", name=name, detail=detail))


def _not_offered(error: LearnerError) -> str:
    """Return what the worker said about a module, as one of the two sentences that it has for that."""
    for said in (
        sentence(
            "{name} is not offered here; this exercise needs only NumPy and the standard library.",
            name=error.missing_module,
        ),
        sentence(
            "{name} is not offered here; this exercise needs only NumPy and the common part of the "
            "standard library.",
            name=error.missing_module,
        ),
    ):
        if said == error.message:
            return said
    return error.message


def _raised(name: str, error: LearnerError) -> Sentence:
    """Return the sentence about an exception of the learner's, whose own words are Python's or theirs."""
    what: str = f"{error.type_name}: {error.message}".rstrip(": ")
    said = error.message.rstrip(": ")
    if error.line and said:
        what = sentence("{error} in line {line}: {said}", error=error.type_name, line=error.line, said=said)
    elif error.line:
        what = sentence("{error} in line {line}", error=error.type_name, line=error.line)
    return sentence("{name} raised {what}", name=name, what=what)
