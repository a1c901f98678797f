"""Notebooks as submissions: which statements are kept, what becomes of magics, and where things are."""

from __future__ import annotations

import ast
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.__main__ import main
from grader.errors import ExitCode, UnreadableSubmissionError
from grader.notebook.cells import Cell
from grader.notebook.gathering import gather
from grader.notebook.magics import without_magics
from grader.notebook.reading import read_cells, read_gathered

if TYPE_CHECKING:
    from pathlib import Path

    from grader.notebook.cells import Gathered

NAMES = ("compute_gradient", "update")
GRADIENT = "def compute_gradient(x, y, w, b):\n    e = w * x + b - y\n    return np.mean(e * x), np.mean(e)\n"
SEQUENTIAL = """\
%%time
def update(x, y, w, b, alpha):
    w = w - alpha * compute_gradient(x, y, w, b)[0]
    b = b - alpha * compute_gradient(x, y, w, b)[1]
    return w, b

w = b = 0
for step in range(10**12):
    w, b = update(data.x, data.y, w, b, 0.1)
plt.plot(w)
"""


def gathered(*sources: str, names: tuple[str, ...] = NAMES) -> Gathered:
    """Return what is gathered from cells of these sources."""
    return gather([Cell(f"cell {number}", source) for number, source in enumerate(sources, 1)], names)


def kept(*sources: str, names: tuple[str, ...] = ("f",)) -> list[str]:
    """Return the lines that are kept of these cells."""
    return [line for line in gathered(*sources, names=names).text.split("\n") if line.strip()]


def notebook(*cells: tuple[str, str]) -> bytes:
    """Return a notebook of cells, each with its kind and its text."""
    listed = [
        {"cell_type": kind, "id": str(number), "metadata": {}, "source": text.splitlines(keepends=True)}
        | ({"outputs": [], "execution_count": None} if kind == "code" else {})
        for number, (kind, text) in enumerate(cells)
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": listed}).encode()


# --- magics --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("%matplotlib inline", "pass"),
        ("!ls -l", "pass"),
        ("?print", "pass"),
        ("print?", "pass"),
        ("np.mean??  # how", "pass"),
        ("files = !ls", "files = None"),
        ("a, b = %timeit -o f()", "a, b = None"),
        ("    %time f()", "    pass"),
        ("x = 7 % 3", "x = 7 % 3"),
        ("x != 3", "x != 3"),
        ("# is this right?", "# is this right?"),
        ("s = 'why?'", "s = 'why?'"),
    ],
)
def test_magic_line(line: str, expected: str) -> None:
    """A line that is IPython's becomes Python; Python stays as it is."""
    assert f"{expected}\n" == without_magics(line)


@pytest.mark.parametrize(
    "cell",
    [
        "x = (7\n     % 3)\n",
        'text = """\n!ls\nwhat?\n%time\n"""\n',
        "y = 1 + \\\n    2\n",
        "z = [  # why?\n    'it\\'s',\n]\n",
    ],
)
def test_no_magic_inside_a_statement(cell: str) -> None:
    """Inside brackets, strings and continued lines nothing is taken for a magic."""
    assert cell == without_magics(cell)


def test_continued_magic() -> None:
    """A shell command over several lines is gone as a whole."""
    assert "pass\n\nx = 1\n" == without_magics("!ls \\\n   -l\nx = 1\n")


def test_cell_magics() -> None:
    """Under %%time stands Python; under %%bash stands none; lines keep their numbers."""
    assert "\nx = 1\n" == without_magics("%%time\nx = 1\n")
    assert "" == without_magics("%%bash\nrm -rf x\n").strip()
    assert 2 == without_magics("%%bash\nrm -rf x\n").count("\n")


# --- what is kept --------------------------------------------------------------------------------------


