"""What Gradescope's container runs: judges the submission that lies there and writes `results.json`."""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.classroom.intake_tray import FolderTray, RefusedError
from grader.errors import ExitCode, GraderError, NotIsolatedError, UnreadableSubmissionError
from grader.exercise import FeedbackPolicy
from grader.feedback.gradescope import to_results
from grader.feedback.policy import within
from grader.feedback.translated import in_language
from grader.kit import find_kit
from grader.languages import use, wanted
from grader.results import Outcome, Report
from grader.submission import checked_source

if TYPE_CHECKING:
    from grader.exercise import Exercise

_FOLDER = "/autograder"


@dataclass(frozen=True)
class _Place:
    """Where Gradescope has put things, or whoever tries this out (the variable GRADER_AUTOGRADER)."""

    root: Path

    @property
    def source(self) -> Path:
        return self.root / "source"

    def settings(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.source / "settings.json").read_text(encoding="utf-8"))
        return found


def main(arguments: list[str] | None = None) -> int:
    """Judge what was handed in, or with --rehearse the reference; return the exit status."""
    place = _Place(Path(os.environ.get("GRADER_AUTOGRADER", _FOLDER)))
    if "--rehearse" in (sys.argv[1:] if arguments is None else arguments):
        return _rehearse(place)
    started = time.monotonic()
    report, visibility = _fault("", ""), "visible"
    try:
        settings = place.settings()
        visibility = settings["visibility"]
        exercise = _exercise(place, settings)
        report = _judged(place, exercise, settings)
    except Exception as error:
        # Whatever went wrong before there was a verdict is not the learner's doing.
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        report = _fault(report.exercise, _sentence(error))
    results = to_results(report, visibility=visibility, seconds=time.monotonic() - started)
    _write(place.root / "results", results)
    return ExitCode.OUR_FAULT if report.outcome is Outcome.GRADER_FAULT else ExitCode.ALL_POINTS


def _exercise(place: _Place, settings: dict[str, Any]) -> Exercise:
    kit = find_kit(place.source / "kit")
    use(wanted() or kit.language, (kit.root / "languages",))
    exercise = kit.exercise(settings["exercise"])
    return replace(exercise, feedback=FeedbackPolicy(settings["feedback"]))


def _judged(place: _Place, exercise: Exercise, settings: dict[str, Any]) -> Report:
    """Return the report on what was handed in, as the learner may see it."""
    from grader.notebook.reading import gather_notebook, is_notebook

    try:
        name, content = _handed_in(place.root / "submission", exercise)
        gathered = None
        if is_notebook(name):
            gathered = gather_notebook(content, name, [function.name for function in exercise.functions])
        source = checked_source(content if gathered is None else gathered.source, name)
        report = _judge(exercise, source, name, settings)
    except (UnreadableSubmissionError, RefusedError) as error:
        return Report(
            exercise.stem, exercise.title, exercise.stub.name, "", Outcome.UNREADABLE, message=str(error)
        )
    if gathered is not None:
        from grader.checking.placed import placed

        report = placed(report, gathered, content)
    return in_language(within(report, exercise.feedback), exercise.folder)


def _judge(exercise: Exercise, source: bytes, name: str, settings: dict[str, Any]) -> Report:
    from grader.checking import check
    from grader.sandbox import Sandbox

    with Sandbox(settings["isolation"]) as sandbox:
        return check(exercise, source, path=name, sandbox=sandbox, seed=settings["seed"])


def _handed_in(folder: Path, exercise: Exercise) -> tuple[str, bytes]:
    """Return the name and the bytes of the file that is meant.

    Raises
    ------
    RefusedError
        There is none, or more than one; the text says what to hand in.
    """
    tray = FolderTray(folder)
    own = exercise.stub.name
    found = [
        file for file in tray.found() if not file.is_clone and file.path.lower().endswith((".py", ".ipynb"))
    ]
    named = [file for file in found if file.path.rpartition("/")[2] == own]
    meant = named or [file for file in found if file.path.endswith(".py")] or found
    if not meant:
        raise RefusedError(f"No Python file was handed in; hand in {own}.")
    if len(meant) > 1:
        names = ", ".join(sorted(file.path for file in meant)[:4])
        raise RefusedError(f"Several files may be meant ({names}); hand in one, called {own}.")
    if meant[0].refusal:
        raise RefusedError(f"{meant[0].path} was not taken: {meant[0].refusal}")
    return meant[0].path, tray.read(meant[0].path)


def _fault(stem: str, sentence: str) -> Report:
    return Report(stem, "", "", "", Outcome.GRADER_FAULT, message=sentence)


def _sentence(error: Exception) -> str:
    """Return what may be told of a fault: a sentence of our own, of anything else its kind only."""
    if isinstance(error, NotIsolatedError):
        return "Submissions cannot be isolated on this machine, so nothing was run."
    if isinstance(error, GraderError):
        return "The grader could not judge the submission; the instructor's log says why."
    return f"The grader has stopped with {type(error).__name__}; the instructor's log says why."


def _rehearse(place: _Place) -> int:
    """Judge the reference and say how that went."""
    settings = place.settings()
    exercise = _exercise(place, settings)
    try:
        report = _judge(exercise, exercise.reference.read_bytes(), exercise.stub.name, settings)
    except NotIsolatedError as error:
        print(error, file=sys.stderr)
        return ExitCode.NOT_ISOLATED
    tier = report.isolation.get("tier", "")
    print(
        f"{exercise.short}: the reference has {report.points:g} of {report.max_points:g} points, tier {tier}."
    )
    return ExitCode.ALL_POINTS if report.is_passed else ExitCode.OUR_FAULT


def _write(folder: Path, results: dict[str, Any]) -> None:
    """Write the results whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / ".results.json.part"
    draft.write_text(
        json.dumps(results, ensure_ascii=False, allow_nan=False, indent=1) + "\n", encoding="utf-8"
    )
    draft.replace(folder / "results.json")


if __name__ == "__main__":
    sys.exit(main())
