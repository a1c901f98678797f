"""Sentences that remember what they were made of, so that they can be said in another language later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Sentence(str):
    """A text in English, with the pattern and the values that it was made of.

    It is an ordinary text wherever one is expected; whoever shows it to a person may ask
    `grader.languages.spoken` for it in that person's language. Text that was put together of it by other
    means than `sentence` is English and stays so.

    Attributes
    ----------
    pattern : str
        The English pattern, with named places in braces: the key of every language's catalogue.
    arguments : mapping of str to object
        What stands in the places; sentences among them are said in the other language as well.
    is_one : bool
        The pattern was chosen for exactly one of what is counted by the argument `count`.
    """

    pattern: str
    arguments: Mapping[str, Any]
    is_one: bool

    def __new__(
        cls, text: str, pattern: str = "", arguments: Mapping[str, Any] | None = None, *, is_one: bool = False
    ) -> Sentence:
        """Return the text; without a pattern it is its own."""
        made = super().__new__(cls, text)
        made.pattern = pattern or text
        made.arguments = arguments or {}
        made.is_one = is_one
        return made


def sentence(pattern: str, /, **arguments: Any) -> Sentence:
    """Return a pattern filled with values, as a text that can be translated.

    Parameters
    ----------
    pattern : str
        English, with named places such as `{name}`; a literal, for a test looks for it in the catalogues.
    **arguments
        What stands in the places.
    """
    return Sentence(pattern.format_map(arguments), pattern, arguments)


def counted(one: str, other: str, /, count: float, **arguments: Any) -> Sentence:
    """Return one of two patterns, as English has it for one and for any other number.

    Parameters
    ----------
    one, other : str
        The patterns; catalogues know both by `other`, and have as many forms as their language needs.
    count : float
        What is counted; stands in the place `{count}`, if there is one.
    **arguments
        What stands in the other places.
    """
    arguments = {"count": count, **arguments}
    chosen = one if count == 1 else other
    return Sentence(chosen.format_map(arguments), other, arguments, is_one=count == 1)


def listed(parts: Sequence[str]) -> str:
    """Return parts as a person lists them: a, b and c."""
    if len(parts) < 2:
        return parts[0] if parts else ""
    return sentence("{others} and {last}", others=joined(", ", parts[:-1]), last=parts[-1])


def joined(separator: str, parts: Sequence[str]) -> str:
    """Return parts put together, each of which keeps what it was made of."""
    if not any(isinstance(part, Sentence) for part in parts):
        return separator.join(parts)
    places = {f"part{number}": part for number, part in enumerate(parts)}
    pattern = separator.replace("{", "{{").replace("}", "}}").join(f"{{{name}}}" for name in places)
    return Sentence(separator.join(parts), pattern, places)


def lines_in_words(numbers: Sequence[int]) -> Sentence:
    """Return line numbers in words: line 3; lines 3 and 5."""
    lines = listed([str(number) for number in numbers])
    return counted("line {lines}", "lines {lines}", len(numbers), lines=lines)


def either(parts: Sequence[str]) -> str:
    """Return parts as a choice: a or b or c."""
    if len(parts) < 2:
        return parts[0] if parts else ""
    return sentence("{first} or {others}", first=parts[0], others=either(parts[1:]))
