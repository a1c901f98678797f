"""Makes a gradebook of a new file, and of one that an earlier version made."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from grader.classroom.gradebook_error import GradebookError
from grader.classroom.schema import APPLICATION_ID, SCHEMA, UPGRADES, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables in a new file, bring an earlier version's up to date, refuse anything else.

    Raises
    ------
    GradebookError
        The file is no gradebook, or one of another version.
    sqlite3.Error
        It cannot be read or written.
    """
    (identity,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if identity == 0 and connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        # Someone else may have made it meanwhile.
        (identity,) = connection.execute("PRAGMA application_id").fetchone()
        if identity == 0:
            for statement in _statements(SCHEMA):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
        (identity,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    if identity != APPLICATION_ID:
        raise GradebookError(path, "is a database of another program; name another file with --gradebook.")
    if version in UPGRADES:
        version = _upgrade(connection)
    if version != VERSION:
        raise GradebookError(
            path,
            f"was made by another version of the grader (tables {version}, not {VERSION}); use that one.",
        )
    # With FULL a committed result survives a power cut; with the usual NORMAL it might not.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _upgrade(connection: sqlite3.Connection) -> int:
    """Make a gradebook of an earlier version one of this, and return its version."""
    connection.execute("BEGIN IMMEDIATE")
    (version,) = connection.execute("PRAGMA user_version").fetchone()  # someone else may have done it
    while version in UPGRADES:
        for statement in _statements(UPGRADES[version]):
            connection.execute(statement)
        version += 1
    connection.execute(f"PRAGMA user_version = {version}")
    connection.execute("COMMIT")
    return int(version)


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script one by one; `executescript` would commit between them."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
