"""Says where in a notebook things are: the judge counts lines in the source that was gathered from it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from grader.wording import Sentence, sentence

if TYPE_CHECKING:
    from grader.notebook.cells import Gathered
    from grader.results import Report

_RAISED = re.compile(r"(\S+) (raised \w+) in line (\d+)")


def placed(report: Report, gathered: Gathered, raw: bytes) -> Report:
    """Return a report with places instead of the lines of a gathered source.

    Parameters
    ----------
    report : Report
        On the gathered source.
    gathered : Gathered
        The source and its cells.
    raw : bytes
        What was handed in.
    """
    if not gathered.starts:
        return report
    return replace(located(report, gathered), sha256=hashlib.sha256(raw).hexdigest())


def located(report: Report, gathered: Gathered) -> Report:
    """Return a report with places instead of the lines of a gathered source, and else as it is."""
    return replace(
        report,
        message=with_place(report.message, gathered),
        checks=tuple(replace(check, message=with_place(check.message, gathered)) for check in report.checks),
        diagnoses=tuple(
            replace(diagnosis, place=gathered.place(diagnosis.lines)) for diagnosis in report.diagnoses
        ),
    )


def with_place(message: str, gathered: Gathered) -> str:
    """Return a message about what was raised with the cell's line in it, and without our file's name."""
    if isinstance(message, Sentence):
        return _sentence_with_place(message, gathered)

    def located(found: re.Match[str]) -> str:
        who = "The code" if found[1].endswith(".py") else found[1]
        place = gathered.place([int(found[3])])
        return f"{who} {found[2]} in {place}" if place else f"{who} {found[2]}"

    return _RAISED.sub(located, message, count=1)


def _sentence_with_place(message: Sentence, gathered: Gathered) -> Sentence:
    """Return a sentence that can still be translated; the one about what was raised may be a part of it."""
    changed: dict[str, Any] = {}
    what = message.arguments.get("what")
    if isinstance(what, Sentence) and "line" in what.arguments:
        changed["what"] = _what_with_place(what, gathered.place([int(what.arguments["line"])]))
        if str(message.arguments.get("name", "")).endswith(".py"):
            changed["name"] = sentence("The code")
    else:
        for name, value in message.arguments.items():
            if isinstance(value, Sentence):
                changed[name] = _sentence_with_place(value, gathered)
    arguments = {**message.arguments, **changed}
    return sentence(message.pattern, **arguments) if changed and not message.is_one else message


def _what_with_place(what: Sentence, place: str) -> str:
    """Return what was raised and where, in a cell or nowhere that can be told."""
    error, said = what.arguments["error"], what.arguments.get("said", "")
    if not place:
        return f"{error}: {said}" if said else str(error)
    if said:
        return sentence("{error} in {place}: {said}", error=error, place=place, said=said)
    return sentence("{error} in {place}", error=error, place=place)
