"""The formats that a bank is written in: a row for each, its writer imported when it is used."""

from __future__ import annotations

import os
import re
import time
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from grader.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.quiz.exports.bank import Bank
    from grader.quiz.exports.losses import Loss
    from grader.quiz.markup import Notation


@dataclass(frozen=True)
class Export:
    """A bank in one format, and what the format could not carry."""

    content: bytes
    losses: tuple[Loss, ...]


@dataclass(frozen=True)
class Format:
    """One format.

    Attributes
    ----------
    name : str
        As it is typed.
    file : str
        The file's name, if none is given.
    notation : str
        How mathematics is written, if nothing else is asked for.
    about : str
        Who reads it, in a few words.
    module : str
        Of grader.quiz.exports, with a function `write(bank, now)`.
    """

    name: str
    file: str
    notation: Notation
    about: str
    module: str

    def write(self, bank: Bank, now: int) -> Export:
        """Return a bank in this format; `now` is the time in seconds, for formats that note it."""
        writer: Callable[[Bank, int], Export] = import_module(f"grader.quiz.exports.{self.module}").write
        return writer(bank, now)


_ROWS = (
    Format("anki", "quiz.apkg", "latex", "a package for Anki, AnkiDroid and AnkiMobile", "anki"),
    Format("anki-tsv", "quiz-anki.txt", "latex", "a text file for Anki, without figures", "anki_tsv"),
    Format("moodle", "quiz-moodle.xml", "latex", "questions for Moodle's question bank", "moodle"),
    Format("qti12", "quiz-qti12.zip", "mathml", "quizzes in QTI 1.2 as Canvas has it", "qti12"),
    Format("qti21", "quiz-qti21.zip", "mathml", "items and tests in QTI 2.1", "qti21"),
    Format("json", "quiz.json", "mathml", "everything, for programs of your own", "as_json"),
)
FORMATS = {row.name: row for row in _ROWS}


def now() -> int:
    """Return the time in seconds that an export notes: SOURCE_DATE_EPOCH where that is set."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(fixed) if re.fullmatch("[0-9]{1,11}", fixed) else int(time.time())


def web_address(text: str) -> str:
    """Return the address of a folder on the web, with a slash at its end; raises UsageError if it is none."""
    if not text:
        return ""
    if not re.fullmatch(r"https?://[^\s<>\"'\\]+", text):
        raise UsageError(f"“{text}” is no address of pages; write it with https:// in front.")
    return text if text.endswith("/") else f"{text}/"
