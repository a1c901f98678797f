"""Items that are answered with letters: options that are taken, steps in order, pairs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from grader.languages import say, say_counted
from grader.quiz.draws import shuffled
from grader.quiz.terminal.plain import Block, blocks
from grader.quiz.terminal.question import (
    LETTERS,
    RIGHT,
    WRONG,
    MisreadError,
    Question,
    Remark,
    labelled,
    lettered,
    letters,
)
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.quiz.marking import Mark

HOLDS, DOES_NOT_HOLD = sentence("Holds."), sentence("Does not hold.")


class Choice(Question):
    """One option, or any number of them."""

    def prepare(self) -> None:
        """Put the options in the order of the seed."""
        options = self.item["options"]
        is_mixed = self.item["shuffle"] is not False
        self.options = shuffled(options, f"{self.seed}/{self.item['id']}") if is_mixed else list(options)
        last = LETTERS[len(self.options) - 1]
        self.is_single = self.item["kind"] == "single"
        self.prompts = (
            (sentence("One of a to {last}", last=last),)
            if self.is_single
            else (sentence("All that hold, such as a {last}; or none", last=last),)
        )

    def body(self) -> list[Block]:
        """Return the options with their letters."""
        return lettered([self.html(option["html"]) for option in self.options])

    def read(self, typed: Sequence[str]) -> Any:
        """Return the id that was taken, or the list of them."""
        if not self.is_single and typed[0].strip().lower() in ("none", say("none"), "-"):
            return []
        places = letters(typed[0], len(self.options))
        if self.is_single and len(places) != 1:
            raise MisreadError(sentence("Type one letter."))
        taken = [self.options[place]["id"] for place in dict.fromkeys(places)]
        return taken[0] if self.is_single else taken

    def remarks(self, answer: Any, given: Mark) -> list[Remark]:
        """Return what is said of each option that was taken, and how many were left out."""
        taken = [answer] if isinstance(answer, str) else answer
        key = self.variant["key"]
        said = [
            Remark(
                self.html(option["feedback"]),
                f"{letter}) ",
                "" if self.is_single else HOLDS if option["id"] in key else DOES_NOT_HOLD,
                option.get("misconception", "") if option["id"] in taken else "",
            )
            for letter, option in zip(LETTERS, self.options, strict=False)
            # Once all is right, the others may be explained as well.
            if option["id"] in taken or (given.score == 1 and not self.is_single)
        ]
        left = sum(name not in taken for name in key)
        if left and not self.is_single:
            said.append(Remark(say_counted("{count} more holds.", "{count} more hold.", left)))
        return said

    def key(self) -> str:
        """Return the letters of the right options."""
        key = self.variant["key"]
        right = [letter for letter, option in zip(LETTERS, self.options, strict=False) if option["id"] in key]
        return ", ".join(right) or sentence("none")


class Ordering(Question):
    """Steps are put in order."""

    def prepare(self) -> None:
        """Say how an order is typed."""
        self.steps = self.item["steps"]
        backwards = LETTERS[: len(self.steps)][::-1]
        self.prompts = (sentence("The letters in order, such as {example}", example=" ".join(backwards)),)

    def body(self) -> list[Block]:
        """Return the steps with their letters."""
        return lettered([self.html(step["html"]) for step in self.steps])

    def read(self, typed: Sequence[str]) -> Any:
        """Return the ids in the order that was typed."""
        places = letters(typed[0], len(self.steps))
        if sorted(places) != list(range(len(self.steps))):
            last = LETTERS[len(self.steps) - 1]
            raise MisreadError(sentence("Type each letter from a to {last} once.", last=last))
        return [self.steps[place]["id"] for place in places]

    def key(self) -> str:
        """Return one order that is right."""
        before = self.variant["key"]["before"]
        # What has the fewest steps before it can come first: those before a step have fewer than it.
        order = sorted(before, key=lambda name: len(before[name]))
        ids = [step["id"] for step in self.steps]
        return " ".join(LETTERS[ids.index(name)] for name in order)


class Matching(Question):
    """Each text on the left is given one on the right."""

    def prepare(self) -> None:
        """Say how pairs are typed."""
        self.lefts, self.rights = self.item["lefts"], self.item["rights"]
        example = " ".join(f"{number}{letter}" for number, letter in zip((1, 2), "ba", strict=True))
        self.prompts = (sentence("The pairs, such as {example}", example=example),)

    def body(self) -> list[Block]:
        """Return the left sides with numbers, then the right ones with letters."""
        lefts = [self.html(left["html"]) for left in self.lefts]
        numbered = [
            block for number, html in enumerate(lefts, 1) for block in labelled(f"{number}) ", blocks(html))
        ]
        return [*numbered, Block(""), *lettered([self.html(right["html"]) for right in self.rights])]

    def read(self, typed: Sequence[str]) -> Any:
        """Return right ids by left ids."""
        pairs = re.findall(r"(\d+)\s*[-:=]?\s*([a-z])\b", typed[0].lower())
        rest = re.sub(r"(\d+)\s*[-:=]?\s*([a-z])\b", "", typed[0].lower())
        if not pairs:
            # Letters alone are meant for the left sides in their order.
            places = letters(typed[0], len(self.rights))
            pairs = [(str(number), LETTERS[place]) for number, place in enumerate(places, start=1)]
            rest = ""
        numbers = [int(number) for number, _ in pairs]
        is_whole = sorted(numbers) == list(range(1, len(self.lefts) + 1))
        last = LETTERS[len(self.rights) - 1]
        if rest.strip(" ,;") or not is_whole or any(letter > last for _, letter in pairs):
            raise MisreadError(
                sentence(
                    "Give each number from 1 to {count} one letter from a to {last}.",
                    count=len(self.lefts),
                    last=last,
                )
            )
        return {
            self.lefts[int(number) - 1]["id"]: self.rights[LETTERS.index(letter)]["id"]
            for number, letter in pairs
        }

    def remarks(self, answer: Any, given: Mark) -> list[Remark]:
        """Return what is said of each left side."""
        key = self.variant["key"]
        return [
            Remark(
                self.html(left["feedback"]),
                f"{number}) ",
                RIGHT if answer.get(left["id"]) == key[left["id"]] else WRONG,
            )
            for number, left in enumerate(self.lefts, start=1)
        ]

    def key(self) -> str:
        """Return the pairs."""
        ids = [right["id"] for right in self.rights]
        key = self.variant["key"]
        return " ".join(
            f"{number}{LETTERS[ids.index(key[left['id']])]}"
            for number, left in enumerate(self.lefts, start=1)
        )
