"""Tells whose a file is: by Gradescope's metadata, by the clone it lies in, else by place and name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from grader.classroom.intake_names import Owner, owner_of, shared_prefix
from grader.classroom.intake_places import OF_EXERCISES, base_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from grader.classroom.intake_roster import Roster


class Owners:
    """Whose files are, once all of them have been listed.

    Parameters
    ----------
    database : sqlite3.Connection
        The intake's, with what was listed.
    roster : Roster or None
        Whoever is enrolled.
    prefix : str
        What names of cloned repositories begin with; if empty what they share.
    """

    def __init__(self, database: sqlite3.Connection, roster: Roster | None, prefix: str) -> None:
        self._database, self._roster = database, roster
        self._base = base_of(path for (path,) in database.execute("SELECT path FROM files ORDER BY path"))
        self._prefix = prefix or shared_prefix(
            path.rpartition("/")[2] for (path,) in database.execute("SELECT path FROM clones") if path
        )

    def of(self, path: str) -> Iterator[Owner]:
        """Yield whose a file is: of Gradescope's all who handed in together, else one."""
        *folders, file = path.split("/")
        for place in range(len(folders), 0, -1):
            known = self._database.execute(
                "SELECT name, sid, email, handed_in_at FROM gradescope WHERE folder = ?",
                ("/".join(folders[:place]),),
            ).fetchall()
            for name, sid, email, handed_in_at in known:
                identity = {column: value for column, value in (("SID", sid), ("Email", email)) if value}
                yield Owner(
                    sid or email or name,
                    file,
                    name,
                    identity,
                    handed_in_at=handed_in_at,
                    folders=tuple(folders[place:]),
                )
            if known:
                return
        clone = None
        for place in range(len(folders), 0, -1):
            above = "/".join(folders[:place])
            if self._database.execute("SELECT 1 FROM clones WHERE path = ?", (above,)).fetchone():
                clone = above
        within = path.removeprefix(f"{self._base}/") if self._base and clone is None else path
        owner = owner_of(within, clone, self._prefix)
        if owner is not None and owner.learner and owner.learner not in OF_EXERCISES:
            yield owner if clone is not None else self._below_group(owner)

    def _below_group(self, owner: Owner) -> Owner:
        """Return whose it is within a group's folder, if the roster has them and not the group."""
        if self._roster is None or owner.identity or self._roster.match(names_of(owner)):
            return owner
        for place, folder in enumerate(owner.folders, 1):
            if len(self._roster.match([("", folder)])) == 1:
                return replace(owner, learner=folder, folders=owner.folders[place:])
        flat = owner_of(owner.file)
        if flat is not None and len(self._roster.match(names_of(flat))) == 1:
            return replace(flat, folders=owner.folders)
        return owner


def names_of(owner: Owner) -> list[tuple[str, str]]:
    """Return all by which a roster may know an owner, the surest first."""
    return [*owner.identity.items(), ("", owner.learner), ("", owner.name)]
