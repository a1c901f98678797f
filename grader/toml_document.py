"""One TOML file of a kit: its values by path, the line of each key, and the faults found in it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.errors import Fault, near_names

if TYPE_CHECKING:
    from collections.abc import Iterable

Key = str | int

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\"' -]+?)\s*\]\]?\s*(?:#.*)?")
_ASSIGNMENT = re.compile(r"\s*([\w-]+|\"[^\"]*\"|'[^']*')\s*=")
_LINE_OF_ERROR = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


def shown(path: Path) -> str:
    """Return the path as a person in the working folder would type it."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


class TomlDocument:
    """One TOML file and the faults found in it so far.

    A key is named by its path, such as `("functions", 0, "name")`. A missing file reads as an empty one
    without faults: whoever looks for the file says that it is missing.
    """

    def __init__(self, path: Path) -> None:
        self.shown = shown(path)
        self.faults: list[Fault] = []
        self.is_broken = True
        self._data: dict[str, Any] = {}
        self._lines: dict[tuple[Key, ...], int] = {}
        if not path.is_file():
            return
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            self.faults.append(Fault(self.shown, line, "not UTF-8; save the file as UTF-8"))
            return
        except OSError as error:
            self.faults.append(Fault(self.shown, 1, f"cannot be read: {error.strerror}"))
            return
        try:
            self._data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            self.faults.append(_syntax_fault(self.shown, text, error))
            return
        self._lines = _lines_of_keys(text)
        self.is_broken = False

    def line(self, *path: Key) -> int:
        """Return the line of a key, or of the nearest table that should have it; 1 if there is none."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def fault(self, message: str, *path: Key) -> None:
        """Add a fault at the key's line."""
        self.faults.append(Fault(self.shown, self.line(*path), message))

    def unknown(self, name: str, known: Iterable[str], *path: Key) -> None:
        """Add a fault about a name that is not known, with the nearest names."""
        known = list(known)
        near = near_names(name, known, limit=1)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known) or 'none'}"
        self.fault(f"unknown “{name}”; {hint}", *path)

    def only(self, *known: str, table: tuple[Key, ...] = ()) -> None:
        """Add a fault for each key of a table that is not among `known`."""
        values = self.value(*table)
        for name in values if isinstance(values, dict) else ():
            if name not in known:
                self.unknown(name, known, *table, name)

    def value(self, *path: Key) -> Any:
        """Return the value at a path, or None."""
        found: Any = self._data
        for key in path:
            if isinstance(found, dict):
                found = found.get(str(key))
            elif isinstance(found, list) and isinstance(key, int) and key < len(found):
                found = found[key]
            else:
                return None
        return found

    def text(self, *path: Key, required: bool = True) -> str:
        """Return a text that is not empty; "" and a fault if there is none."""
        value = self.value(*path)
        if value is None and not required:
            return ""
        if isinstance(value, str) and value.strip():
            return value
        self._wrong(value, "a text that is not empty", path)
        return ""

    def texts(self, *path: Key) -> tuple[str, ...]:
        """Return a list of texts with at least one; () and a fault if there is none."""
        value = self.value(*path)
        if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
            return tuple(value)
        self._wrong(value, "a list of texts with at least one", path)
        return ()

    def table(self, *path: Key, required: bool = True) -> dict[str, Any]:
        """Return a table; {} and a fault if there is none."""
        value = self.value(*path)
        if isinstance(value, dict):
            return value
        if value is not None or required:
            self._wrong(value, "a table", path)
        return {}

    def count_tables(self, name: str) -> int:
        """Return how many [[name]] tables there are; 0 and a fault if there are none."""
        value = self.value(name)
        if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            return len(value)
        self._wrong(value, f"one or more [[{name}]] tables", (name,))
        return 0

    def _wrong(self, value: object, wanted: str, path: tuple[Key, ...]) -> None:
        """Add a fault about a value that is missing or of the wrong type; none if nothing could be read."""
        if not self.is_broken:
            start = f"“{path[-1]}” is missing; add" if value is None else f"“{path[-1]}” has to be"
            self.fault(f"{start} {wanted}", *path)


def _syntax_fault(path: str, text: str, error: tomllib.TOMLDecodeError) -> Fault:
    """Turn what tomllib says into a fault with its line."""
    message = str(error)
    match = _LINE_OF_ERROR.search(message)
    line = int(match[1]) if match and match[1] else max(1, len(text.splitlines()))
    reason = _LINE_OF_ERROR.sub("", message).strip().rstrip(".")
    return Fault(path, line, f"not valid TOML: {reason[:1].lower()}{reason[1:]}")


def _lines_of_keys(text: str) -> dict[tuple[Key, ...], int]:
    """Find the line of each key and table; a scan that suffices for a document that is known to be valid."""
    lines: dict[tuple[Key, ...], int] = {}
    table: tuple[Key, ...] = ()
    counts: dict[str, int] = {}
    quotes = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if quotes:
            if line.count(quotes) % 2:
                quotes = ""
            continue
        if match := _HEADER.fullmatch(line):
            names = [name.strip(" \"'") for name in match[2].split(".")]
            table = tuple(names)
            if match[1] == "[[":
                table = (*table, counts.get(match[2], 0))
                counts[match[2]] = counts.get(match[2], 0) + 1
            lines.setdefault(table[:1], number)
            lines[table] = number
        elif match := _ASSIGNMENT.match(line):
            lines.setdefault((*table, match[1].strip("\"'")), number)
        quotes = next((mark for mark in ("'''", '"""') if line.count(mark) % 2), "")
    return lines
