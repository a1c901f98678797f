"""Grades what an intake found: whatever is not known yet is judged, and every result is kept as it comes."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from grader.checking.placed import located
from grader.classroom.intake_tray import RefusedError
from grader.classroom.judging import Job, Judged
from grader.classroom.records import HandIn
from grader.errors import UnreadableSubmissionError
from grader.results import Outcome, Report
from grader.submission import checked_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from grader.classroom.gradebook import Gradebook
    from grader.classroom.intake import Intake
    from grader.classroom.intake_findings import HandedIn, Taken
    from grader.classroom.records import Conditions
    from grader.notebook.cells import Gathered

_SECONDS_BETWEEN_COMMITS = 0.5
_MOST_LISTED = 100


class Engine(Protocol):
    """What judges submissions, here or elsewhere."""

    def judged(self, jobs: Iterator[Job]) -> Iterator[list[Judged]]:
        """Yield what is judged as it comes, and at times nothing; take jobs only as they can be judged."""


@dataclass(frozen=True)
class Assignment:
    """An exercise as a run grades it.

    Attributes
    ----------
    title : str
        As the kit calls it.
    max_points : float
        Points to be had.
    conditions : Conditions
        What its results depend on.
    """

    title: str
    max_points: float
    conditions: Conditions


@dataclass
class _Waiting:
    """A submission at work: exercise and hash, the hand-ins that wait for it, and a notebook's cells."""

    key: tuple[str, str]
    hand_ins: list[int]
    gathered: Gathered | None


@dataclass
class Tally:
    """How far a run is.

    Attributes
    ----------
    n_all : int
        Hand-ins to be graded.
    n_judged : int
        Submissions that were judged in this run.
    n_unchanged : int
        Hand-ins whose result was known before this run.
    n_shared : int
        Hand-ins with the same file as one that was judged in this run.
    n_faults : int
        Submissions that could not be judged, by our own fault.
    n_refused : int
        Hand-ins that were refused when they were read; the intake says why.
    outcomes : dict of str to Counter
        For each exercise how many hand-ins ended how, those whose result was known among them.
    doubled : list of (str, str)
        Names of learners who are in the gradebook by both, the one that counts last; the first hundred.
    """

    n_all: int = 0
    n_judged: int = 0
    n_unchanged: int = 0
    n_shared: int = 0
    n_faults: int = 0
    n_refused: int = 0
    outcomes: dict[str, Counter[str]] = field(default_factory=dict)
    doubled: list[tuple[str, str]] = field(default_factory=list)

    @property
    def n_done(self) -> int:
        """Hand-ins that this run is done with."""
        return self.n_judged + self.n_unchanged + self.n_shared + self.n_refused

    def count(self, exercise: str, outcome: str, number: int = 1) -> None:
        """Count hand-ins to an exercise that ended so."""
        self.outcomes.setdefault(exercise, Counter())[outcome] += number


