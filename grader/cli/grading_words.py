"""What `grader grade` says: who was found, how far it is, what came of it and what was not graded."""

from __future__ import annotations

import shutil
import sys
import time
from itertools import groupby
from typing import TYPE_CHECKING

import click

from grader.classroom.intake_findings import NOT_GRADED
from grader.results import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from grader.classroom.grading import Tally
    from grader.classroom.intake import Intake
    from grader.classroom.intake_findings import Taken
    from grader.kit import Kit

_MOST_LISTED = 100
_SECONDS_BETWEEN_LINES = 10.0
_SECONDS_BETWEEN_FRAMES = 0.2
#: The rate is that of the last while, for the start is slow and some submissions use their limits up.
_SECONDS_OF_RATE = 20.0


class Words:
    """Writes to standard output what is asked for, and to standard error how far it is."""

    def __init__(self) -> None:
        self._is_live = sys.stderr.isatty()
        self._shown = time.monotonic()
        self._is_open = False
        self._room = 30
        self._past: list[tuple[float, int]] = []

    # --- before and after -------------------------------------------------------------------------

    def tell_found(self, intake: Intake, kit: Kit, *, with_names: bool = False) -> None:
        """Say how many hand-ins there are to each exercise, and if wanted whose they are."""
        self.end_progress()
        counts = intake.counts()
        if not counts:
            click.echo("No submission was found.")
        for stem, count in counts.items():
            click.echo(
                f"{stem.partition('_')[0]}  {kit.exercise(stem).title}: {_counted(count, 'submission')}"
            )
            if with_names:
                _list("", (_found(one, intake) for one in intake.taken() if one.exercise == stem))
        others = intake.problems("other")
        if (first := next(others, None)) is not None:
            number = _counted(1 + sum(1 for _ in others), "file")
            click.echo(f"Left out by --exercise: {number} whose name says another one, such as {first.path}.")
        strangers = (learner.learner for learner in intake.strangers())
        _list("Not in the roster, and graded all the same:", strangers)

    def tell_going_on(self, began_at: str) -> None:
        """Say that a run goes on with an interrupted one."""
        self.end_progress()
        click.echo(
            f"Going on with the --regrade of {began_at[:16].replace('T', ' ')} UTC: what it has judged again "
            "stays.",
            err=True,
        )

    def tell_missing(self, intake: Intake) -> None:
        """Say who of the roster handed in nothing that can be graded."""
        for stem in intake.counts():
            of_stem = (
                f"{learner} ({name})" if name and name != learner else learner
                for learner, name, exercise in intake.missing()
                if exercise == stem
            )
            _list(f"Missing from {stem.partition('_')[0]}:", of_stem)

    def tell_problems(self, intake: Intake, tally: Tally | None = None) -> None:
        """Say what is not graded and why."""
        ignored = (f"{problem.path}: {problem.sentence}" for problem in intake.problems("ignored"))
        _list("Left aside, for something else of the same learner is graded:", ignored)
        # A file that several may have handed in is one problem of each of them, and one line here.
        lines = groupby(f"{problem.path}: {problem.sentence}" for problem in intake.problems(*NOT_GRADED))
        _list("Not graded:", (line for line, _ in lines))
        if tally is not None and (faults := tally.n_faults):
            click.echo(
                f"{_counted(faults, 'submission')} could not be judged by a fault of the grader, not of the "
                "learner; the same command tries again."
            )

    def tell_result(self, tally: Tally, gradebook: Path) -> None:
        """Say what was done."""
        self.end_progress()
        parts = [f"{tally.n_judged} judged"]
        if tally.n_shared:
            parts.append(f"{tally.n_shared} with the same file as one of those")
        if tally.n_unchanged:
            parts.append(f"{tally.n_unchanged} graded before")
        graded = tally.n_all - tally.n_refused - tally.n_faults
        click.echo(f"{_counted(graded, 'submission')} graded ({', '.join(parts)}) in {gradebook}.")
        if number := sum(counts[Outcome.UNREADABLE.value] for counts in tally.outcomes.values()):
            has = "cannot be read as Python and has" if number == 1 else "cannot be read as Python and have"
            click.echo(f"{number} of them {has} no points; `grader gradebook show` says whose.")
        doubled = (f"{before}, by this roster {after}" for before, after in tally.doubled)
        _list("In the gradebook by two names; what comes from now on counts for the second:", doubled)

    # --- meanwhile --------------------------------------------------------------------------------

    def looking(self, n_found: int, n_known: int) -> None:
        """Show how far looking through the submissions is."""
        if not self._is_time():
            return
        if n_known:
            self._show(f"Telling whose they are: {n_known} of {n_found}", n_known, n_found)
        else:
            self._show(f"Looking for submissions: {_counted(n_found, 'file')}", 0, 0)

    def progress(self, tally: Tally) -> None:
        """Show how far grading is."""
        if not self._is_time():
            return
        rate = self._rate(self._shown, tally.n_judged + tally.n_shared)
        left = tally.n_all - tally.n_done
        text = f"{tally.n_done} of {tally.n_all}"
        if rate:
            text += f", {rate:.3g} a second, {_duration(left / rate)} left"
        if tally.n_faults:
            text += f", {_counted(tally.n_faults, 'fault')} of our own"
        self._show(text, tally.n_done, tally.n_all)

    def _is_time(self) -> bool:
        now = time.monotonic()
        if now - self._shown < (_SECONDS_BETWEEN_FRAMES if self._is_live else _SECONDS_BETWEEN_LINES):
            return False
        self._shown = now
        return True

    def _show(self, text: str, n_done: int, n_all: int) -> None:
        """Show it: on a terminal in one line that changes, with a bar, elsewhere in a line now and then."""
        if not self._is_live:
            click.echo(text, err=True)
            return
        width = shutil.get_terminal_size((80, 24)).columns - 1
        # The bar only gets shorter: one that follows each longer or shorter text would jump.
        self._room = min(width - len(text) - 3, self._room) if n_all else self._room
        room = self._room if n_all else 0
        full = room * n_done // max(n_all, 1)
        bar = f"[{'#' * full}{'.' * (room - full)}] " if room >= 8 else ""
        click.echo(f"\r\x1b[K{bar}{text}"[: width + 4], err=True, nl=False, color=True)
        self._is_open = True

    def _rate(self, now: float, n_done: int) -> float:
        self._past.append((now, n_done))
        while len(self._past) > 2 and now - self._past[0][0] > _SECONDS_OF_RATE:
            self._past.pop(0)
        seconds = now - self._past[0][0]
        return (n_done - self._past[0][1]) / seconds if seconds > 0 else 0.0

    def tell_interrupted(self) -> None:
        """Say that what came is kept, below the ^C that a terminal shows."""
        if self._is_live and not self._is_open:
            click.echo(err=True)
        self.end_progress()
        click.echo("grader: Interrupted. What was graded is kept; the same command goes on.", err=True)

    def end_progress(self) -> None:
        """Leave the terminal as it was."""
        if self._is_open:
            click.echo("\r\x1b[K", err=True, nl=False, color=True)
            self._is_open = False


def _found(taken: Taken, intake: Intake) -> str:
    """Return whose a file is, by name too where neither what they are called nor the path says it."""
    name = intake.name_of(taken.learner)
    is_told = any(told in taken.path for told in (taken.learner, name))
    who = taken.learner if is_told else f"{taken.learner} ({name})"
    return f"{who}: {taken.path}{', late' if taken.late else ''}"


def _list(title: str, lines: Iterable[str]) -> int:
    """Write a list, of a long one the beginning and how many more there are; return how many there are."""
    number = 0
    for number, line in enumerate(lines, 1):
        if number == 1 and title:
            click.echo(title)
        if number <= _MOST_LISTED:
            click.echo(f"  {line}")
    if number > _MOST_LISTED:
        click.echo(f"  and {number - _MOST_LISTED} more; --json lists them all")
    return number


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else noun + 's'}"


def _duration(seconds: float) -> str:
    """Return a time that is left, roughly."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    minutes = seconds / 60
    return f"{minutes:.0f} min" if minutes < 100 else f"{minutes / 60:.1f} h"
