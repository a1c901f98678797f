"""An exercise's staged hints: read from its `exercise.toml`, shown one at a time."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from grader.errors import KitError
from grader.feedback.entries import open_toml
from grader.feedback.page import MIN_WIDTH, Page
from grader.languages import say
from grader.languages.exercise_texts import read_exercise_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.kit import Kit

SCHEMA = "grader/hint/1"


@dataclass(frozen=True)
class Hints:
    """The hints of one exercise.

    Attributes
    ----------
    stem, title : str
        Which exercise it is.
    texts : tuple of str
        From a question to nearly the answer.
    """

    stem: str
    title: str
    texts: tuple[str, ...]

    @property
    def short(self) -> str:
        """Such as `ex03`."""
        return self.stem.partition("_")[0]


def read_hints(kit: Kit, name: str) -> Hints:
    """Return the hints of the exercise that `name` means.

    The learner's file is not looked at: one that is half written is when a hint is wanted.

    Raises
    ------
    UnknownExerciseError
        No exercise has this name.
    KitError
        The title or the hints in `exercise.toml` cannot be read.
    """
    stem = kit.resolve(name)
    document = open_toml(kit.task_folder(stem) / "exercise.toml")
    hints = Hints(stem, document.text("title"), tuple(hint.strip() for hint in document.texts("hints")))
    if document.faults:
        raise KitError(document.faults)
    texts = read_exercise_texts(kit.task_folder(stem))
    return replace(hints, title=texts.title or hints.title, texts=texts.hints or hints.texts)


def render_hints(
    hints: Hints,
    numbers: Sequence[int],
    closing: str,
    *,
    width: int,
    color: bool,
    unicode: bool = True,
    has_title: bool = True,
) -> str:
    """Return some hints as text for a terminal.

    Parameters
    ----------
    hints : Hints
        All hints of the exercise.
    numbers : sequence of int
        Which of them to show, counted from 1.
    closing : str
        What is said after them; may be empty.
    width : int
        Columns to be had; at least 40 are used.
    color, unicode : bool
        With colours, with characters beyond ASCII.
    has_title : bool
        Begin with the exercise's name and title.
    """
    page = Page(max(width, MIN_WIDTH), color=color, unicode=unicode)
    if has_title:
        page.wrapped(hints.title, indent=0, label=f"{hints.short}  ", style="bold")
    for position in numbers:
        page.blank()
        number = say("Hint {number} of {count}", number=position, count=len(hints.texts))
        page.line(f"  {page.styled(page.plain(number), 'dim')}")
        page.wrapped(hints.texts[position - 1], indent=2)
    if closing:
        page.blank()
        page.wrapped(closing, indent=2, style="dim")
    return page.text()


def hints_to_json(hints: Hints, numbers: Sequence[int], *, ascii_only: bool = False) -> str:
    """Return some hints as JSON text with a last newline."""
    values = {
        "schema": SCHEMA,
        "exercise": hints.stem,
        "title": hints.title,
        "n_hints": len(hints.texts),
        "hints": [{"number": position, "text": hints.texts[position - 1]} for position in numbers],
    }
    return json.dumps(values, indent=2, ensure_ascii=ascii_only) + "\n"
