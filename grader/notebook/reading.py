"""Reads a notebook's file, and says why where it cannot be read."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from grader import submission
from grader.errors import UnreadableSubmissionError
from grader.notebook.cells import Cell, Gathered
from grader.notebook.gathering import gather
from grader.submission import read_submission
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

SUFFIX = ".ipynb"
#: Pictures in the outputs make notebooks large; none of that is code.
MAX_BYTES = 64 * 1024 * 1024
MOST_CODE = submission.MAX_BYTES


def is_notebook(path: str | os.PathLike[str]) -> bool:
    """Tell whether a path is a notebook's, by its name."""
    return os.fspath(path).lower().endswith(SUFFIX)


def read_gathered(path: str, names: Sequence[str]) -> tuple[bytes, Gathered]:
    """Return a submission's bytes, and the source that is judged: of a notebook what its functions need.

    Parameters
    ----------
    path : str
        A Python file, a notebook, or `-` for standard input.
    names : sequence of str
        The functions that the exercise asks for.

    Raises
    ------
    UnreadableSubmissionError
        There is no such file, or it is neither.
    """
    if not is_notebook(path):
        raw = read_submission(path)
        return raw, Gathered(raw.decode("utf-8"))
    raw = _read_large(path)
    gathered = gather_notebook(raw, path, names)
    if len(gathered.text) > MOST_CODE:
        raise UnreadableSubmissionError(
            path, sentence("its code is larger than {kib} KiB.", kib=MOST_CODE >> 10)
        )
    return raw, gathered


def _read_large(path: str) -> bytes:
    """Return the bytes of a notebook's file, which may be far larger than a Python file."""
    try:
        with open(path, "rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        return read_submission(path)  # which says what is wrong with the path
    if len(raw) > MAX_BYTES:
        raise UnreadableSubmissionError(
            path, sentence("it is larger than {mib} MiB; clear its outputs.", mib=MAX_BYTES >> 20)
        )
    return raw


def gather_notebook(raw: bytes, path: str, names: Sequence[str]) -> Gathered:
    """Return what makes some functions of a notebook.

    Parameters
    ----------
    raw : bytes
        The notebook's file.
    path : str
        Its path, for the sentence about a broken one.
    names : sequence of str
        The functions that the exercise asks for.

    Raises
    ------
    UnreadableSubmissionError
        The file is no notebook.
    """
    return gather(read_cells(raw, path), names)


def read_cells(raw: bytes, path: str) -> tuple[Cell, ...]:
    """Return a notebook's cells of code, in the order of the file; a cell's number counts all cells.

    Raises
    ------
    UnreadableSubmissionError
        The file is no notebook.
    """
    try:
        document = json.loads(raw)
    except UnicodeDecodeError:
        raise UnreadableSubmissionError(path, sentence("it is not UTF-8, so it is not a notebook.")) from None
    except json.JSONDecodeError as error:
        reason = (
            sentence("it is empty")
            if not raw.strip()
            else sentence("it is not JSON (line {line})", line=error.lineno)
        )
        raise UnreadableSubmissionError(
            path, sentence("{reason}, so it is not a notebook; save it again.", reason=reason)
        ) from None
    except RecursionError:
        raise UnreadableSubmissionError(path, sentence("it is nested too deeply to be a notebook.")) from None
    cells = document.get("cells") if isinstance(document, dict) else None
    if cells is None and isinstance(document, dict):
        cells = _cells_of_version_3(document)
    if not isinstance(cells, list):
        raise UnreadableSubmissionError(path, sentence("it has no list of cells, so it is not a notebook."))
    found = [
        Cell(sentence("cell {number}", number=number), _source(cell))
        for number, cell in enumerate(cells, 1)
        if isinstance(cell, dict) and cell.get("cell_type") == "code"
    ]
    return tuple(found)


def _cells_of_version_3(document: dict[str, Any]) -> list[Any] | None:
    """Return the cells of a notebook in the format before 2015, whose code stood under `input`."""
    sheets = document.get("worksheets")
    if not isinstance(sheets, list) or not all(isinstance(sheet, dict) for sheet in sheets):
        return None
    lists = [sheet.get("cells") for sheet in sheets]
    return [cell for cells in lists if isinstance(cells, list) for cell in cells]


def _source(cell: dict[str, Any]) -> str:
    """Return the text of a cell, which may be one text or a list of lines."""
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    return source if isinstance(source, str) else ""
