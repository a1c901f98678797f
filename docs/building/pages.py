"""Fills in what pages do not hold themselves, and leads links to where things are in what is built.

A page says `<!-- generated: NAME -->` where something is filled in, so that on a forge it is whole without.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"

#: The order of the navigation. A page that is missing is left out, a new one is put at the end.
NAVIGATION = {
    "For learners": [
        "learner",
        "exercises",
        "misconceptions",
        "terminal-quiz",
        "progress",
        "languages",
        "api",
    ],
    "For instructors": [
        "instructor",
        "grading",
        "gradebook",
        "class-report",
        "exports",
        "pages",
        "quiz-export",
        "report",
        "isolation",
        "scale",
        "comparison",
    ],
    "For authors": ["author", "quiz-format"],
    "Reference": ["commands", "architecture", "contributing", "benchmarks", "changelog"],
}

#: Files of the repository that have a page of their own here.
ELSEWHERE = {
    "README.md": "index.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "benchmarks/README.md": "benchmarks.md",
}

_MARK = re.compile(r"^<!-- generated: ([\w-]+) -->$", re.MULTILINE)
_FENCE = re.compile(r"^(```+).*?^\1$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\(([^)#:\s]*)(#[^)\s]*)?\)")
_PICTURE = re.compile(
    r'<picture>\s*<source [^>]*srcset="(?P<dark>[^"]+)">\s*'
    r'<img src="(?P<light>[^"]+)" alt="(?P<words>[^"]+)">\s*</picture>'
)
_SECTION = re.compile(r"^## Architecture\n(.*?)(?=^## )", re.DOTALL | re.MULTILINE)


def filled(text: str) -> str:
    """Return a page with everything that it asks for filled in, and its links led on."""
    text = _PICTURE.sub(_for_both_looks, led(text, DOCS))
    return _MARK.sub(lambda match: TEXTS[match[1]](), text)


def _for_both_looks(picture: re.Match[str]) -> str:
    """Return a picture as one for light and one for dark, between which the page's own switch chooses."""
    return "\n\n".join(
        f"```{{image}} {path}\n:class: only-{look}\n:alt: {picture['words']}\n```"
        for look, path in (("light", picture["light"]), ("dark", picture["dark"]))
    )


def led(text: str, folder: Path) -> str:
    """Return a text of some folder as it is in docs, its links led to the pages that there are here."""
    return _outside_of_blocks(text, lambda part: _LINK.sub(lambda link: _led(link, folder), part))


def _outside_of_blocks(text: str, change: Callable[[str], str]) -> str:
    """Return the text with everything changed but its code blocks."""
    parts, place = [], 0
    for block in _FENCE.finditer(text):
        parts += [change(text[place : block.start()]), block[0]]
        place = block.end()
    return "".join([*parts, change(text[place:])])


def _led(link: re.Match[str], folder: Path) -> str:
    """Return one link as it is in docs."""
    words, target, anchor = link[1], link[2], link[3] or ""
    if not target:
        return link[0]
    path = Path(os.path.normpath(folder / target))
    place = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else target
    if place == "CONTRIBUTING.md" and anchor == "#architecture":
        return f"[{words}](architecture.md)"
    if place == "CONTRIBUTING.md" and anchor in _anchors_of_the_architecture():
        return f"[{words}](architecture.md{anchor})"
    if place in ELSEWHERE:
        return f"[{words}]({ELSEWHERE[place]}{anchor})"
    if path.parent == DOCS and path.suffix == ".md":
        return f"[{words}]({path.name}{anchor})"
    # A file that the built pages do not have.
    return words if words.startswith("`") else f"{words} (`{place}`)"


def _anchors_of_the_architecture() -> set[str]:
    """Return the anchors of those headings of CONTRIBUTING that are on the page of the architecture."""
    section = _SECTION.search((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    headings = re.findall("^### (.+)$", section[1] if section else "", re.MULTILINE)
    return {"#" + re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _repository_page(name: str) -> Callable[[], str]:
    """Return a function that returns a page of the repository without its title."""

    def page() -> str:
        text = (ROOT / name).read_text(encoding="utf-8")
        return led(text.partition("\n")[2].strip("\n"), (ROOT / name).parent)

    return page


def contributing() -> str:
    """Return CONTRIBUTING without its title and the architecture, which is a page of its own."""
    link = "## Architecture\n\nHow the engine works: [Architecture](architecture.md).\n\n"
    return _SECTION.sub(link, _repository_page("CONTRIBUTING.md")())


def architecture() -> str:
    """Return CONTRIBUTING's section on the architecture, its headings one level higher."""
    section = _SECTION.search(_repository_page("CONTRIBUTING.md")())
    assert section is not None, "CONTRIBUTING has no section “Architecture” before another one"
    return _outside_of_blocks(section[1], lambda part: re.sub("^##", "#", part, flags=re.MULTILINE)).strip()


def navigation() -> str:
    """Return the tables of contents, with every page in one of them."""
    there = {path.stem for path in DOCS.glob("*.md")} - {"index"}
    listed = {name for names in NAVIGATION.values() for name in names}
    groups = {**NAVIGATION, "Further": sorted(there - listed)}
    return "\n\n".join(
        "\n".join(["```{toctree}", f":caption: {caption}", ":hidden:", "", *names, "```"])
        for caption, wanted in groups.items()
        if (names := [name for name in wanted if name in there])
    )


def _commands() -> str:
    from building.commands import reference

    return reference()


def _exercises() -> str:
    from building.kit_pages import exercises

    return exercises()


def _misconceptions() -> str:
    from building.kit_pages import misconceptions

    return misconceptions()


#: What may be filled in; what loads the kit is imported when it is asked for.
TEXTS: dict[str, Callable[[], str]] = {
    "architecture": architecture,
    "benchmarks": _repository_page("benchmarks/README.md"),
    "changelog": _repository_page("CHANGELOG.md"),
    "commands": _commands,
    "contributing": contributing,
    "exercises": _exercises,
    "misconceptions": _misconceptions,
    "navigation": navigation,
}
