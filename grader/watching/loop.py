"""The watcher's loop: a save becomes a verdict, a key becomes an answer, and only the learner moves on."""

from __future__ import annotations

import ast
import time
import warnings
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from grader.errors import JudgeFaultError, UnreadableSubmissionError
from grader.languages import say, spoken
from grader.notebook.reading import is_notebook, read_gathered
from grader.progress import StateError, read_progress, record_report
from grader.results import Outcome
from grader.sandbox import Sandbox
from grader.submission import read_submission
from grader.toml_document import shown
from grader.watching.inbox import QUIT, Inbox
from grader.watching.saves import Saves

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.exercise import Exercise
    from grader.kit import Kit
    from grader.notebook.cells import Gathered
    from grader.results import Report

_LOOK = 2.0  # seconds between looks without a reason
_PAUSE = 0.04  # seconds in which a file that looks half written may be finished
_ENOUGH = 3  # pauses without a change, after which it is what it looks like
_MOST_PAUSES = 12


class View(Protocol):
    """What a watcher shows and to whom."""

    def begin(self, exercise: Exercise, file: str) -> None:
        """Show which file is watched."""

    def verdict(self, report: Report) -> None:
        """Show a report."""

    def sentence(self, text: str) -> None:
        """Show a sentence of the watcher's own."""

    def hint(self, exercise: Exercise, number: int) -> None:
        """Show a hint, or after the last one that there is none."""

    def list(self) -> None:
        """Show all exercises."""

    def open(self, exercise: Exercise, misconception: str) -> None:
        """Open the page about a misconception; without one, the exercise's task."""

    def help(self) -> None:
        """Show what each key does."""

    def wait(self) -> None:
        """Show that a save or a key is waited for; called again and again."""


def watch(kit: Kit, stem: str, view: View, inbox: Inbox, path: str | None = None) -> None:
    """Judge a file at each save, until the learner goes on or quits.

    Parameters
    ----------
    kit : Kit
        What is worked on.
    stem : str
        The exercise to begin with.
    view : View
        Where everything is shown.
    inbox : Inbox
        Where keys and wake-ups arrive; open.
    path : str, optional
        The file that is watched, whichever exercise it is judged by; a Python file or a notebook. By
        default each exercise's own file.
    """
    failures = 0
    sandbox = Sandbox()
    try:
        while stem:
            desk = _Desk(kit, kit.exercise(stem), view, inbox, path)
            try:
                stem = desk.work(sandbox)
                failures = 0
            except JudgeFaultError as error:
                # The isolation process may have been ended by somebody; a fresh one may do.
                failures = failures + 1 if not desk.n_verdicts else 1
                if failures > 2:
                    raise
                view.sentence(say("{error} Starting anew.", error=spoken(error.text)))
                sandbox.close()
                sandbox = Sandbox()
    finally:
        sandbox.close()


