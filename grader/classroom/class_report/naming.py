"""How learners are called on a class report, and the words for mistakes and checks."""

from __future__ import annotations

import json
import tomllib
import zlib
from typing import TYPE_CHECKING, Any

from grader.feedback.characters import for_xml, harmless
from grader.maths.misconceptions import CATALOGUE, Misconception

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from grader.classroom.class_report.records import ClassReport

_LONGEST_NAME = 60
_LONGEST_TEXT = 300


class Names:
    """Calls learners by name, or by numbers that say nothing of who they are.

    Parameters
    ----------
    connection : sqlite3.Connection
        To the gradebook.
    is_anonymous : bool
        Number them, in the order in which the report comes to speak of them.
    """

    def __init__(self, connection: sqlite3.Connection, *, is_anonymous: bool) -> None:
        self._connection = connection
        self._is_anonymous = is_anonymous
        self._known: dict[int, str] = {}

    def of(self, learner: int) -> str:
        """Return what a learner is called: by the gradebook, and by name if it knows another one."""
        if learner not in self._known:
            self._known[learner] = (
                f"learner {len(self._known) + 1}" if self._is_anonymous else self._name(learner)
            )
        return self._known[learner]

    def _name(self, learner: int) -> str:
        called, name = self._connection.execute(
            "SELECT learner, name FROM learners WHERE id = ?", (learner,)
        ).fetchone()
        if not name or name == called:
            return plain(called, _LONGEST_NAME)
        return f"{plain(name, _LONGEST_NAME)} ({plain(called, _LONGEST_NAME)})"


def plain(text: str, longest: int = _LONGEST_TEXT) -> str:
    """Return a text that others wrote in one line, of bounded length, with nothing that steers."""
    line = " ".join(for_xml(harmless(text)).split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def misconception(connection: sqlite3.Connection, name: str) -> Misconception:
    """Return the words for a mistake: the catalogue's, else those that a report of the gradebook used."""
    if name in CATALOGUE:
        return CATALOGUE[name]
    (result,) = connection.execute(
        "SELECT max(result) FROM diagnoses WHERE misconception = ?", (name,)
    ).fetchone()
    for diagnosis in _report(connection, result)["diagnoses"]:
        if diagnosis["misconception"] == name:
            words = (plain(diagnosis[key]) for key in ("title", "message", "question", "concept"))
            return Misconception(name, *words)
    return Misconception(name, name.replace("-", " "), "", "", "")


def concept_titles(folder: Path, report: ClassReport) -> dict[str, str]:
    """Return the titles of a report's concepts, of those that a folder has a readable file about.

    Parameters
    ----------
    folder : Path
        A kit's `quizzes/`.
    report : ClassReport
        Whose concepts.
    """
    found = {}
    concepts = [one.concept for one in report.concepts] + [one.concept for one in report.mistakes]
    for concept in dict.fromkeys(concepts):
        try:
            values = tomllib.loads((folder / f"{concept}.toml").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(values.get("title"), str):
            found[concept] = plain(values["title"])
    return found


def check_title(connection: sqlite3.Connection, exercise: int, check: str) -> str:
    """Return the sentence that a check's learners read, from the newest report that has it."""
    (result,) = connection.execute(
        "SELECT max(checks.result) FROM checks JOIN sharing ON sharing.result = checks.result "
        "WHERE exercise = ? AND check_id = ?",
        (exercise, check),
    ).fetchone()
    titles = {entry["id"]: entry["title"] for entry in _report(connection, result)["checks"]}
    return plain(titles.get(check, check))


def _report(connection: sqlite3.Connection, result: int) -> dict[str, Any]:
    (packed,) = connection.execute("SELECT report FROM results WHERE id = ?", (result,)).fetchone()
    report: dict[str, Any] = json.loads(zlib.decompress(packed))
    return report
