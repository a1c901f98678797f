"""Where the course's pages are: a folder that `grader quiz build` made, or an address on the web."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote, urlsplit

from grader.errors import UsageError


class Site:
    """The course's pages as a class report links to them.

    Parameters
    ----------
    place : str
        A folder, an address that begins with http:// or https://, or nothing.
    seen_from : Path
        The folder that the report will stand in.

    Raises
    ------
    UsageError
        There are no pages in the folder, or the address is none.
    """

    def __init__(self, place: str, seen_from: Path) -> None:
        self.address = ""
        self._folder: Path | None = None
        self._start: str | None = None
        if not place:
            return
        if place.lower().startswith(("http:", "https:")):
            self.address = self._start = _address(place)
            return
        self._folder = Path(place)
        if not (self._folder / "index.html").is_file():
            raise UsageError(
                f"--site {place} is neither a folder of pages nor an address: `grader quiz build -o {place}` "
                "makes them, or give an address that begins with https://."
            )
        try:
            way = os.path.relpath(self._folder.resolve(), seen_from.resolve())
        except ValueError:
            # On another drive there is no way from here to there.
            self.address = self._start = f"{self._folder.resolve().as_uri()}/"
        else:
            self._start = "" if way == "." else quote(way.replace(os.sep, "/")) + "/"

    def lesson(self, concept: str) -> str:
        """Return the link to a concept's lesson; empty if there is none."""
        return self._link("concepts", concept)

    def quiz(self, concept: str) -> str:
        """Return the link to a concept's quiz; empty if there is none."""
        return self._link("quiz", concept)

    def mistake(self, misconception: str) -> str:
        """Return the link to the page about a mistake; empty if there is none."""
        return self._link("misconceptions", misconception)

    def _link(self, kind: str, name: str) -> str:
        if self._start is None or not name:
            return ""
        page = f"{kind}/{name}.html"
        if self._folder is not None and not (self._folder / page).is_file():
            return ""
        return f"{self._start}{quote(page)}"


def _address(place: str) -> str:
    """Return an address with a last slash, in characters that may stand in a link."""
    try:
        parts = urlsplit(place)
        is_whole = bool(parts.hostname) and not (parts.query or parts.fragment or parts.username)
    except ValueError:
        is_whole = False
    if not is_whole:
        raise UsageError(f"--site {place} is no address of pages, such as https://example.edu/course/.")
    return quote(place.rstrip("/"), safe=":/[]%~@!$,;=") + "/"
