"""Pieces of HTML on their way into other formats: cleaned, escaped, as plain text, as XML."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from xml.etree.ElementTree import Element

#: What XML 1.0 has no place for; a program's output may hold it.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GAP = re.compile(r'<span data-blank="([a-z0-9-]+)"></span>')
_MATHS = re.compile(r"\\\(|\\\[")
_BLOCKS = frozenset(["p", "pre", "ul", "ol", "table", "blockquote", "hr", *(f"h{n}" for n in range(1, 7))])
_INLINE = frozenset({"em", "strong", "code", "span", "br", "a"})
_KEPT = frozenset({"data-blank", "href", "start", "colspan", "rowspan"})


def clean_text(text: str) -> str:
    """Return a text with nothing in it that XML has no place for."""
    return _NOT_XML.sub("\ufffd", text)


def parse(html: str) -> Element:
    """Return a piece of HTML as the children of a `div`."""
    return ElementTree.fromstring(f"<div>{clean_text(html)}</div>")


def inner_xml(element: Element) -> str:
    """Return what stands inside an element, as XML that is HTML as well: no empty element is cut short."""
    text = ElementTree.tostring(element, encoding="unicode", short_empty_elements=False)
    inner = text[text.index(">") + 1 : text.rindex("<")]
    return re.sub(r"<(br|hr|img)\b([^<>]*)></\1>", r"<\1\2 />", inner)


def cleaned(html: str, pages: str = "") -> tuple[str, int]:
    """Return a text without classes, its links as addresses of the built pages or as their words alone.

    Parameters
    ----------
    html : str
        As `grader.quiz.markup` makes it.
    pages : str
        Where the pages are on the web, with a slash at the end; empty if nowhere.

    Returns
    -------
    html : str
        Well formed as XML.
    lost : int
        How many links became their words.
    """
    if "<" not in html:
        return html, 0
    root = parse(html)
    lost = 0
    for element in root.iter():
        if element.tag == "a":
            lost += _settle_link(element, pages)
        kept = {
            name: value
            for name, value in element.attrib.items()
            if name in _KEPT or element.tag.startswith("m")
        }
        element.attrib.clear()
        element.attrib.update(kept)
    # A span that says nothing more; those of links go with it.
    return re.sub(r"<span>((?:(?!</?span).)*)</span>", r"\1", inner_xml(root), flags=re.DOTALL), lost


def _settle_link(link: Element, pages: str) -> int:
    """Give a link its address on the web, or make it a span; tell whether it is lost."""
    target = link.attrib.pop("href", "").removeprefix("../")
    if pages and target:
        link.attrib["href"] = pages + target
        return 0
    link.tag = "span"
    return 1


def with_namespace(html: str) -> str:
    """Return a text whose mathematics says that it is MathML, for readers that go by that."""
    return re.sub(r"<math(?=[ >])", '<math xmlns="http://www.w3.org/1998/Math/MathML"', html)


def is_plain(html: str) -> bool:
    """Tell whether a text says the same without its markup: no mathematics, no blocks."""
    if _MATHS.search(html):
        return False
    return all(element.tag in _INLINE for element in parse(html).iter() if element.tag != "div")


def plain(html: str) -> str:
    """Return a text without markup, in one line."""
    return " ".join("".join(parse(html).itertext()).split())


def is_block(html: str) -> bool:
    """Tell whether a text is made of paragraphs or other blocks."""
    root = parse(html)
    return any(child.tag in _BLOCKS for child in root)


def paragraph(html: str) -> str:
    """Return a text as a block: in a paragraph, unless it is one already."""
    return html if not html or is_block(html) else f"<p>{html}</p>"


def with_gaps(html: str, fill: Callable[[str], str]) -> str:
    """Return a stem in which each gap is what a function makes of its id."""
    return _GAP.sub(lambda match: fill(match[1]), html)


def code_block(lines: Sequence[str]) -> str:
    """Return lines of code, each of them HTML, as a block."""
    return f"<pre><code>{chr(10).join(lines)}</code></pre>"


def numbered_code(lines: Sequence[str]) -> str:
    """Return lines of code with their numbers in front."""
    width = len(str(len(lines)))
    return code_block([f"{number:>{width}}  {line}" for number, line in enumerate(lines, start=1)])


def bullets(rows: Sequence[str], tag: str = "ul") -> str:
    """Return texts as a list."""
    return f"<{tag}>{''.join(f'<li>{row}</li>' for row in rows)}</{tag}>" if rows else ""


def lettered(rows: Sequence[str]) -> str:
    """Return texts as a list with letters that stand in the text, so that nothing renumbers them."""
    return bullets([f"<strong>{letter(place)}</strong>: {row}" for place, row in enumerate(rows)])


def letter(place: int) -> str:
    """Return A for 0, B for 1, and so on; after Z comes AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def text_html(text: str) -> str:
    """Return a plain text as HTML."""
    return escape(clean_text(text), quote=False)
