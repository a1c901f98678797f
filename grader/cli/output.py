"""Where a report goes: the terminal, a file that is whole or not there, or GitHub's job summary."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.errors import UsageError
from grader.languages import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from grader.results import Report

MAX_WIDTH = 100
SAMPLE = "αθ∂Σ−·←₀²“”…"


@dataclass(frozen=True)
class Style:
    """How a report is written for people.

    Attributes
    ----------
    width : int
        Columns.
    color, unicode, verbose : bool
        With colours, with characters beyond ASCII, with all details.
    has_pages : bool
        The kit has pages that explain mistakes.
    """

    width: int = 80
    color: bool = False
    unicode: bool = True
    verbose: bool = False
    has_pages: bool = False

    @classmethod
    def chosen(cls, *, no_color: bool, verbose: bool, to_file: bool) -> Style:
        """Return the style that fits where the report goes."""
        if to_file:
            return cls(verbose=verbose)
        import shutil

        return cls(
            width=min(MAX_WIDTH, shutil.get_terminal_size((80, 24)).columns),
            color=_wants_color(no_color),
            unicode=can_show(SAMPLE),
            verbose=verbose,
        )


def _wants_color(no_color: bool) -> bool:
    """Tell whether standard output gets colours."""
    if no_color or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def can_show(text: str) -> bool:
    """Tell whether standard output's encoding has these characters."""
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def render(report: Report, format_: str, style: Style) -> str:
    """Return the report in one of the formats."""
    if format_ == "json":
        from grader.feedback.as_json import to_json

        return to_json(report, ascii_only=not style.unicode)
    if format_ == "junit":
        from grader.feedback.junit import to_junit

        return to_junit(report)
    if format_ == "github":
        from grader.feedback.github import to_commands

        return to_commands(report)
    from grader.feedback.terminal import render as to_terminal

    return to_terminal(
        report,
        width=style.width,
        color=style.color,
        verbose=style.verbose,
        unicode=style.unicode,
        has_pages=style.has_pages,
    )


def write_out(text: str, *, color: bool, may_page: bool = False) -> None:
    """Write to standard output; a reader that stops reading early is no fault.

    Parameters
    ----------
    text : str
        With its newlines.
    color : bool
        The text has colours, and they are wanted.
    may_page : bool
        Where a person is at both ends and the text is longer than the screen, show it by pages.
    """
    if may_page and _is_too_long(text):
        # What fits is shown and left on the screen; the line at the bottom says how to get out.
        os.environ.setdefault("LESS", "-FRX-Psspace goes on, q ends$")
        click.echo_via_pager(text, color=color)
        return
    try:
        click.echo(text, nl=False, color=color)
    except UnicodeEncodeError:
        # An encoding that has our signs but not the learner's: show what it can.
        encoding = sys.stdout.encoding or "ascii"
        click.echo(text.encode(encoding, "replace").decode(encoding), nl=False, color=color)
    except OSError as error:
        # What is still buffered goes nowhere, else the interpreter complains when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise _not_written("standard output", error) from error


def yes_or_no() -> str:
    """Return what may be answered to a question, as it stands behind it."""
    return say("[y/N]")


def is_yes(answer: str) -> bool:
    """Tell whether an answer is a yes, in the language that is spoken or in English; all else is a no."""
    return answer.strip().lower() in ("y", "yes", *say("y yes").split())


def write_json(values: Mapping[str, Any]) -> None:
    """Write values for a program: JSON, in ASCII where standard output's encoding lacks our signs."""
    import json

    ascii_only = not can_show(SAMPLE)
    write_out(json.dumps(values, indent=2, ensure_ascii=ascii_only, allow_nan=False) + "\n", color=False)


def warn(sentence: str) -> None:
    """Write a sentence that changes no outcome to standard error; nothing if there is none."""
    if sentence:
        click.echo(f"grader: {sentence}", err=True)


def _is_too_long(text: str) -> bool:
    """Tell whether a person sees only the end of a text, and can turn pages."""
    import shutil

    is_someone_there = sys.stdout.isatty() and sys.stdin is not None and sys.stdin.isatty()
    return is_someone_there and text.count("\n") >= shutil.get_terminal_size((80, 24)).lines


def write_whole(path: Path, content: str | bytes | Iterable[str | bytes], what: str = "report") -> None:
    """Write a file so that it is whole or not changed at all.

    Parameters
    ----------
    path : Path
        The file, or a device or pipe.
    content : str, bytes, or iterable of them
        What is written; of an iterable piece by piece, as it comes.
    what : str
        What it is, for the sentence about a file that cannot be written.
    """
    from grader.whole_files import replace_whole

    # A device or a pipe, such as /dev/stdout, cannot be replaced by a new file; nor should a link be.
    pieces = _encoded([content] if isinstance(content, str | bytes) else content)
    if os.path.exists(path) and not os.path.isfile(path):
        _write_in_place(path, pieces, what)
        return
    target = Path(os.path.realpath(path))
    try:
        replace_whole(target, pieces, mode=_mode(target), is_durable=True)
    except OSError as error:
        raise _not_written(path, error, what) from error


def _encoded(pieces: Iterable[str | bytes]) -> Iterator[bytes]:
    """Yield pieces of a file as bytes; half a character, which a learner may print, is written in ASCII."""
    for piece in pieces:
        yield piece.encode("utf-8", "backslashreplace") if isinstance(piece, str) else piece


def _write_in_place(path: Path, pieces: Iterator[bytes], what: str) -> None:
    """Write to a device or a pipe."""
    try:
        with open(path, "wb") as file:
            file.writelines(pieces)
    except OSError as error:
        raise _not_written(path, error, what) from error


def _not_written(path: Path | str, error: OSError, what: str = "report") -> UsageError:
    """Return the one sentence about something that could not be written."""
    reason = error.strerror or str(error)
    return UsageError(f"The {what} was not written to {path}: {reason[:1].lower()}{reason[1:]}.")


def _mode(target: Path) -> int:
    """Return the permissions that the file has, or that a new file would get."""
    from grader.whole_files import usual_mode

    return target.stat().st_mode & 0o777 if os.path.exists(target) else usual_mode()


def append_step_summary(report: Report) -> None:
    """Append the report to GitHub's job summary, where there is one; that this fails changes no verdict."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    from grader.feedback.github import to_summary

    try:
        with open(path, "a", encoding="utf-8", newline="\n") as file:
            file.write(to_summary(report))
    except OSError as error:
        click.echo(f"grader: The job summary was not written: {error.strerror}.", err=True)
