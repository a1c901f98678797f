"""An item in the terminal: what is shown, how a typed line becomes an answer, what is said about it.

Every kind is a class with the same methods (`kinds.py` has the table). Marking is `grader.quiz.marking`, as
for a page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader.quiz.draws import variant_index
from grader.quiz.marking import Mark, mark, typed_number
from grader.quiz.markup import filled
from grader.quiz.terminal.plain import Block, blocks
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RIGHT, WRONG = sentence("Right."), sentence("Wrong.")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class MisreadError(ValueError):
    """What was typed is no answer to this kind of item; the text says what would be one."""


@dataclass(frozen=True)
class Remark:
    """Something that is said about an answer.

    Attributes
    ----------
    html : str
        Without holes.
    label : str
        What it is about, such as an option's letter.
    verdict : str
        A sentence before it, such as `Right.`; empty if it is about the whole answer.
    misconception : str
        Which mistake it names; may be empty.
    """

    html: str
    label: str = ""
    verdict: str = ""
    misconception: str = ""


class Question:
    """One item at one variant.

    Parameters
    ----------
    item : mapping
        As a page's data (docs/quiz-format.md), with keys.
    seed : str
        Chooses the variant and the order of options, as on a page.
    key : str
        Of a formula: how it is written.
    """

    #: What is asked for at the prompt, one text for each line that is to be typed.
    prompts: Sequence[str] = (sentence("Answer"),)

    def __init__(self, item: Mapping[str, Any], seed: str, key: str = "") -> None:
        self.item, self.seed, self.written_key = item, seed, key
        self.variant = item["variants"][variant_index(seed, item["id"], len(item["variants"]))]
        self.prepare()

    def prepare(self) -> None:
        """Get ready what a kind needs."""

    def html(self, text: str | None) -> str:
        """Return a text of the item at this variant."""
        return filled(text, self.variant["fills"]) if text else ""

    def stem(self) -> list[Block]:
        """Return the question."""
        return blocks(self.html(self.item["stem"]))

    def body(self) -> list[Block]:
        """Return what stands below the question, such as options."""
        return []

    def read(self, typed: Sequence[str]) -> Any:
        """Return the answer that was typed, a line for each prompt; raises MisreadError."""
        return typed[0]

    def marked(self, answer: Any) -> Mark:
        """Return what an answer is worth."""
        return mark(self.item, self.variant, answer)

    def remarks(self, answer: Any, given: Mark) -> list[Remark]:
        """Return what is said about an answer."""
        named = given.misconceptions[0] if given.misconceptions else ""
        return [Remark(self.html(html), misconception=named) for html in given.feedback]

    def key(self) -> str:
        """Return the right answer as text."""
        return ""


def lettered(htmls: Sequence[str]) -> list[Block]:
    """Return texts with a letter before each."""
    return [
        block
        for letter, html in zip(LETTERS, htmls, strict=False)
        for block in labelled(f"{letter}) ", blocks(html))
    ]


def labelled(label: str, parts: Sequence[Block]) -> list[Block]:
    """Return blocks with a label before the first one."""
    first, *others = parts or [Block("")]
    hanging = " " * len(label)
    return [
        Block(first.text, label + first.label, first.is_code),
        *(Block(part.text, hanging + part.label, part.is_code) for part in others),
    ]


def letters(text: str, count: int) -> list[int]:
    """Return the places that letters stand for: `a c`, `ac` and `a, c` mean the same."""
    bare = re.sub(r"[\s,;.)]+", "", text.lower())
    last = LETTERS[count - 1]
    if not bare or any(not "a" <= letter <= last for letter in bare):
        raise MisreadError(sentence("Type letters from a to {last}.", last=last))
    return [LETTERS.index(letter) for letter in bare]


def typed_as_number(text: str) -> str:
    """Return a text if it is a number; raises MisreadError."""
    if typed_number(text) is None:
        raise MisreadError(sentence("Type a number, such as 0.4, -2/5 or 4e-1."))
    return text


def shown_number(value: Mapping[str, Any]) -> str:
    """Return a number of a page's data as it is typed."""
    return str(value["exact"] if value["exact"] is not None else f"{value['number']:.10g}")
