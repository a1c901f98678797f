"""The terminal as a dialogue sees it: lines and keys from standard input, text to one of the streams."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from grader.cli.output import Style, write_out

if TYPE_CHECKING:
    from grader.quiz.terminal.dialogue import Dialogue

_MOST = 4096


def open_dialogue(style: Style, *, to_stderr: bool = False) -> Dialogue:
    """Return a dialogue with whoever is at standard input.

    Parameters
    ----------
    style : Style
        Width, colours and characters.
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
        click.getchar if is_terminal and sys.stdout.isatty() else None,
        width=style.width,
        color=style.color,
        unicode=style.unicode,
        is_echoed=not is_terminal,
    )


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
