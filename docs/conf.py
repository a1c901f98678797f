"""How Sphinx builds the documentation: `sphinx-build -W docs build/docs`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

DOCS = Path(__file__).resolve().parent
sys.path[:0] = [str(DOCS), str(DOCS.parent)]

from building.mathml import add_mathml  # noqa: E402 - the folders have to be known first
from building.pages import filled  # noqa: E402

from grader import __version__  # noqa: E402

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "grader"
author = "The grader authors"
project_copyright = "The grader authors, MIT licence"
release = version = __version__
language = "en"

extensions = ["myst_parser"]
exclude_patterns = ["building"]
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 4
smartquotes = False  # it would make a dash of the two hyphens before an option
highlight_language = "text"
# A block may be a part of a file, and JSON may have comments; then it is shown without colours.
suppress_warnings = ["misc.highlighting_failure"]

html_theme = "furo"
html_title = f"grader {__version__}"
html_math_renderer = "mathml"
html_copy_source = False
html_show_sourcelink = False
html_show_search_summary = False  # it is read from the pages, which a browser forbids to pages from the disk
html_static_path: list[str] = []


def setup(app: Sphinx) -> dict[str, Any]:
    """Have pages filled in when they are read, and formulas written as MathML."""
    app.connect("source-read", _fill)
    app.connect("html-page-context", _help_without_a_mouse, priority=900)  # after the theme
    add_mathml(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _fill(app: Sphinx, name: str, source: list[str]) -> None:
    source[0] = filled(source[0])


def _help_without_a_mouse(
    app: Sphinx, name: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    """Let a wide block be scrolled by keyboard, and say of which level the navigation's headings are."""
    context["body"] = context.get("body", "").replace("<pre>", '<pre tabindex="0">')
    if tree := context.get("furo_navigation_tree"):
        context["furo_navigation_tree"] = tree.replace('role="heading"', 'role="heading" aria-level="2"')
