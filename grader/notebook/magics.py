"""Takes out of a cell what is IPython's and not Python: magics, shell commands, questions."""

from __future__ import annotations

import re

# Cell magics whose body is Python that runs in the notebook's own namespace.
PYTHON_BODIES = frozenset({"capture", "check", "prun", "time", "timeit"})

# As Python counts them; str.splitlines also ends lines at signs that may stand in a string.
_LINE_END = re.compile(r"\r\n|\r|\n")
_CELL_MAGIC = re.compile(r"%%(\w+)")
_ESCAPE = re.compile(r"(\s*)(?:[%!]|\?|[,;/](?=\w))")
_ASSIGNED = re.compile(r"(\s*)([^\W\d][\w.,\s]*?)\s*=\s*[%!](?!=)")
_QUESTION = re.compile(r"(\s*)[%\w.*]+\?{1,2}\s*(?:#.*)?$")
_OPENING, _CLOSING = "([{", ")]}"


def without_magics(cell: str) -> str:
    """Return a cell as Python with as many lines: what is not Python becomes `pass`, or nothing.

    Parameters
    ----------
    cell : str
        As it was typed. A cell under a magic for another language becomes empty lines.
    """
    lines = _LINE_END.split(cell)
    if not lines[-1]:
        lines.pop()
    first = next((place for place, line in enumerate(lines) if line.strip()), 0)
    magic = _CELL_MAGIC.match(lines[first]) if lines else None
    if magic:
        if magic[1] not in PYTHON_BODIES:
            return "\n" * len(lines)
        lines[first] = ""
    scanner = _Scanner()
    done, is_magic_continued = [], False
    for line in lines:
        if is_magic_continued:
            done.append("")
            is_magic_continued = line.rstrip().endswith("\\")
            continue
        kept = _as_python(line) if scanner.is_at_statement else line
        is_magic_continued = kept is not line and line.rstrip().endswith("\\")
        done.append(kept)
        scanner.read(kept)
    return "".join(f"{line}\n" for line in done)


def _as_python(line: str) -> str:
    """Return a line that begins a statement; the same object if it is Python."""
    if found := _ESCAPE.match(line):
        return f"{found[1]}pass"
    if found := _ASSIGNED.match(line):
        return f"{found[1]}{found[2]} = None"
    if found := _QUESTION.match(line):
        return f"{found[1]}pass"
    return line


class _Scanner:
    """Reads line after line and knows whether the next one begins a statement."""

    def __init__(self) -> None:
        self._quote = ""
        self._depth = 0
        self._is_continued = False

    @property
    def is_at_statement(self) -> bool:
        """Whether no string, bracket or continued line is open."""
        return not (self._quote or self._depth or self._is_continued)

    def read(self, line: str) -> None:
        """Read one line."""
        place = 0
        while place < len(line):
            rest = line[place:]
            if self._quote:
                place += self._in_string(rest)
            elif rest[0] == "#":
                break
            elif found := re.match(r"'''|\"\"\"|'|\"", rest):
                self._quote = found[0]
                place += len(found[0])
            else:
                self._depth += (rest[0] in _OPENING) - (rest[0] in _CLOSING)
                place += 1
        if len(self._quote) == 1 and not line.endswith("\\"):
            self._quote = ""  # such a string ends with its line, or is a mistake of the learner's
        self._depth = max(self._depth, 0)
        self._is_continued = not self._quote and line.endswith("\\")

    def _in_string(self, rest: str) -> int:
        """Return how many characters of an open string were read."""
        if rest[0] == "\\":
            return 2
        if rest.startswith(self._quote):
            read = len(self._quote)
            self._quote = ""
            return read
        return 1
