"""A run of `grader grade` as JSON, as docs/grading.md describes it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from grader.classroom.grading import Tally
    from grader.classroom.intake import Intake

SCHEMA = "grader/grade/1"


@dataclass(frozen=True)
class Run:
    """What is known of a run apart from what its intake found.

    Attributes
    ----------
    submissions : str
        The folder or zip.
    titles : mapping of str to str
        Of each exercise that something was handed in to, by its stem.
    gradebook : str or None
        Where the results are; None if nothing was to be graded.
    tally : Tally or None
        What came of it; None if nothing was to be graded.
    seconds : float
        How long it took.
    """

    submissions: str
    titles: Mapping[str, str]
    gradebook: str | None
    tally: Tally | None
    seconds: float


def run_to_json(intake: Intake, run: Run) -> Iterator[str]:
    """Yield a run piece by piece, each found file on a line of its own: a class of any size fits.

    Parameters
    ----------
    intake : Intake
        What was found; asked when the run is over, for some files turn out to be unreadable on the way.
    run : Run
        What came of it.
    """
    outcomes = {} if run.tally is None else run.tally.outcomes
    exercises = [
        {
            "exercise": stem,
            "title": run.titles[stem],
            "n_found": number,
            "outcomes": dict(sorted(outcomes.get(stem, {}).items())),
        }
        for stem, number in intake.counts().items()
    ]
    yield f'{{"schema": {_json(SCHEMA)},\n"submissions": {_json(run.submissions)},\n'
    yield f'"dry_run": {_json(run.tally is None)},\n"gradebook": {_json(run.gradebook)},\n'
    yield f'"seconds": {_json(round(run.seconds, 3))},\n"tally": {_json(_numbers(run.tally))},\n'
    yield f'"exercises": {_json(exercises)}'
    yield from _rows("found", (asdict(taken) for taken in intake.taken()))
    missing = (
        {"learner": learner, "name": name, "exercise": stem} for learner, name, stem in intake.missing()
    )
    yield from _rows("missing", missing)
    yield from _rows("not_in_roster", (learner.learner for learner in intake.strangers()))
    doubled = [] if run.tally is None else run.tally.doubled
    yield from _rows("doubled", ({"before": before, "learner": learner} for before, learner in doubled))
    yield from _rows("problems", (asdict(problem) for problem in intake.problems()))
    yield "}\n"


def _numbers(tally: Tally | None) -> dict[str, int] | None:
    """Return a tally's numbers."""
    if tally is None:
        return None
    return {key: value for key, value in vars(tally).items() if isinstance(value, int)}


def _rows(key: str, rows: Iterable[Any]) -> Iterator[str]:
    """Yield a list as a value of the document, a line for each of its rows."""
    yield f",\n{_json(key)}: ["
    for number, row in enumerate(rows):
        yield f"{',' if number else ''}\n{_json(row)}"
    yield "]"


def _json(value: object) -> str:
    """Return a value in ASCII: names of files may hold what no encoding has."""
    return json.dumps(value, allow_nan=False)
