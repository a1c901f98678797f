"""The terminal as a dialogue sees it: lines and keys from standard input, text to one of the streams."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from grader.cli.output import Style, write_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.quiz.terminal.dialogue import Dialogue

_MOST = 4096
_LONG = 3600.0


def open_dialogue(
    style: Style, read_key: Callable[[], str] | None = None, *, to_stderr: bool = False
) -> Dialogue:
    """Return a dialogue with whoever is at standard input.

    Parameters
    ----------
    style : Style
        Width, colours and characters.
    read_key : callable, optional
        Returns a single key.
    to_stderr : bool
        Standard output is wanted for something else.
    """
    from grader.quiz.terminal.dialogue import Dialogue

    is_terminal = sys.stdin is not None and sys.stdin.isatty()

    def write(text: str) -> None:
        if to_stderr:
            click.echo(text, nl=False, err=True, color=style.color)
            return
        write_out(text, color=style.color)
        sys.stdout.flush()

    return Dialogue(
        write,
        read_line,
        read_key,
        width=style.width,
        color=style.color,
        unicode=style.unicode,
        is_echoed=not is_terminal,
    )


@contextmanager
def open_dialogue_of_keys(style: Style, *, to_stderr: bool = False) -> Iterator[Dialogue]:
    """Give a dialogue in which a key needs no Enter where there is a terminal; else as `open_dialogue`.

    The terminal is in the mode of single keys all the time, so that what is typed ahead is not lost.
    """
    if sys.stdin is None or not sys.stdin.isatty():
        yield open_dialogue(style, to_stderr=to_stderr)
        return
    from grader.watching.inbox import Inbox

    waiting: list[str] = []
    with Inbox(has_enter=True) as inbox:

        def read_key() -> str:
            while not waiting:
                waiting.extend(inbox.wait(_LONG))
            return waiting.pop(0)

        yield open_dialogue(style, read_key, to_stderr=to_stderr)


def read_line() -> str:
    """Return a line of standard input, cut where it is absurdly long; empty where the input ends."""
    if sys.stdin is None:
        return ""
    # Read as bytes: what is piped in may be in any encoding, and one odd byte must not end the dialogue.
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:
        return sys.stdin.readline(_MOST)
    line: bytes = stream.readline(_MOST)
    rest = line
    while rest and not rest.endswith(b"\n") and len(rest) == _MOST:
        rest = stream.readline(_MOST)
    return line.decode(sys.stdin.encoding or "utf-8", "replace")
