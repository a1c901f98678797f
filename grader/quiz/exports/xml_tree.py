"""XML files by ElementTree: everything that is text is escaped by it, so that no text can end an element."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from grader.quiz.exports.fragments import clean_text, paragraph, parse

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MATHML = "http://www.w3.org/1998/Math/MathML"


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """Add an element with a text, and attributes; a trailing underscore of a name is Python's."""
    named = {name.rstrip("_"): clean_text(value) for name, value in attributes.items()}
    element = ElementTree.SubElement(parent, tag, named)
    element.text = clean_text(text) if text else None
    return element


def document(root: Element) -> str:
    """Return a whole file, indented where no text is in the way."""
    ElementTree.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


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
