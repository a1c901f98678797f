"""The pages of a kit in this user's own folder, built when someone asks for one."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from typing import TYPE_CHECKING

from grader.errors import UsageError, near_names
from grader.maths.cache import cache_folder
from grader.maths.misconceptions import CATALOGUE
from grader.quiz.course import concept_paths, lab_names, read_course
from grader.quiz.site import Options, build_site
from grader.wording import either, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from grader.kit import Kit

#: What names the page with all cards.
CARDS = "cards"
#: So many mistakes, the last ones met, stand in an address.
MOST_MET = 12


def built_page(kit: Kit, name: str | None, language: str) -> Path:
    """Return the path of a page, built with all others.

    Parameters
    ----------
    kit : Kit
        With concepts.
    name : str or None
        A misconception, a concept, a lab or `cards`; the index if None.
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
    _make(folder)
    build_site(read_course(kit), folder, Options(language=language))
    return folder / path


def _make(folder: Path) -> None:
    """Make the folder of the pages, or say what to do where that is not allowed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            sentence(
                "The pages cannot be written to {folder}: {reason}. Name another folder in GRADER_CACHE.",
                folder=folder,
                reason=(error.strerror or str(error)).lower(),
            )
        ) from None


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
    if key == CARDS:
        return f"{CARDS}/all.html"
    near = near_names(key, [*CATALOGUE, *concepts, *lab_names(kit), CARDS])
    if near:
        hint = sentence("Did you mean {names}?", names=either(near))
    else:
        hint = sentence("“grader quiz list” shows the concepts.")
    raise UsageError(sentence("There is no page about “{name}”. {hint}", name=name, hint=hint))


def open_in_browser(address: str) -> bool:
    """Open a page in the user's browser; False if there is none."""
    import webbrowser

    try:
        return webbrowser.open(address)
    except (webbrowser.Error, OSError):
        return False


def with_met(address: str, met: Mapping[str, str]) -> str:
    """Return a page's address with the mistakes that were met, whose cards the pages then show first.

    Parameters
    ----------
    address : str
        Of any of our pages, without a fragment.
    met : mapping of str to str
        When each misconception was last met, as UTC in ISO 8601.
    """
    known = [name for name in met if name in CATALOGUE]
    recent = sorted(known, key=lambda name: met[name], reverse=True)[:MOST_MET]
    named = ",".join(f"{name}.{_seconds(met[name])}" for name in recent)
    return f"{address}#first={named}" if named else address


def _seconds(time: str) -> int:
    try:
        return int(datetime.fromisoformat(time).timestamp())
    except ValueError:
        return 0
