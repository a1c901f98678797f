"""Lines of text for a terminal: wrapped to a width, in the characters and colours that it can show."""

from __future__ import annotations

import textwrap

from grader.feedback.characters import harmless, to_ascii

MIN_WIDTH = 40
STYLES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "bold red": "1;31"}


class Page:
    """Lines of text, wrapped to a width; colours are put on after the wrapping."""

    def __init__(self, width: int, *, color: bool, unicode: bool) -> None:
        self.width = width
        self._color = color
        self._unicode = unicode
        self._lines: list[str] = []

    def plain(self, text: str) -> str:
        """Return the text in the characters that may be shown."""
        text = harmless(text).expandtabs(4)
        return text if self._unicode else to_ascii(text)

    def styled(self, text: str, style: str) -> str:
        """Return the text in a style, if there are colours."""
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if self._color and style and text else text

    def blank(self) -> None:
        """Add an empty line, but never two."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def line(self, line: str) -> None:
        """Add a line as it is."""
        self._lines.append(line.rstrip())

    def wrapped(self, text: str, *, indent: int, label: str = "", style: str = "") -> None:
        """Add a text, its own line ends kept; what follows the label hangs below it."""
        for line in self.fitted(text, indent=indent + len(label)):
            start = " " * indent + self.styled(label, style) if label else " " * indent
            self.line(start + (line if label else self.styled(line, style)))
            indent, label = indent + len(label), ""

    def fitted(self, text: str, *, indent: int, reserve: int = 0) -> list[str]:
        """Return the lines of a text that fit behind an indentation."""
        room = max(10, self.width - indent - reserve)
        lines = []
        for line in self.plain(text).splitlines() or [""]:
            hang = " " * (len(line) - len(line.lstrip()))
            lines += textwrap.wrap(
                line, room, subsequent_indent=hang[: room // 2], break_on_hyphens=False
            ) or [""]
        return lines

    def text(self) -> str:
        """Return the page."""
        return "\n".join(self._lines).rstrip("\n") + "\n"
