"""An exercise's own texts in another language, from `exercise.de.toml` beside its `exercise.toml`."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grader.languages import ENGLISH, current
from grader.toml_document import TomlDocument

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from grader.errors import Fault

_KEYS = ("title", "summary", "hints", "checks", "sentences")
_FILE = re.compile(r"exercise\.([A-Za-z0-9-]+)\.toml")


@dataclass(frozen=True)
class ExerciseTexts:
    """What is translated of an exercise; whatever is empty or missing is said in English.

    Attributes
    ----------
    title, summary : str
        As in `exercise.toml`.
    hints : tuple of str
        All of them, or none.
    checks : mapping of str to str
        Titles by the check's id, the test function's name without `test_`.
    sentences : mapping of str to str
        By the English sentence what else the suite says, word for word.
    """

    title: str = ""
    summary: str = ""
    hints: tuple[str, ...] = ()
    checks: Mapping[str, str] = field(default_factory=dict)
    sentences: Mapping[str, str] = field(default_factory=dict)


def read_exercise_texts(folder: Path) -> ExerciseTexts:
    """Return the texts of an exercise in the language that is spoken; nothing of a file with faults.

    A mistake in a translation costs no learner a verdict: it is spoken English to instead, and
    `grader validate` names the fault.
    """
    if current() == ENGLISH:
        return ExerciseTexts()
    document = TomlDocument(folder / f"exercise.{current()}.toml")
    texts = _texts(document)
    return ExerciseTexts() if document.faults else texts


def _texts(document: TomlDocument) -> ExerciseTexts:
    document.only(*_KEYS)
    return ExerciseTexts(
        title=document.text("title", required=False),
        summary=document.text("summary", required=False),
        hints=tuple(hint.strip() for hint in document.texts("hints")) if document.value("hints") else (),
        checks=_table(document, "checks"),
        sentences=_table(document, "sentences"),
    )


def _table(document: TomlDocument, name: str) -> dict[str, str]:
    """Return a table of texts."""
    return {key: document.text(name, key) for key in document.table(name, required=False)}


def translation_faults(folder: Path, suite: Path, n_hints: int) -> list[Fault]:
    """Return what is wrong in an exercise's translations.

    Parameters
    ----------
    folder : Path
        The exercise's first half.
    suite : Path
        Its hidden checks, which are parsed and not run.
    n_hints : int
        How many hints there are.
    """
    faults: list[Fault] = []
    for path in sorted(folder.glob("exercise.*.toml")):
        if not _FILE.fullmatch(path.name):
            continue
        document = TomlDocument(path)
        texts = _texts(document)
        if texts.hints and len(texts.hints) != n_hints:
            document.fault(
                f"needs {n_hints} hints, as exercise.toml has, and has {len(texts.hints)}", "hints"
            )
        known = _checks(suite)
        for name in texts.checks if known else ():
            if name not in known:
                document.unknown(name, known, "checks", name)
        faults += document.faults
    return faults


def _checks(suite: Path) -> Sequence[str]:
    """Return the ids of a suite's checks; none if it cannot be read, which is a fault of its own."""
    try:
        tree = ast.parse(suite.read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError):
        return ()
    return [
        node.name.removeprefix("test_")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
