"""What is remembered of a learner's verdicts, and how it is read back: exercises, misconceptions, resets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from grader.progress.soundness import is_sound
from grader.progress.store import Data, change_state, read_state
from grader.results import Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from grader.results import Report


@dataclass(frozen=True)
class Met:
    """A misconception that was named in an exercise.

    Attributes
    ----------
    first, last : str
        When it was named, as UTC in ISO 8601.
    overcome : str
        When the checks that it had failed all passed again; empty if they have not.
    """

    misconception: str
    first: str
    last: str
    overcome: str = ""


@dataclass(frozen=True)
class Record:
    """What is remembered of one exercise.

    Attributes
    ----------
    outcome : str
        How the last submission ended, a value of `Outcome`.
    points, max_points : float
        Of the last submission.
    n_verdicts : int
        How many submissions were judged.
    last, passed : str
        When the last verdict was, and when the first with all points; empty if there was none.
    reset : str
        When the file was put back as it came; empty if it was not, or if that was undone.
    """

    outcome: str
    points: float
    max_points: float
    n_verdicts: int
    last: str
    passed: str = ""
    reset: str = ""
    met: tuple[Met, ...] = ()

    @property
    def is_passed(self) -> bool:
        """Whether a submission has had all points at any time."""
        return bool(self.passed)

    @property
    def has_all_points(self) -> bool:
        """Whether the last submission has all points."""
        return self.outcome == Outcome.PASSED and self.points >= self.max_points

    @property
    def is_current(self) -> bool:
        """Whether the last verdict is about the file since it was last put back."""
        return bool(self.last) and self.last > self.reset


@dataclass(frozen=True)
class Progress:
    """All that is remembered of a kit's exercises.

    Attributes
    ----------
    records : mapping of str to Record
        By stem.
    warning : str
        One sentence if the file could not be read; empty if it could.
    """

    records: Mapping[str, Record] = field(default_factory=dict)
    warning: str = ""

    def next_stem(self, stems: tuple[str, ...], after: str = "") -> str:
        """Return the first exercise without a pass, looking behind `after` first; empty if there is none."""
        place = stems.index(after) + 1 if after in stems else 0
        for stem in (*stems[place:], *stems[:place]):
            record = self.records.get(stem)
            if record is None or not record.is_passed:
                return stem
        return ""


def read_progress(kit_id: str) -> Progress:
    """Return what is remembered of a kit's exercises; never raises."""
    data, warning = read_state(is_sound)
    exercises = data.get("kits", {}).get(kit_id, {}).get("exercises", {})
    return Progress({stem: _record(entry) for stem, entry in exercises.items()}, warning)


def record_report(kit_id: str, report: Report, now: datetime) -> str:
    """Remember a verdict; of a submission that was not judged nothing is remembered.

    Returns
    -------
    str
        A sentence if a broken file was set aside; else empty.

    Raises
    ------
    StateError
        It could not be remembered.
    """
    if report.outcome in (Outcome.UNREADABLE, Outcome.GRADER_FAULT):
        return ""
    return change_state(
        lambda data: _add_report(_entry(data, kit_id, report.exercise), report, utc(now)), is_sound
    )


def record_reset(kit_id: str, stem: str, now: datetime | None) -> str:
    """Remember that an exercise's file was put back as it came, or with None that this was undone.

    Returns and raises as `record_report`.
    """

    def change(data: Data) -> None:
        entry = _entry(data, kit_id, stem)
        entry.pop("reset", None)
        if now is not None:
            entry["reset"] = utc(now)

    return change_state(change, is_sound)


def _entry(data: Data, kit_id: str, stem: str) -> Data:
    """Return what is remembered of an exercise, to be changed."""
    kits = data.setdefault("kits", {})
    exercises = kits.setdefault(kit_id, {}).setdefault("exercises", {})
    entry: Data = exercises.setdefault(stem, {})
    return entry


def _add_report(entry: Data, report: Report, now: str) -> None:
    """Change an exercise's entry by one verdict; keys that are not known stay as they are."""
    entry["outcome"] = report.outcome.value
    entry["points"], entry["max_points"] = report.points, report.max_points
    entry["n_verdicts"] = entry.get("n_verdicts", 0) + 1
    entry["last"] = now
    if report.outcome is Outcome.PASSED and report.points >= report.max_points:
        entry.setdefault("passed", now)
    met: Data = entry.setdefault("misconceptions", {})
    named = {diagnosis.misconception for diagnosis in report.diagnoses}
    # Given a function that is itself wrong, a pass says nothing about what was misunderstood.
    passed = {
        check.id for check in report.checks if check.verdict is Verdict.PASSED and not check.followed_through
    }
    for name, known in met.items():
        checks = known.get("checks", [])
        if name not in named and checks and passed.issuperset(checks):
            known.setdefault("overcome", now)
    for diagnosis in report.diagnoses:
        known = met.setdefault(diagnosis.misconception, {"first": now})
        known["last"], known["checks"] = now, list(diagnosis.checks)
        known.pop("overcome", None)


def _record(entry: Mapping[str, Any]) -> Record:
    """Return an entry as it is read; what an entry lacks has not happened yet."""
    met = tuple(
        Met(name, known["first"], known.get("last", known["first"]), known.get("overcome", ""))
        for name, known in sorted(entry.get("misconceptions", {}).items())
    )
    return Record(
        outcome=entry.get("outcome", ""),
        points=entry.get("points", 0.0),
        max_points=entry.get("max_points", 0.0),
        n_verdicts=entry.get("n_verdicts", 0),
        last=entry.get("last", ""),
        passed=entry.get("passed", ""),
        reset=entry.get("reset", ""),
        met=met,
    )


def utc(now: datetime) -> str:
    """Return a time as text that sorts as times do."""
    from datetime import UTC

    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
