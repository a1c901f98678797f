"""Makes a Python file of a notebook: its code cells, without what only a notebook understands."""

from __future__ import annotations

import ast
import json
import re
import warnings
from typing import Any

from grader.classroom.intake_tray import MOST_BYTES, RefusedError

#: Cell magics whose body is ordinary code; the body of any other is in another language.
_PYTHON_CELLS = ("capture", "time", "prun", "python", "python3", "py")
_WRITES_PYTHON = re.compile(r"%%(?:writefile|file)\s+(?:-a\s+)?\S+\.py\s*")
_MAGIC_LINE = re.compile(r"(?P<indent>\s*)(?:[%!]|\?{1,2}\w|[\w.]+\?{1,2}\s*$).*")
_MAGIC_VALUE = re.compile(r"(?P<target>\s*[\w.,\[\]\s]+=)\s*(?:%\w|!).*")
_MOST_MAGIC = 1000
_MOST_MAGICS = 200
_BOM = b"\xef\xbb\xbf"


def source_of_notebook(content: bytes) -> bytes:
    """Return a notebook's code as a Python file.

    Magics and shell lines are dropped. An expression that stands by itself, which a notebook displays, cannot
    stop the file from being run.

    Parameters
    ----------
    content : bytes
        The `.ipynb` file.

    Raises
    ------
    RefusedError
        It is not a notebook.
    """
    try:
        notebook = json.loads(content.removeprefix(_BOM).decode("utf-8"))
        cells = [cell for cell in _cells_of(notebook) if cell["cell_type"] == "code"]
        texts = [_text_of(cell.get("source", cell.get("input", ""))) for cell in cells]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise RefusedError(
            "it is not a notebook that can be read; save it again, or hand in a .py file."
        ) from None
    parts = [
        f"# cell {number}\n{_plain(text)}\n" for number, text in enumerate(texts, start=1) if text.strip()
    ]
    # Half a character is possible in JSON, and in no file.
    source = "\n".join(parts).encode("utf-8", "replace")
    if len(source) > MOST_BYTES[".py"]:
        raise RefusedError(
            f"its code is larger than {MOST_BYTES['.py'] // 1024} KiB, which no submission needs."
        )
    return source


def _cells_of(notebook: Any) -> list[dict[str, Any]]:
    """Return the cells of a notebook, also of the formats before 4."""
    if "cells" in notebook:
        return list(notebook["cells"])
    return [cell for sheet in notebook["worksheets"] for cell in sheet["cells"]]


def _text_of(source: Any) -> str:
    text = source if isinstance(source, str) else "".join(source)
    return text.replace("\0", "")


def _plain(text: str) -> str:
    """Return a cell as Python."""
    # Not splitlines: what else it takes for the end of a line is none to Python.
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    if lines and lines[0].startswith("%%"):
        name = lines[0][2:].split(maxsplit=1)[:1]
        if not (name and name[0] in _PYTHON_CELLS) and not _WRITES_PYTHON.fullmatch(lines[0]):
            return ""
        lines[0] = ""
    tree = _parsed(lines)
    for _ in range(_MOST_MAGICS):
        if not isinstance(tree, int) or not 0 < tree <= len(lines):
            break
        # One at a time, where Python stumbles: a line that only looks like a magic may be part of a text.
        without = _without_magic(lines[tree - 1])
        if without == lines[tree - 1]:
            break
        lines[tree - 1] = without
        tree = _parsed(lines)
    # What is no Python even so is the learner's own mistake, and is judged as such.
    return _with_harmless_displays(lines, tree) if isinstance(tree, ast.Module) else "\n".join(lines)


def _parsed(lines: list[str]) -> ast.Module | int:
    """Return a cell's syntax tree, or the number of the line that Python does not understand."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse("\n".join(lines))
    except SyntaxError as error:
        return error.lineno or 0
    except (ValueError, RecursionError, MemoryError):
        return 0


def _without_magic(line: str) -> str:
    """Return a line with a magic or a shell command taken out, so that a block keeps a statement."""
    if len(line) > _MOST_MAGIC:
        return line
    if match := _MAGIC_LINE.fullmatch(line):
        return f"{match['indent']}pass"
    if match := _MAGIC_VALUE.fullmatch(line):
        return f"{match['target']} None"
    return line


def _with_harmless_displays(cell: list[str], tree: ast.Module) -> str:
    """Return the cell with every expression that stands by itself at the top level kept from raising."""
    lines = list(cell)
    for place in range(len(tree.body) - 1, -1, -1):
        node = tree.body[place]
        if not isinstance(node, ast.Expr) or isinstance(node.value, ast.Constant):
            continue
        assert node.end_lineno is not None
        first, last = node.lineno - 1, node.end_lineno
        neighbours = [tree.body[other] for other in (place - 1, place + 1) if 0 <= other < len(tree.body)]
        shares = any(other.lineno <= last and (other.end_lineno or 0) >= node.lineno for other in neighbours)
        if shares or node.col_offset:
            continue
        lines[first] = f"try: {lines[first]}"
        lines.insert(last, "except Exception: pass")
    return "\n".join(lines)
