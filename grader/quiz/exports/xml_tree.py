"""XML files by ElementTree: everything that is text is escaped by it, so that no text can end an element."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from grader.quiz.exports.fragments import clean_text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


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
