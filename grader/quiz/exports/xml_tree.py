"""XML files by ElementTree: everything that is text is escaped by it, so that no text can end an element."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from grader.quiz.exports.fragments import clean_text, paragraph, parse

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

#: Elements that hold what a person reads.
_READ = frozenset(
    [
        *("p", "pre", "ul", "ol", "table", "blockquote", "hr", "math"),
        *(f"h{level}" for level in range(1, 7)),
        *("simpleChoice", "simpleAssociableChoice", "modalFeedback"),
    ]
)
_MATHML = "http://www.w3.org/1998/Math/MathML"


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """Add an element with a text, and attributes; a trailing underscore of a name is Python's."""
    named = {name.rstrip("_"): clean_text(value) for name, value in attributes.items()}
    element = ElementTree.SubElement(parent, tag, named)
    element.text = clean_text(text) if text else None
    return element


def document(root: Element) -> str:
    """Return a whole file, indented outside of everything that a person reads."""
    _indent(root, 1)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def child(element: Element, depth: int) -> str:
    """Return an element as it stands in a file, so deep within others."""
    _indent(element, depth + 1)
    return "\n" + " " * depth + ElementTree.tostring(element, encoding="unicode")


def _indent(element: Element, depth: int) -> None:
    """Put each child on a line of its own, unless blanks there would be seen."""
    if not len(element) or element.tag in _READ:
        return
    element.text = "\n" + " " * depth
    for place, child in enumerate(element):
        _indent(child, depth + 1)
        child.tail = "\n" + " " * (depth if place < len(element) - 1 else depth - 1)


def put_html(parent: Element, html: str) -> None:
    """Put HTML into an element, its mathematics in the namespace of MathML."""
    if not html:
        return
    block = parent.tag in ("itemBody", "rubricBlock")
    source = parse(paragraph(html) if block else html)
    if source.text and source.text.strip():
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + source.text
        else:
            parent.text = (parent.text or "") + source.text
    for child in list(source):
        parent.append(in_namespaces(child))


def in_namespaces(element: Element) -> Element:
    """Say of all mathematics in an element that it is MathML; return the element."""
    for part in element.iter():
        if part.tag == "math":
            part.set("xmlns", _MATHML)
    return element