class _Desk:
    """One exercise that is being worked on."""

    def __init__(self, kit: Kit, exercise: Exercise, view: View, inbox: Inbox, path: str | None) -> None:
        self.kit, self.exercise, self.view, self.inbox = kit, exercise, view, inbox
        self.path = exercise.stub if path is None else Path(path)
        self.file = shown(exercise.stub) if path is None else path
        self.n_verdicts = 0
        self._gathered: tuple[bytes, Gathered] | None = None
        self._diagnosed = ""
        self._following = ""
        self._judged: bytes | None = None
        self._trouble = ""
        self._hints = 0
        self._is_passed = False
        self._wants_next = False

    def work(self, sandbox: Sandbox) -> str:
        """Judge saves until the learner has enough; return the exercise to go on with, or nothing."""
        self.view.begin(self.exercise, self.file)
        with Saves(self.path, self.inbox.wake):
            # Imported while the isolation process starts, as in `grader check`.
            from grader.checking.warm import WarmJudge

            WarmJudge(self.exercise, sandbox).reports(self._submissions(), self._done)
        return self._following

    def _submissions(self) -> Iterator[tuple[str, bytes]]:
        """Yield the file as often as it is saved with another content, or a run is asked for."""
        is_asked_for = True
        while True:
            source = self._read()
            if source is not None and (is_asked_for or source != self._judged):
                self._judged = source
                self._wants_next = False
                yield self.file, source
            is_asked_for = False
            self.view.wait()
            for key in self.inbox.wait(_LOOK):
                if key == QUIT or (key == "n" and self._move_on()):
                    return
                is_asked_for = is_asked_for or key == "r"
                self._answer(key)

    def _done(self, report: Report) -> None:
        """Show a report, remember it, and get ready for the next one."""
        if self._gathered is not None:
            from grader.checking.placed import placed

            raw, gathered = self._gathered
            report = placed(report, gathered, raw)
        self._diagnosed = report.diagnoses[0].misconception if report.diagnoses else ""
        self.view.verdict(report)
        self.n_verdicts += 1
        try:
            warning = record_report(self.kit.id, report, datetime.now(UTC))
        except StateError as error:
            warning = str(error)
        if warning:
            self.view.sentence(warning)
        self._is_passed = report.outcome is Outcome.PASSED and report.points >= report.max_points
        if self._is_passed:
            self.view.sentence(self._what_next())
        # Recognisers are not loaded on the way to a pass, but the next save may well need them.
        with suppress(ImportError):
            import grader.diagnosis  # noqa: F401 - loaded now, so that the next verdict need not wait

    def _answer(self, key: str) -> None:
        """Do what a key asks for, if it stays with this exercise."""
        if key == "h":
            self._hints += 1
            self.view.hint(self.exercise, self._hints)
        elif key == "l":
            self.view.list()
        elif key == "o":
            self.view.open(self.exercise, self._diagnosed)
        elif key == "?":
            self.view.help()

    def _move_on(self) -> bool:
        """Choose the next exercise; of one that is not passed yet the learner has to ask twice."""
        progress = read_progress(self.kit.id)
        record = progress.records.get(self.exercise.stem)
        is_passed = self._is_passed or (record is not None and record.is_passed)
        following = progress.next_stem(self.kit.stems, self.exercise.stem)
        if following in ("", self.exercise.stem):
            rest = say("All exercises are passed.") if is_passed else say("This is the only one left.")
            self.view.sentence(rest)
            return False
        if not is_passed and not self._wants_next:
            self._wants_next = True
            self.view.sentence(
                say(
                    "{short} is not passed yet. Press n again to go on all the same.",
                    short=self.exercise.short,
                )
            )
            return False
        self._following = following
        return True

    def _what_next(self) -> str:
        """Return what may follow a pass."""
        following = read_progress(self.kit.id).next_stem(self.kit.stems, self.exercise.stem)
        solution = say(
            "“grader solution {short}” shows another solution beside yours.", short=self.exercise.short
        )
        if not following or following == self.exercise.stem:
            return f"{say('All exercises are passed.')} {solution}"
        if not self.inbox.has_keys:
            return solution
        goes_on = say("n goes on to {following}; you may also stay.", following=following[:4])
        return f"{goes_on} {solution}"

    # --- the file --------------------------------------------------------------------------------------

    def _read(self) -> bytes | None:
        """Return the file once it looks finished; None if it cannot be read, which is said once."""
        source, trouble = self._read_once()
        n_same = 0
        for _ in range(_MOST_PAUSES):
            if source is not None and (source == self._judged or _is_whole(source) or n_same >= _ENOUGH):
                break
            # Editors empty a file before they write it, or take it away before they put the new one there.
            time.sleep(_PAUSE)
            before, (source, trouble) = source, self._read_once()
            n_same = n_same + 1 if source and source == before else 0
        if trouble and trouble != self._trouble:
            self.view.sentence(trouble)
        if self._trouble and not trouble and source == self._judged:
            self.view.sentence(say("{file} is back, unchanged.", file=self.file))
        self._trouble = trouble
        return source

    def _read_once(self) -> tuple[bytes | None, str]:
        """Return the source to be judged, or None and the sentence about why there is none."""
        try:
            if not is_notebook(self.path):
                return read_submission(str(self.path)), ""
            names = [function.name for function in self.exercise.functions]
            self._gathered = read_gathered(str(self.path), names)
            return self._gathered[1].source, ""
        except UnreadableSubmissionError as error:
            return None, say(
                "{file} cannot be read: {reason} It is looked for again at each change.",
                file=self.file,
                reason=error.reason_alone,
            )


def _is_whole(source: bytes) -> bool:
    """Tell whether a file is valid Python and not empty; one that is half written mostly is not."""
    if not source.strip():
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