def test_training_and_plots_are_left_out() -> None:
    """Heavy work at the top level is not kept, though it uses names that the functions use inside."""
    found = gathered("import numpy as np\nimport seaborn\ndata = seaborn.load()\n", GRADIENT, SEQUENTIAL)

    assert "range(10**12)" not in found.text
    assert "plt.plot" not in found.text
    assert "seaborn" not in found.text
    assert "import numpy as np" in found.text
    ast.parse(found.text)


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (["RATE = 3\nOTHER = 4\ndef f():\n    return RATE\n"], ["RATE = 3", "def f():", "    return RATE"]),
        (["def f():\n    w = 1\n    return w\n", "w = load()\n"], ["def f():", "    w = 1", "    return w"]),
        (["f = lambda: g()\ng = abs\nh = 1\n"], ["f = lambda: g()", "g = abs"]),
        (["p = {}\np['a'] = 1\nq['a'] = 2\ndef f():\n    return p\n"],
         ["p = {}", "p['a'] = 1", "def f():", "    return p"]),
        (["v = []\nv.append(1)\nf = len(v)\n"], ["v = []", "v.append(1)", "f = len(v)"]),
        (["n = 1\nn += 1\nf = n\n"], ["n = 1", "n += 1", "f = n"]),
        (["try:\n    import q\nexcept ImportError:\n    q = None\nf = q\n"],
         ["try:", "    import q", "except ImportError:", "    q = None", "f = q"]),
        (["@wraps\ndef f():\n    pass\ndef wraps(g):\n    return g\n"], ["@wraps", "def f():", "    pass"]),
        (["from m import *\nfrom n import a\nf = lambda: other\n"], ["from m import *", "f = lambda: other"]),
        (["class A:\n    def g(self):\n        return K\nK = 1\nf = A\n"],
         ["class A:", "    def g(self):", "        return K", "K = 1", "f = A"]),
    ],
)  # fmt: skip
def test_what_a_function_needs_is_kept(sources: list[str], expected: list[str]) -> None:
    """Kept are the names that a function reads when it is made or called, and what changes them before."""
    assert expected == kept(*sources)


def test_last_definition_counts() -> None:
    """Of several definitions only the last is kept, unless an earlier one is still used by its old name."""
    assert ["def f(): return 2"] == kept("def f(): return 1\n", "def f(): return 2\n")
    assert ["def f(): return 1", "old = f", "def f(): return old() + 1"] == kept(
        "def f(): return 1\nold = f\n", "def f(): return old() + 1\n"
    )


def test_future_import_comes_first() -> None:
    """A future import of any cell is moved to the line before all cells."""
    found = gathered("x = 1\n", "from __future__ import annotations\ndef f(a: Later): pass\n", names=("f",))

    assert "from __future__ import annotations" == found.text.splitlines()[0]
    assert 1 == found.text.count("__future__")
    ast.parse(found.text)


def test_broken_cell() -> None:
    """A cell that is not Python is left out, unless it was to define what is wanted."""
    assert [] == kept("this is broken\n")
    assert ["def f(:", "  pass"] == kept("def f(:\n  pass\n")


def test_line_ends() -> None:
    """Windows' line ends count as Python counts them, and a form feed or line separator ends no line."""
    assert ["s = '\u2028\x0c'", "f = 1", "f += s"] == kept("s = '\u2028\x0c'\r\nx = 0\r\nf = 1\rf += s")


def test_await_at_the_top_level() -> None:
    """A cell that awaits, as notebooks allow, does not take its definitions with it."""
    assert ["def f():", "    return 1"] == kept("await load()\ndef f():\n    return 1\nx = await f()\n")


def test_places() -> None:
    """A line of the gathered source is found again in its cell."""
    found = gathered("import numpy as np\n", GRADIENT, SEQUENTIAL)
    line = found.text.splitlines().index("    w = w - alpha * compute_gradient(x, y, w, b)[0]") + 1

    assert "cell 3, lines 3 and 4" == found.place([line, line + 1])
    assert "cell 1, line 1; cell 3, line 3" == found.place([2, line])
    assert "" == found.place([1])


PIECES = st.sampled_from(
    [
        "def f(a):\n    return g(a)\n", "g = 1\n", "%time x\n", "!ls \\\n", "x?\n", '"""\n!no\n', "(", ")\n",
        "\\\n", "class f:\n    y = g\n", "from m import *\n", "f.a = 1\n", "%%bash\n", "g += f\n", "# ?\n",
        "\x00", "\r", "é = 'ü\n", "\x0c", "\u2028",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(PIECES | st.text(max_size=8), max_size=5).map("".join), max_size=4))
