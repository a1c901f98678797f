"""Items in which something is typed: a number, a formula, a line or the output of code, the words of gaps."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, Any

from grader.languages import spoken
from grader.quiz.marking import mark
from grader.quiz.terminal.plain import Block, blocks, line
from grader.quiz.terminal.question import (
    LETTERS,
    RIGHT,
    WRONG,
    MisreadError,
    Question,
    Remark,
    letters,
    shown_number,
    typed_as_number,
)
from grader.quiz.terminal.typed_formula import read_formula
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grader.quiz.marking import Mark


class Number(Question):
    """A number is typed."""

    prompts = (sentence("A number"),)

    def read(self, typed: Sequence[str]) -> Any:
        """Return what was typed, if it is a number."""
        return typed_as_number(typed[0])

    def key(self) -> str:
        """Return the number."""
        return shown_number(self.variant["key"])


class Formula(Question):
    """A formula is typed."""

    prompts = (sentence("A formula"),)

    def body(self) -> list[Block]:
        """Return the names that may be used."""
        return [
            Block(line(self.html(variable["meaning"])), f"{variable['name']}: ")
            for variable in self.item["variables"]
        ]

    def read(self, typed: Sequence[str]) -> Any:
        """Return what was typed, if it is a formula in these names; nothing of it is ever run."""
        return read_formula(typed[0], [variable["name"] for variable in self.item["variables"]])

    def key(self) -> str:
        """Return the formula as its author wrote it."""
        return self.written_key


class Code(Question):
    """A line of code is pointed at, or what the code prints is typed."""

    def prepare(self) -> None:
        """Say what is to be typed."""
        self.lines = [unescape(self.html(html)) for html in self.item["lines"]]
        self.is_line = self.item["ask"] == "line"
        self.prompts = (
            (sentence("A line, 1 to {last}", last=len(self.lines)),)
            if self.is_line
            else (sentence("What it prints"),)
        )

    def body(self) -> list[Block]:
        """Return the code; with numbers where a line is asked for."""
        if not self.is_line:
            return [Block("\n".join(self.lines), is_code=True)]
        width = len(str(len(self.lines)))
        return [
            Block(text, f"{number:>{width}}  ", is_code=True)
            for number, text in enumerate(self.lines, start=1)
        ]

    def read(self, typed: Sequence[str]) -> Any:
        """Return the line's number, or the text."""
        if not self.is_line:
            return typed[0]
        text = typed[0].strip()
        if not (text.isdecimal() and 1 <= int(text) <= len(self.lines)):
            raise MisreadError(sentence("Type a line's number from 1 to {last}.", last=len(self.lines)))
        return int(text)

    def key(self) -> str:
        """Return the line's number, or what is printed."""
        key = self.variant["key"]
        return sentence("line {number}", number=key[0]) if self.is_line else " ".join(key.split())


class Blanks(Question):
    """A text with gaps; each gap is a prompt."""

    def prepare(self) -> None:
        """Say what each gap takes."""
        self.blanks = self.item["blanks"]
        self.prompts = [
            f"({number}) {spoken(self._kind(blank))}" for number, blank in enumerate(self.blanks, start=1)
        ]

    @staticmethod
    def _kind(blank: Mapping[str, Any]) -> str:
        if blank["type"] == "choice":
            return sentence("One of a to {last}", last=LETTERS[len(blank["values"]) - 1])
        return sentence("A number") if blank["type"] == "number" else sentence("A word")

    def stem(self) -> list[Block]:
        """Return the text with numbered gaps."""
        gaps = {blank["id"]: f"__({number})__" for number, blank in enumerate(self.blanks, start=1)}
        return blocks(self.html(self.item["stem"]), gaps)

    def body(self) -> list[Block]:
        """Return the choices of those gaps that have some."""
        found = []
        for number, blank in enumerate(self.blanks, start=1):
            choices = [line(self.html(choice)) for choice in blank["choices"]]
            text = "  ".join(f"{letter}) {choice}" for letter, choice in zip(LETTERS, choices, strict=False))
            if text:
                found.append(Block(text, f"({number}) "))
        return found

    def read(self, typed: Sequence[str]) -> Any:
        """Return a text by each gap's id."""
        answer = {}
        for number, (blank, text) in enumerate(zip(self.blanks, typed, strict=True), start=1):
            try:
                answer[blank["id"]] = self._read_gap(blank, text)
            except MisreadError as error:
                raise MisreadError(sentence("({number}) {what}", number=number, what=error.args[0])) from None
        return answer

    @staticmethod
    def _read_gap(blank: Mapping[str, Any], text: str) -> str:
        if blank["type"] == "number":
            return typed_as_number(text)
        if blank["type"] != "choice":
            return text
        values: list[str] = blank["values"]
        if text.strip().lower() in [value.lower() for value in values]:
            return text.strip()
        places = letters(text, len(values))
        if len(places) != 1:
            raise MisreadError(sentence("Type one letter."))
        return values[places[0]]

    def remarks(self, answer: Any, given: Mark) -> list[Remark]:
        """Return what is said of each gap."""
        said = []
        for number, blank in enumerate(self.blanks, start=1):
            name = blank["id"]
            key, expected = self.variant["key"], self.variant.get("expected") or {}
            # An item with this gap alone: its mark tells whether it was right, and what was recognised.
            alone = {**self.item, "blanks": [blank]}
            one = mark(alone, {**self.variant, "key": key, "expected": expected}, {name: answer[name]})
            named = one.misconceptions[0] if one.misconceptions else ""
            said += [
                Remark(self.html(html), f"({number}) ", RIGHT if one.score == 1 else WRONG, named)
                for html in one.feedback
            ]
        return said

    def key(self) -> str:
        """Return what belongs into each gap."""
        key = self.variant["key"]
        return ", ".join(
            f"({number}) {part['accept'][0] if 'accept' in part else shown_number(part)}"
            for number, part in enumerate((key[blank["id"]] for blank in self.blanks), start=1)
        )
