"""`grader.check`: judges a file, a text or functions that were defined in a notebook."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from grader.api.report import Report
from grader.errors import UsageError
from grader.kit import find_kit
from grader.languages import current, speaking, spoken, wanted
from grader.notebook.cells import Gathered
from grader.toml_document import shown
from grader.wording import sentence

if TYPE_CHECKING:
    from grader.exercise import Exercise
    from grader.kit import Kit

Isolation = Literal["strict", "default", "none"]
Submission = str | os.PathLike[str] | Callable[..., Any]

ISOLATIONS = ("strict", "default", "none")
MAX_SEED = 2**63 - 1


def check(
    exercise: str,
    *submission: Submission,
    kit: str | os.PathLike[str] | None = None,
    seed: int | None = None,
    isolation: Isolation = "default",
    language: str = "",
) -> Report:
    """Judge a submission with an exercise's hidden checks.

    Parameters
    ----------
    exercise : str
        `ex03`, `3`, `03` or the full name of its folder.
    *submission : str, path or functions
        A path to a Python file or notebook; a source text, which is a text of more than one line; or the
        functions themselves. The source of functions travels, not the objects: with it go the imports,
        helpers and constants that they need, from the file or the cells in which they were defined. By
        default your own file of the exercise, in a workspace or a kit.
    kit : path, optional
        A folder with exercises/ and solutions/.
    seed : int, optional
        What the inputs are drawn from; by default a number that this machine keeps.
    isolation : {"default", "strict", "none"}
        "strict" refuses to run without full isolation; "none" asks for none.
    language : str
        What its sentences are in, such as "de"; by default what the variable GRADER_LANGUAGE, the
        workspace or the kit says, and else English.

    Returns
    -------
    Report
        Shown as in the terminal by `print`, as HTML in a notebook.

    Raises
    ------
    GraderError
        There is no verdict: an unknown exercise, an unreadable file, functions whose source cannot be
        found, a broken kit, isolation that cannot be had. Its text says what to do.

    Examples
    --------
    >>> import grader
    >>> report = grader.check("ex03", "tests/submissions/ex03/wrong_missing_mean.py", seed=1)
    >>> [diagnosis.misconception for diagnosis in report.diagnoses]
    ['missing-mean']
    """
    if isolation not in ISOLATIONS:
        raise UsageError(
            sentence(
                "isolation is one of {isolations}, not {isolation!r}.",
                isolations=", ".join(ISOLATIONS),
                isolation=isolation,
            )
        )
    if seed is not None and not (_is_whole(seed) and 0 <= seed <= MAX_SEED):
        raise UsageError(sentence("seed is a whole number from 0 to 2**63 - 1, not {seed!r}.", seed=seed))
    chosen_kit = find_kit(Path(kit) if kit is not None else None)
    with speaking_of(chosen_kit, language):
        chosen = chosen_kit.exercise(str(exercise))
        raw, gathered, path = _source(chosen, submission or (_own_file(chosen_kit, chosen),))
        return judge_source(chosen_kit, chosen, gathered, raw, path=path, seed=seed, isolation=isolation)


@contextmanager
def speaking_of(kit: Kit, language: str) -> Iterator[None]:
    """Speak the language that was named, or that the environment, the workspace or the kit asks for."""
    with speaking(language or wanted() or kit.language, (kit.root / "languages",)):
        yield


def judge_source(
    kit: Kit,
    exercise: Exercise,
    gathered: Gathered,
    raw: bytes,
    *,
    path: str,
    seed: int | None,
    isolation: str = "default",
) -> Report:
    """Return the report on a source that has been read or gathered, in the language that is spoken."""
    from grader.api.asking import ask_judge

    request = {
        # A workspace says itself which kit judges it.
        "kit": str((kit.workspace or kit.root).resolve()),
        "exercise": exercise.stem,
        "source": gathered.source.decode("utf-8"),
        "path": path,
        "seed": None if seed is None else int(seed),
        "isolation": isolation,
        "language": current(),
        # Places are put into the sentences before these are translated, and so by the judge's process.
        "starts": gathered.starts,
        "labels": [spoken(label) for label in gathered.labels],
    }
    report = ask_judge(request)
    if gathered.starts:
        report = replace(report, sha256=hashlib.sha256(raw).hexdigest())
    return Report.of(report, current(), (kit.root / "languages",))


def _own_file(kit: Kit, exercise: Exercise) -> str:
    """Return the learner's own file of an exercise."""
    if kit.workspace is not None:
        return shown(exercise.stub)
    here = exercise.stub.name
    if os.path.isfile(here):
        return here
    raise UsageError(
        sentence(
            "There is no {here} of yours here; name a file, a source text or functions, or work in a "
            "workspace, which “grader start” lays out.",
            here=here,
        )
    )


def _source(exercise: Exercise, submission: tuple[Submission, ...]) -> tuple[bytes, Gathered, str]:
    """Return what was handed in, the source that is judged, and what the report calls it."""
    functions = [part for part in submission if not isinstance(part, (str, os.PathLike))]
    if functions and len(functions) == len(submission):
        from grader.api.functions import gather_functions

        return gather_functions(exercise, functions)
    if len(submission) > 1:
        raise UsageError(
            sentence("check takes one file, one source text, or functions; not several of these at once.")
        )
    return _file_or_text(exercise, os.fspath(submission[0]))  # type: ignore[arg-type]


def _file_or_text(exercise: Exercise, given: str) -> tuple[bytes, Gathered, str]:
    """Return a file's source, or a text that is one."""
    from grader.errors import UnreadableSubmissionError
    from grader.notebook.reading import MOST_CODE, read_gathered

    if "\n" not in given:
        raw, gathered = read_gathered(given, [function.name for function in exercise.functions])
        return raw, gathered, given
    gathered = Gathered(given)
    raw = gathered.source
    if len(raw) > MOST_CODE or "\0" in given:
        reason = (
            sentence("it holds a NUL byte.")
            if "\0" in given
            else sentence("it is larger than {kib} KiB.", kib=MOST_CODE >> 10)
        )
        raise UnreadableSubmissionError(sentence("The source text"), reason)
    return raw, gathered, "source text"


def _is_whole(value: object) -> bool:
    """Tell whether a value is a whole number, Python's own or NumPy's."""
    return not isinstance(value, bool) and hasattr(value, "__index__")