def test_any_cells(sources: list[str]) -> None:
    """Whatever the cells hold, something is gathered, and every line keeps its text and its place."""
    found = gathered(*sources, names=("f", "g"))
    lines = found.text.split("\n")

    for number, source in enumerate(sources):
        for offset, line in enumerate(without_magics(source).split("\n")[:-1]):
            assert lines[found.starts[number] - 1 + offset] in ("", line)
            assert f"cell {number + 1}, line {offset + 1}" == found.place([found.starts[number] + offset])


# --- files ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "it is empty, so it is not a notebook; save it again."),
        (b'{\n"cells": [', "it is not JSON (line 2), so it is not a notebook; save it again."),
        (b"[1]", "it has no list of cells, so it is not a notebook."),
        (b'{"a": 1}', "it has no list of cells, so it is not a notebook."),
        (b'{"cells": 3}', "it has no list of cells, so it is not a notebook."),
        (b"[" * 100_000, "it is nested too deeply to be a notebook."),
    ],
)
def test_broken_notebook(raw: bytes, reason: str) -> None:
    """A broken notebook gets one sentence."""
    with pytest.raises(UnreadableSubmissionError) as caught:
        read_cells(raw, "a.ipynb")

    assert f"a.ipynb cannot be read: {reason}" == str(caught.value)


def test_odd_notebooks() -> None:
    """Cells of other kinds and shapes are passed over; the format before 2015 is read as well."""
    odd = {"cells": [3, {"cell_type": "code"}, {"cell_type": "code", "source": ["a\n", 1, "b"]}, {}]}
    old = {"worksheets": [{"cells": [{"cell_type": "code", "input": "x = 1"}]}]}

    assert [("cell 2", ""), ("cell 3", "a\nb")] == [
        (cell.label, cell.source) for cell in read_cells(json.dumps(odd).encode(), "-")
    ]
    assert ["x = 1"] == [cell.source for cell in read_cells(json.dumps(old).encode(), "-")]


def test_half_a_character(tmp_path: Path) -> None:
    """Half a character, which JSON can hold, reaches the judge as a question mark."""
    path = tmp_path / "a.ipynb"
    path.write_bytes(notebook(("code", "def f():\n    return '\ud800'\n")))

    assert b"return '?'" in read_gathered(str(path), ["f"])[1].source


def test_check_of_a_notebook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`grader check` judges a notebook, and names cell and line."""
    path = tmp_path / "mine.ipynb"
    path.write_bytes(
        notebook(
            ("markdown", "# My solution"),
            (
                "code",
                "%load_ext grader\nimport numpy as np\nimport pandas as pd\ndata = pd.read_csv('x.csv')\n",
            ),
            ("code", GRADIENT),
            ("code", SEQUENTIAL),
            ("code", "this cell is broken"),
        )
    )

    assert ExitCode.NOT_ALL_POINTS == main(["check", "ex03", str(path), "--seed", "1"])
    out = capsys.readouterr().out
    assert "sequential-update: not a simultaneous update (cell 4, lines 3 and 4)" in out
    assert "4 of 10 points" in out


def test_error_in_a_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is raised is placed in its cell, also where the cell is not Python."""
    path = tmp_path / "mine.ipynb"
    path.write_bytes(
        notebook(("markdown", "x"), ("code", "\ndef update(x, y, w, b, alpha):\n    return 1/0\n"))
    )
    main(["check", "ex03", str(path), "--seed", "1", "-v"])
    raised = capsys.readouterr().out
    path.write_bytes(notebook(("code", "x = 1\ndef update(:\n    pass\n")))
    main(["check", "ex03", str(path), "--seed", "1"])
    broken = capsys.readouterr().out

    assert "update raised ZeroDivisionError in cell 2, line 3: division by zero" in raised
    assert "The code raised SyntaxError in cell 1, line 2: invalid syntax" in broken
