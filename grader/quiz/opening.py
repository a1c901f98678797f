"""The pages of a kit in this user's own folder, built when someone asks for one."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from grader.errors import UsageError, near_names
from grader.maths.cache import cache_folder
from grader.maths.misconceptions import CATALOGUE
from grader.quiz.course import concept_paths, lab_names, read_course
from grader.quiz.site import Options, build_site

if TYPE_CHECKING:
    from pathlib import Path

    from grader.kit import Kit


def built_page(kit: Kit, name: str | None, language: str) -> Path:
    """Return the path of a page, built with all others.

    Parameters
    ----------
    kit : Kit
        With concepts.
    name : str or None
        A misconception, a concept or a lab; the index if None.
    language : str
        Of the words around the concepts.

    Raises
    ------
    UsageError
        There is no such page.
    KitError
        The concepts have faults.
    """
    path = page_of(kit, name)
    folder = pages_folder(kit, language)
    build_site(read_course(kit), folder, Options(language=language))
    return folder / path


def pages_folder(kit: Kit, language: str) -> Path:
    """Return the folder of a kit's pages: always the same one, so that a browser finds its progress again."""
    place = hashlib.sha256(str(kit.root.resolve()).encode()).hexdigest()[:12]
    return cache_folder() / "pages" / f"{place}-{language}"


def page_of(kit: Kit, name: str | None) -> str:
    """Return the path of the page about something, below the folder of all pages."""
    if name is None:
        return "index.html"
    key = re.sub(r"[\s_]+", "-", name.strip().lower())
    concepts = [path.stem for path in concept_paths(kit)]
    for folder, names in (("misconceptions", CATALOGUE), ("concepts", concepts), ("labs", lab_names(kit))):
        if key in names:
            return f"{folder}/{key}.html"
    near = near_names(key, [*CATALOGUE, *concepts, *lab_names(kit)])
    hint = f"Did you mean {' or '.join(near)}?" if near else "“grader quiz list” shows the concepts."
    raise UsageError(f"There is no page about “{name}”. {hint}")


def open_in_browser(page: Path) -> bool:
    """Open a page in the user's browser; False if there is none."""
    import webbrowser

    try:
        return webbrowser.open(page.resolve().as_uri())
    except (webbrowser.Error, OSError):
        return False
