"""Reads the file that a learner hands in, and says why where it cannot be read."""

from __future__ import annotations

import codecs
import os
import sys
from pathlib import Path

from grader.errors import UnreadableSubmissionError, near_names
from grader.wording import either, sentence

STDIN = "-"
MAX_BYTES = 256 * 1024


def read_submission(path: str) -> bytes:
    """Return the bytes of a submission, which are UTF-8 text without NUL.

    Parameters
    ----------
    path : str
        The file, or `-` for standard input.

    Raises
    ------
    UnreadableSubmissionError
        If there is no such file, or it cannot be a Python file.
    """
    return checked_source(_read_stdin() if path == STDIN else _read_file(Path(path)), path)


def checked_source(source: bytes, path: str) -> bytes:
    """Return the bytes of a submission if they are UTF-8 text without NUL and not too many.

    Raises
    ------
    UnreadableSubmissionError
        If they cannot be a Python file; `path` is what it says is unreadable.
    """
    if len(source) > MAX_BYTES:
        raise UnreadableSubmissionError(path, sentence("it is larger than {kib} KiB.", kib=MAX_BYTES // 1024))
    if source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        # What “>” makes in older PowerShells, and “Unicode” in the editor of Windows.
        raise UnreadableSubmissionError(path, sentence("it is UTF-16; save it as UTF-8."))
    if b"\0" in source:
        raise UnreadableSubmissionError(path, sentence("it holds a NUL byte, so it is not a text file."))
    try:
        source.decode("utf-8")
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        raise UnreadableSubmissionError(
            path, sentence("line {line} is not UTF-8; save it as UTF-8.", line=line)
        ) from None
    return source


def _read_stdin() -> bytes:
    """Read standard input, at most one byte more than a submission may have."""
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def _read_file(path: Path) -> bytes:
    """Read an ordinary file, at most one byte more than a submission may have."""
    if os.path.isdir(path):
        raise UnreadableSubmissionError(
            path, sentence("it is a folder.{hint}", hint=_did_you_mean(path, path))
        )
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableSubmissionError(
            path, sentence("there is no such file.{hint}", hint=_did_you_mean(path, path.parent))
        ) from None
    except PermissionError:
        raise UnreadableSubmissionError(path, sentence("you have no permission to read it.")) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableSubmissionError(path, f"{reason[:1].lower()}{reason[1:]}.") from None


def _did_you_mean(path: Path, folder: Path) -> str:
    """Return a hint at Python files in `folder` whose names are near."""
    try:
        files = sorted(file for file in folder.iterdir() if file.suffix == ".py" and file.is_file())
    except OSError:
        return ""
    by_name = {file.name: file for file in files}
    near = near_names(path.name, by_name) or (list(by_name)[:3] if folder == path else [])
    if not near:
        return ""
    return sentence(" Did you mean {names}?", names=either([str(by_name[name]) for name in near]))
