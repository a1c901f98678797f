"""The notebook magics, in a real IPython shell and in a real kernel, each in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("IPython")

ROOT = Path(__file__).resolve().parent.parent

SETUP = """\
import json, sys
from traitlets.config import Config
from IPython.core.interactiveshell import InteractiveShell

config = Config()
config.HistoryManager.enabled = False
shell = InteractiveShell.instance(config=config)
seen = []

def run(cell):
    return shell.run_cell(cell, store_history=True)

def result_of(cell):
    shell.user_ns.pop("_result", None)
    run(cell)
    found = shell.user_ns.get("_")
    seen.append({
        "text": str(found), "html": found._repr_html_() if hasattr(found, "_repr_html_") else "",
        "places": [d.place for d in getattr(found, "diagnoses", ())],
        "outcome": getattr(found, "outcome", ""),
    })

run("%load_ext grader")
run("import numpy as np\\ndef mean_product(e, x):\\n    return np.mean(e * x)")
run("data = open('missing').read()")
run("def compute_gradient(x, y, w, b):\\n    e = w * x + b - y\\n    return mean_product(e, x), np.mean(e)")
"""

CELLS = '''\
result_of("""%%check ex03 --seed 1
def update(x, y, w, b, alpha):
    w = w - alpha * compute_gradient(x, y, w, b)[0]
    b = b - alpha * compute_gradient(x, y, w, b)[1]
    return w, b
""")
result_of("%check ex03 -v --seed 1")
run("first = update")
run("""def update(x, y, w, b, alpha):
    dw, db = compute_gradient(x, y, w, b)
    return w - alpha * dw, b - alpha * db
""")
run("import grader")
result_of("grader.check('ex03', update, compute_gradient, seed=1)")
result_of("grader.check('ex03', first, compute_gradient, seed=1)")
run("update = lambda x, y, w, b, alpha: (w, b)")
result_of("grader.check('ex03', update, compute_gradient, seed=1)")
print("RESULT", json.dumps(seen))
run("%%check ex03 --sead 1\\nx = 1")
run("%%check ex03 --language de\\ndef update(x, y:\\n    return x")
run("%check 'ex03")
run("%check ex03 --seed -5")
run("%check ex99")
run("grader.check('ex99')")
'''


def run_script(script: str) -> subprocess.CompletedProcess[str]:
    """Run a script in a fresh Python beside the kit."""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert 0 == done.returncode, done.stderr
    return done


@pytest.fixture(scope="module")
def session() -> subprocess.CompletedProcess[str]:
    """Return what a session in a shell wrote."""
    return run_script(SETUP + CELLS)


@pytest.fixture(scope="module")
def reports(session: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """Return the reports of that session."""
    line = next(line for line in session.stdout.splitlines() if line.startswith("RESULT "))
    found: list[dict[str, Any]] = json.loads(line.removeprefix("RESULT "))
    return found


def test_cell_magic(reports: list[dict[str, Any]]) -> None:
    """%%check judges the cell with what it needs of earlier ones, not with cells that failed to load data."""
    assert "4 of 10 points" in reports[0]["text"]
    assert ["this cell, lines 3 and 4"] == reports[0]["places"]
    assert "<strong>sequential-update</strong>" in reports[0]["html"]
    assert "isolated" in reports[0]["html"]


def test_line_magic(reports: list[dict[str, Any]]) -> None:
    """%check judges what has been run so far; -v shows all details."""
    assert ["cell [5], lines 3 and 4"] == reports[1]["places"]
    assert "seed 1; grader" in reports[1]["text"]
    assert "seed 1; grader" in reports[1]["html"]


def test_functions_of_cells(reports: list[dict[str, Any]]) -> None:
    """The function that is passed is the one that is judged, also if its name was given to another later."""
    assert ["passed", "failed", "failed"] == [report["outcome"] for report in reports[2:]]
    assert ["cell [5], lines 3 and 4"] == reports[3]["places"]
    assert "unchanged-parameters" in reports[4]["text"]


def test_sentences(session: subprocess.CompletedProcess[str]) -> None:
    """Wrong usage is answered by one sentence and no traceback."""
    said = session.stderr + session.stdout

    assert "grader: Unrecognized arguments: --sead 1. (%%check EXERCISE [-v] [--seed N]" in said
    assert "grader: A quotation mark is not closed in “'ex03”." in said
    assert "grader: --seed is a whole number from 0 to 2**63 - 1." in said
    assert 1 == said.count("grader: There is no exercise “ex99”.")
    assert 1 == said.count("UnknownExerciseError: There is no exercise “ex99”.")
    assert "SystemExit" not in said
    # The cell itself is told of by IPython; what was defined before it is not judged in its stead.
    assert "SyntaxError" in said
    assert "grader: Diese Zelle ist noch kein Python, deshalb wurde nichts geprüft." in said
    assert "Punkten" not in said


def test_real_notebook(tmp_path: Path) -> None:
    """A notebook that a kernel executes shows the verdict as HTML and as text."""
    pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    script = f"""
import json, nbformat
from nbclient import NotebookClient
cells = [
    "%load_ext grader",
    "%%check ex01 --seed 1\\ndef compute_gradient(w):\\n    return 2 * w\\n\\n"
    "def update(w, alpha):\\n    return w - alpha * compute_gradient(w)",
]
notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
NotebookClient(notebook, timeout=100, kernel_name="python3").execute(cwd={str(ROOT)!r})
print(json.dumps(notebook.cells[1].outputs))
"""
    outputs = json.loads(run_script(script).stdout.splitlines()[-1])

    assert ["execute_result"] == [output["output_type"] for output in outputs]
    assert 'aria-label="Report on ex01"' in outputs[0]["data"]["text/html"]
    assert "ex01" in outputs[0]["data"]["text/plain"]
    assert "FAILED" not in outputs[0]["data"]["text/plain"]