def now() -> str:
    """Return the time in UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def read_all(intake: Intake) -> None:
    """Read what was found as a run would, so that what it would refuse is known without one."""
    for taken in intake.taken():
        try:
            intake.read(taken)
        except RefusedError as error:
            intake.refuse(taken, str(error))


class Grading:
    """One run.

    Parameters
    ----------
    intake : Intake
        What was handed in.
    gradebook : Gradebook
        Where results are kept.
    assignments : mapping of str to Assignment
        Each exercise that something was handed in to, by its stem.
    is_regrade : bool
        Judge again what is known already, but for what an interrupted run over the same files has judged
        again.

    Attributes
    ----------
    goes_on_from : str
        When the interrupted run began that this one goes on with, ISO 8601; empty if there is none.
    """

    def __init__(
        self,
        intake: Intake,
        gradebook: Gradebook,
        assignments: Mapping[str, Assignment],
        *,
        is_regrade: bool = False,
    ) -> None:
        self._intake, self._gradebook, self._assignments = intake, gradebook, assignments
        self._newest_before = gradebook.newest_result()
        # What was found before does not count if everything is to be judged anew.
        self._known_from, self.goes_on_from = 0, ""
        if is_regrade:
            regrade = gradebook.begin_regrade(intake.scope, now())
            gradebook.commit()
            self._known_from = regrade.after_result
            self.goes_on_from = regrade.began_at if regrade.is_resumed else ""
        self._numbers: dict[tuple[str, str], int] = {}
        self._waiting: dict[int, _Waiting] = {}
        self._committed = time.monotonic()
        self._progress: Callable[[Tally], None] = lambda tally: None
        self.tally = Tally(n_all=sum(intake.counts().values()))

    def run(self, engine: Engine, progress: Callable[[Tally], None]) -> Tally:
        """Grade everything; what was recorded is kept also when this is interrupted.

        Parameters
        ----------
        engine : Engine
            What judges.
        progress : callable
            Told how far it is, several times a second; also while nothing is judged, for all is known.
        """
        self._progress = progress
        try:
            self._enrol()
            for judged in engine.judged(self._jobs()):
                for one in judged:
                    self._record(one)
                self._commit_in_time()
                progress(self.tally)
            self._gradebook.end_regrade(self._intake.scope, now())
            intake = self._intake
            self._gradebook.keep_not_graded(intake.scope, intake.not_graded(), intake.is_taken, now())
        finally:
            self._gradebook.commit()
        progress(self.tally)
        return self.tally

    def _enrol(self) -> None:
        # Who was graded before there was a roster is the same person, with what was set by hand.
        for before, after in self._intake.renamed():
            if not self._gradebook.rename(before, after) and len(self.tally.doubled) < _MOST_LISTED:
                self.tally.doubled.append((before, after))
        for learner in self._intake.learners():
            self._gradebook.enrol(learner)
        for stem, assignment in self._assignments.items():
            self._gradebook.describe_exercise(stem, assignment.title, assignment.max_points)
        self._gradebook.commit()

    def _jobs(self) -> Iterator[Job]:
        """Yield what has to be judged; what is known is recorded on the way."""
        number = 0
        for taken in self._intake.taken():
            self._progress(self.tally)
            try:
                handed_in = self._intake.read(taken)
            except RefusedError as error:
                self._intake.refuse(taken, str(error))
                self.tally.n_refused += 1
                continue
            hand_in = self._hand_in(taken, handed_in)
            try:
                checked_source(handed_in.source, taken.path)
            except UnreadableSubmissionError as error:
                self._record_unreadable(hand_in, taken, handed_in.sha256, error.reason)
                continue
            finally:
                self._commit_in_time()
            key = (taken.exercise, handed_in.sha256)
            if key in self._numbers:
                # The same file is being judged at the moment.
                self._waiting[self._numbers[key]].hand_ins.append(hand_in)
                self.tally.n_shared += 1
                continue
            known = self._gradebook.known_result(key[1], self._assignments[taken.exercise].conditions)
            if known is not None and known > self._known_from:
                self._gradebook.grade(hand_in, known, now())
                self._count_known(taken.exercise, known)
                continue
            number += 1
            self._numbers[key] = number
            self._waiting[number] = _Waiting(key, [hand_in], handed_in.gathered)
            yield Job(number, taken.exercise, handed_in.source)

    def _hand_in(self, taken: Taken, handed_in: HandedIn) -> int:
        hand_in = HandIn(
            learner=taken.learner,
            exercise=taken.exercise,
            sha256=handed_in.sha256,
            origin=taken.path,
            handed_in_at=taken.handed_in_at,
            late=taken.late,
        )
        return self._gradebook.hand_in(hand_in, handed_in.source, now())

    def _record(self, judged: Judged) -> None:
        """Keep a result and give it to all who handed in that file."""
        waiting = self._waiting.pop(judged.number)
        del self._numbers[waiting.key]
        stem, sha256 = waiting.key
        assignment = self._assignments[stem]
        report = judged.report
        if waiting.gathered is not None:
            report = located(report, waiting.gathered)
        report = replace(report, sha256=sha256)
        if report.outcome is Outcome.GRADER_FAULT:
            self.tally.n_faults += 1
            report = replace(report, title=assignment.title, max_points=assignment.max_points)
        at = now()
        result = self._gradebook.record(assignment.conditions, report, seconds=judged.seconds, graded_at=at)
        for hand_in in waiting.hand_ins:
            self._gradebook.grade(hand_in, result, at)
        self.tally.n_judged += 1
        self.tally.count(stem, report.outcome.value, len(waiting.hand_ins))

    def _record_unreadable(self, hand_in: int, taken: Taken, sha256: str, reason: str) -> None:
        """Keep that a file is no Python source: nothing is run, and it earns nothing."""
        assignment = self._assignments[taken.exercise]
        known = self._gradebook.known_result(sha256, assignment.conditions)
        if known is None or known <= self._known_from:
            file = f"{taken.exercise.partition('_')[0]}.py"
            report = Report(
                exercise=taken.exercise,
                title=assignment.title,
                path=file,
                sha256=sha256,
                outcome=Outcome.UNREADABLE,
                message=f"{file} cannot be read: {reason}",
                max_points=assignment.max_points,
            )
            known = self._gradebook.record(assignment.conditions, report, seconds=0.0, graded_at=now())
            self.tally.n_judged += 1
            self.tally.count(taken.exercise, report.outcome.value)
        else:
            self._count_known(taken.exercise, known)
        self._gradebook.grade(hand_in, known, now())

    def _count_known(self, exercise: str, result: int) -> None:
        """Count a hand-in whose file has a result: of this run, if somebody else just handed in the same."""
        self.tally.count(exercise, self._gradebook.outcome(result))
        if result > self._newest_before:
            self.tally.n_shared += 1
        else:
            self.tally.n_unchanged += 1

    def _commit_in_time(self) -> None:
        """Keep what came, so often that a stop loses little and so seldom that the disk is no bottleneck."""
        if time.monotonic() - self._committed >= _SECONDS_BETWEEN_COMMITS:
            self._gradebook.commit()
            self._committed = time.monotonic()
