"""Reads files out of a folder or a zip that nobody trusts: what is not safe is refused by name."""

from __future__ import annotations

import os
import stat
import unicodedata
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from grader.errors import UsageError, near_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Folders that hold nothing a learner wrote for us; `.git` is looked at, but not into.
IGNORED_FOLDERS = frozenset(
    {
        "__pycache__",
        "__MACOSX",
        ".git",
        ".ipynb_checkpoints",
        "node_modules",
        "venv",
        ".venv",
        "site-packages",
    }
)
ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".rar", ".7z")
WANTED = (".py", ".ipynb")
METADATA = "submission_metadata.yml"
OTHER_ENCODING = "its name is in an encoding that the zip does not tell; unpack it and name the folder."

#: A notebook also holds its figures.
MOST_BYTES = {".py": 256 * 1024, ".ipynb": 16 * 1024 * 1024, ".yml": 256 * 1024 * 1024}
_MOST_MEMBERS = 250_000
_MOST_DEPTH = 30
_MOST_NAME = 1000
_UTF8_FLAG, _ENCRYPTED_FLAG = 0x800, 0x1


@dataclass(frozen=True)
class Found:
    """One file, or the reason why it is not taken.

    Attributes
    ----------
    path : str
        Relative, with slashes, in Unicode's composed form.
    refusal : str
        What is wrong with it and what to do; empty if nothing is.
    is_clone : bool
        It is no file but a folder that git knows.
    is_foreign : bool
        It is no submission by its suffix, such as a picture or a text.
    """

    path: str
    refusal: str = ""
    is_clone: bool = False
    is_foreign: bool = False


class RefusedError(Exception):
    """A file cannot be taken; the text says why and what to do."""


class Tray(Protocol):
    """Where submissions lie."""

    def found(self) -> Iterator[Found]:
        """Yield what may be a submission, and what is refused, in no certain order."""

    def read(self, path: str) -> bytes:
        """Return a file's bytes; RefusedError if it is not to be had."""

    def close(self) -> None:
        """Let go of what is open."""


def open_tray(path: Path) -> Tray:
    """Return the tray at a path, a folder or a zip.

    Raises
    ------
    UsageError
        There is nothing, or neither a folder nor a zip.
    """
    if path.is_dir():
        return FolderTray(path)
    if not path.exists():
        raise UsageError(
            f"There is no folder and no zip at {path}.{near_path(path, ('.zip',), has_folders=True)}"
        )
    if path.suffix.lower() in WANTED:
        raise UsageError(
            f"{path} is one file: `grader check EXERCISE FILE` takes one, `grader grade` a folder or a zip."
        )
    return ZipTray(path)


def wanted(name: str) -> bool:
    """Tell whether a file may be a submission, or says whose one is."""
    return name.lower().endswith(WANTED) or name == METADATA


def refusal_of_name(path: str) -> str:
    """Return what is wrong with a path's name, empty if nothing is."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return "its name is not UTF-8; rename it."
    if not path.isprintable():
        return "its name holds characters that cannot be shown; rename it."
    if len(path) > _MOST_NAME or path.count("/") > _MOST_DEPTH:
        return "its name is too long or too deep; move it further up."
    return ""


def is_plain(path: str) -> bool:
    """Tell whether a shown name is a path that leads to where it says: its folders may be learners'."""
    parts = path.split("/")
    return (
        not refusal_of_name(path)
        and "\\" not in path
        and not path.endswith("...")
        and path[1:2] != ":"
        and not {"", ".", ".."}.intersection(parts)
    )


def shown_name(path: str) -> str:
    """Return a name as it can be printed, whatever is in it."""
    safe = path.encode("utf-8", "backslashreplace").decode("utf-8")
    safe = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in safe)
    return safe if len(safe) <= 120 else f"{safe[:117]}..."


def _most_bytes(path: str) -> int:
    return MOST_BYTES.get(os.path.splitext(path)[1].lower(), MOST_BYTES[".py"])


def _too_large(path: str) -> str:
    return f"it is larger than {_most_bytes(path) // 1024} KiB, which no submission needs."


def _archive_refusal(name: str) -> str:
    return "it is an archive inside; unpack it first." if name.lower().endswith(ARCHIVES) else ""


