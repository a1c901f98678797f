"""What the catalogue says of one misconception."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Misconception:
    """A named mistake.

    Attributes
    ----------
    id : str
        Kebab-case, named for the mistake.
    title : str
        A few words, for a heading.
    message : str
        What the learner's code does, in one or two plain sentences.
    question : str
        The question that leads on without giving the answer away.
    concept : str
        The id of the concept that explains it.
    """

    id: str
    title: str
    message: str
    question: str
    concept: str


def table(*rows: tuple[str, str, str, str, str]) -> Mapping[str, Misconception]:
    """Return misconceptions by id from rows of id, title, message, question and concept."""
    return {row[0]: Misconception(*row) for row in rows}
