"""HTML of an item or a card as text for a terminal: paragraphs, lists, tables, code; MathML in one line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from grader.quiz.terminal.maths import formula

if TYPE_CHECKING:
    from collections.abc import Mapping

_BLOCKS = {"p", "ul", "ol", "pre", "table", "blockquote", "div", "h1", "h2", "h3", "h4", "hr"}
_EMPTY = {"br", "hr", "mspace"}

_GOES_ON = re.compile(r"(?:[=≈≤≥]|:=).{2}")


@dataclass
class Element:
    """An element, or with the tag "" a text."""

    tag: str
    text: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)


@dataclass(frozen=True)
class Block:
    """A paragraph, or lines that are not to be wrapped.

    Attributes
    ----------
    text : str
        With line ends only if it is code.
    label : str
        What stands before it, such as a bullet.
    is_code : bool
        Its lines stay as they are.
    """

    text: str
    label: str = ""
    is_code: bool = False


def blocks(html: str, blanks: Mapping[str, str] | None = None) -> list[Block]:
    """Return finished HTML as blocks of text.

    Parameters
    ----------
    html : str
        Without holes.
    blanks : mapping of str to str, optional
        What stands in the place of each gap, by its id.
    """
    return _blocks(parsed(html), blanks or {})


def line(html: str, blanks: Mapping[str, str] | None = None) -> str:
    """Return finished HTML as one line; code in it keeps no line ends."""
    return " ".join(_tidy(block.text) for block in blocks(html, blanks))


def parsed(html: str) -> Element:
    """Return the tree of a piece of our own HTML."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.root


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("div")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, attributes={name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _EMPTY:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in (element.tag for element in self._open[1:]):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(Element("", data))


def _blocks(element: Element, blanks: Mapping[str, str]) -> list[Block]:
    found: list[Block] = []
    inline: list[Element] = []

    def end_paragraph() -> None:
        text = _tidy("".join(_inline(child, blanks) for child in inline))
        inline.clear()
        if text:
            found.append(Block(text))

    for child in element.children:
        if child.tag not in _BLOCKS:
            inline.append(child)
            continue
        end_paragraph()
        if child.tag == "pre":
            found.append(Block(_raw(child, blanks).strip("\n"), is_code=True))
        elif child.tag in ("ul", "ol"):
            found += _items(child, blanks)
        elif child.tag == "table":
            found.append(Block(_table(child, blanks), is_code=True))
        else:
            found += _blocks(child, blanks)
    end_paragraph()
    return found


def _items(element: Element, blanks: Mapping[str, str]) -> list[Block]:
    found = []
    entries = [child for child in element.children if child.tag == "li"]
    for number, entry in enumerate(entries, start=1):
        label = f"{number}. " if element.tag == "ol" else "• "
        for block in _blocks(entry, blanks):
            found.append(Block(block.text, label + block.label, block.is_code))
            label = " " * len(label)
    return found


def _table(element: Element, blanks: Mapping[str, str]) -> str:
    """Return a table as lines with two blanks between the columns."""
    rows = [
        [_tidy(_inline(cell, blanks)) for cell in row.children if cell.tag in ("td", "th")]
        for row in _all(element, "tr")
    ]
    widths = [max((len(row[place]) for row in rows if place < len(row)), default=0) for place in range(99)]
    return "\n".join(
        "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False)).rstrip()
        for row in rows
    )


def _all(element: Element, tag: str) -> list[Element]:
    own = [element] if element.tag == tag else []
    return own + [found for child in element.children for found in _all(child, tag)]


def _inline(element: Element, blanks: Mapping[str, str]) -> str:
    if element.tag == "":
        return element.text
    if element.tag == "math":
        text = formula(element)
        # A long formula is several, each of which goes on with a relation.
        return f" {text}" if _GOES_ON.match(text) else text
    if element.tag == "br":
        return " "
    if "data-blank" in element.attributes:
        return blanks.get(element.attributes["data-blank"], "____")
    text = "".join(_inline(child, blanks) for child in element.children)
    if element.tag in ("em", "strong"):
        return f"*{text}*"
    return text


def _raw(element: Element, blanks: Mapping[str, str]) -> str:
    """Return the text of code."""
    if "data-blank" in element.attributes:
        return blanks.get(element.attributes["data-blank"], "____")
    return element.text + "".join(_raw(child, blanks) for child in element.children)


def _tidy(text: str) -> str:
    """Return a text with single blanks; a blank that must not break stays one."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")