class FolderTray:
    """A folder; links are not followed, and only ordinary files are opened."""

    def __init__(self, root: Path) -> None:
        self.root = root
        # From what was composed back to what the disk calls it, where that differs.
        self._on_disk: dict[str, str] = {}

    def found(self) -> Iterator[Found]:
        """Return what may be a submission, and what is refused."""
        return self._within("")

    def _within(self, folder: str) -> Iterator[Found]:
        """Yield what a folder holds, what is deeper where it is met: no list of learners is ever made."""
        try:
            entries = os.scandir(self.root / folder)
        except OSError as error:
            yield Found(folder or ".", f"it cannot be listed ({error.strerror}).")
            return
        with entries:
            for entry in entries:
                path = f"{folder}/{entry.name}" if folder else entry.name
                if entry.name == ".git":
                    yield Found(unicodedata.normalize("NFC", folder), is_clone=True)
                elif entry.is_dir(follow_symlinks=False):
                    if entry.name not in IGNORED_FOLDERS and path.count("/") < _MOST_DEPTH:
                        yield from self._within(path)
                elif entry.name[0] != ".":
                    yield from self._file(entry, path)

    def _file(self, entry: os.DirEntry[str], path: str) -> Iterator[Found]:
        if not wanted(entry.name):
            refusal = _archive_refusal(entry.name)
            if entry.is_symlink():
                refusal = "it is a link; put the file itself there." if entry.is_dir() else ""
            yield Found(unicodedata.normalize("NFC", path), refusal, is_foreign=not refusal)
            return
        refusal = refusal_of_name(path)
        if entry.is_symlink():
            refusal = "it is a link; put the file itself there."
        elif not entry.is_file(follow_symlinks=False):
            refusal = "it is no ordinary file."
        else:
            # What cannot be looked at says so when it is read.
            with suppress(OSError):
                if not refusal and entry.stat(follow_symlinks=False).st_size > _most_bytes(path):
                    refusal = _too_large(path)
        composed = path if refusal else unicodedata.normalize("NFC", path)
        if composed != path:
            if self._is_of_another_file(composed, path):
                yield Found(path, "another file has this name, its accents stored otherwise; rename one.")
                return
            self._on_disk[composed] = path
        yield Found(composed, refusal)

    def _is_of_another_file(self, composed: str, path: str) -> bool:
        """Tell whether a composed name is one that the disk tells apart from the name as it was found."""
        if composed in self._on_disk:
            return True
        try:
            # Some systems take both for the same name.
            return not os.path.samefile(self.root / composed, self.root / path)
        except OSError:
            return False

    def read(self, path: str) -> bytes:
        """Return a file's bytes."""
        most = _most_bytes(path)
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        try:
            descriptor = os.open(
                self.root / self._on_disk.get(path, path), flags | getattr(os, "O_BINARY", 0)
            )
            with os.fdopen(descriptor, "rb") as file:
                status = os.fstat(descriptor)
                if not stat.S_ISREG(status.st_mode):
                    raise RefusedError("it is no ordinary file.")
                # Room for the most that it may hold would leave a hole in memory behind every submission.
                content = file.read(min(status.st_size, most) + 1)
                if len(content) > status.st_size:  # it grows while it is read
                    content += file.read(most + 1 - len(content))
        except OSError as error:
            raise RefusedError(f"it cannot be read ({error.strerror}).") from None
        if len(content) > most:
            raise RefusedError(_too_large(path))
        return content

    def close(self) -> None:
        """Nothing is open."""


class ZipTray:
    """A zip, never unpacked to the disk: members are read one by one, and only as far as is wanted."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            reason = getattr(error, "strerror", None) or "it is not a zip, or a damaged one"
            if path.suffix.lower() in ARCHIVES[1:]:
                raise UsageError(
                    f"{path} is another archive than a zip; unpack it and name the folder."
                ) from None
            raise UsageError(f"{path} is not a folder and cannot be opened as a zip: {reason}.") from None
        members = self._zip.infolist()
        if len(members) > _MOST_MEMBERS:
            self._zip.close()
            raise UsageError(f"{path} holds {len(members)} files; unpack it and name the folder.")
        self._members: dict[str, zipfile.ZipInfo] = {}
        self._twice: set[str] = set()
        for member in members:
            name = _name_of(member)
            if name in self._members:
                self._twice.add(name)
            self._members[name] = member

    def found(self) -> Iterator[Found]:
        """Yield what may be a submission, and what is refused."""
        clones = set()
        for name, member in self._members.items():
            parts = name.split("/")
            if ".git" in parts[:-1]:
                clone = "/".join(parts[: parts.index(".git")])
                if clone not in clones:
                    clones.add(clone)
                    yield Found(clone, is_clone=True)
            if IGNORED_FOLDERS.intersection(parts[:-1]) or parts[-1].startswith(".") or member.is_dir():
                continue
            refusal = self._refusal(name, member)
            yield Found(name, refusal, is_foreign=not refusal and not wanted(parts[-1]))

    def _refusal(self, name: str, member: zipfile.ZipInfo) -> str:
        """Return why a member is not taken, empty if it is."""
        parts = name.split("/")
        if name.startswith("/") or name[1:2] == ":" or "\\" in name or "\0" in member.orig_filename:
            return "its name is a path of another machine; pack the folder itself."
        if ".." in parts or "." in parts:
            return "its name leads out of the zip; pack the folder itself."
        if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG):
            return "it is a link or no ordinary file; pack the file itself."
        if not wanted(parts[-1]):
            return _archive_refusal(parts[-1])
        if not member.flag_bits & _UTF8_FLAG and not member.filename.isascii() and name == member.filename:
            return OTHER_ENCODING
        if name in self._twice:
            return "the zip holds several files of this name; keep one."
        if member.flag_bits & _ENCRYPTED_FLAG:
            return "it is encrypted; unpack the zip and name the folder."
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            return "it is packed by an unusual method; unpack the zip and name the folder."
        if member.file_size > _most_bytes(name):
            return _too_large(name)
        return refusal_of_name(name)

    def read(self, path: str) -> bytes:
        """Return a member's bytes; never more of them are unpacked than a submission may have."""
        most = _most_bytes(path)
        try:
            with self._zip.open(self._members[path]) as file:
                content = file.read(most + 1)
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, zlib.error):
            raise RefusedError("the zip is damaged there; pack it again.") from None
        if len(content) > most:
            raise RefusedError(_too_large(path))
        return content

    def close(self) -> None:
        """Close the zip."""
        self._zip.close()


def _name_of(member: zipfile.ZipInfo) -> str:
    """Return a member's name in composed form; UTF-8 that the zip does not declare is recognised."""
    name = member.orig_filename
    if not member.flag_bits & _UTF8_FLAG and not name.isascii():
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return unicodedata.normalize("NFC", name)
