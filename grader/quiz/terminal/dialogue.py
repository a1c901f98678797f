"""Talks with a learner: pages of text one way, typed lines the other, until there is no more to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.feedback.page import MIN_WIDTH, Page
from grader.quiz.terminal.maths import NO_BREAK

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from grader.quiz.terminal.plain import Block


class LeftError(Exception):
    """The learner has left.

    Attributes
    ----------
    how : str
        `quit` by a word, `end-of-input` (Ctrl-D), or `interrupted` (Ctrl-C).
    """

    def __init__(self, how: str) -> None:
        self.how = how
        super().__init__(how)


class Dialogue:
    """What is written and read.

    Parameters
    ----------
    write : callable
        Takes text with its newlines.
    read_line : callable
        Returns a line with its newline; empty where the input ends.
    read_key : callable, optional
        Returns a single key; where there is none, the first letter of a line is taken.
    width : int
        Columns; at least 40 are used.
    color, unicode : bool
        With colours, with characters beyond ASCII.
    is_echoed : bool
        What is read is written too: where no terminal shows it.
    """

    def __init__(
        self,
        write: Callable[[str], None],
        read_line: Callable[[], str],
        read_key: Callable[[], str] | None = None,
        *,
        width: int = 80,
        color: bool = False,
        unicode: bool = True,
        is_echoed: bool = False,
    ) -> None:
        self._write, self._read_line, self._read_key = write, read_line, read_key
        self._width = max(width, MIN_WIDTH)
        self._color, self._unicode, self._is_echoed = color, unicode, is_echoed

    def page(self) -> Page:
        """Return an empty page, to be filled and shown."""
        return Page(self._width, color=self._color, unicode=self._unicode)

    def show(self, page: Page) -> None:
        """Write a page."""
        self._write(page.text().replace(NO_BREAK, " "))

    def say(self, text: str, *, style: str = "") -> None:
        """Write a sentence."""
        page = self.page()
        page.wrapped(text, indent=0, style=style)
        self.show(page)

    def ask(self, prompt: str) -> str:
        """Return the line that is typed; raises LeftError."""
        page = self.page()
        shown = f"{page.plain(prompt)}: "
        if len(shown) > self._width // 2:
            self.say(prompt)
            shown = "> "
        self._write(shown)
        typed = self._heard(self._read_line)
        line = typed.removesuffix("\n").removesuffix("\r")
        if self._is_echoed:
            self._write(page.plain(line) + "\n")
        return line.strip()

    def press(self, prompt: str) -> str:
        """Return the key that is pressed, in lower case, with "" for Enter and space; raises LeftError."""
        self._write(self.page().plain(prompt) + " ")
        if self._read_key is None:
            line = self._heard(self._read_line).strip()
            if self._is_echoed:
                self._write(self.page().plain(line))
            self._write("\n" if self._is_echoed else "")
            return line[:1].lower()
        key = self._heard(self._read_key)
        if key in ("\x03", "\x04"):
            raise LeftError("interrupted" if key == "\x03" else "end-of-input")
        self._write("\n")
        return "" if key in ("\r", "\n", " ") else key[:1].lower()

    def _heard(self, read: Callable[[], str]) -> str:
        try:
            typed = read()
        except KeyboardInterrupt:
            self._write("\n")
            raise LeftError("interrupted") from None
        except EOFError:
            typed = ""
        if not typed:
            self._write("\n")
            raise LeftError("end-of-input")
        return typed


def put(page: Page, blocks: Sequence[Block], *, indent: int, label: str = "") -> None:
    """Write blocks on a page, the label before the first one and the others below it.

    Parameters
    ----------
    page : Page
        Where they go.
    blocks : sequence of Block
        Paragraphs and code.
    indent : int
        Columns.
    label : str
        May be empty.
    """
    hanging = " " * len(label)
    for place, block in enumerate(blocks):
        before = (hanging if place else label) + page.plain(block.label)
        if not block.text and not before.strip():
            page.blank()
            continue
        if block.is_code:
            _put_code(page, block.text, indent, before)
        else:
            page.wrapped(block.text, indent=indent, label=before)


def _put_code(page: Page, code: str, indent: int, label: str) -> None:
    """Write lines of code; what is too long goes on further in, so that it is not taken for a new line."""
    for line in page.plain(code).split("\n"):
        own = len(line) - len(line.lstrip())
        first, *rest = page.fitted(line, indent=indent + len(label))
        page.line(" " * indent + label + first)
        label = " " * len(label)
        for part in page.fitted(
            " ".join(part.strip() for part in rest), indent=indent + len(label) + own + 4
        ):
            if part:
                page.line(" " * (indent + len(label) + own + 4) + part)
