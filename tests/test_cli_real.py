"""The command on the shipped kit with the real engine: what a newcomer, a right and a wrong file see."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from grader.errors import ExitCode

REPOSITORY = Path(__file__).resolve().parent.parent
REFERENCE = str(Path("solutions/ex03_simultaneous_update/ex03.py"))
WRONG = """\
def compute_gradient(x, y, w, b):
    m = len(x)
    dj_dw = sum((w * xi + b - yi) * xi for xi, yi in zip(x, y)) / m
    dj_db = sum(w * xi + b - yi for xi, yi in zip(x, y)) / m
    return dj_dw, dj_db


def update(x, y, w, b, alpha):
    w = w - alpha * compute_gradient(x, y, w, b)[0]
    b = b - alpha * compute_gradient(x, y, w, b)[1]
    return w, b
"""


def grader(*arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command in the repository."""
    environment = {key: value for key, value in os.environ.items() if key not in ("FORCE_COLOR", "COLUMNS")}
    return subprocess.run(
        [sys.executable, "-m", "grader", *arguments],
        capture_output=True,
        input=text,
        encoding="utf-8",
        env={**environment, "PYTHONUTF8": "1"},
        cwd=REPOSITORY,
        check=False,
        timeout=60,
    )


def test_the_first_command() -> None:
    """The shipped stub gets a verdict that says what to do next, on one screen."""
    done = grader("check", "ex03")

    assert ExitCode.NOT_ALL_POINTS == done.returncode, done.stderr
    assert "0 of " in done.stdout
    assert "compute_gradient" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert 23 >= len(done.stdout.splitlines())


def test_a_right_file() -> None:
    """The reference has all points."""
    done = grader("check", "ex03", REFERENCE, "--json")

    assert ExitCode.ALL_POINTS == done.returncode, done.stderr
    report = json.loads(done.stdout)
    assert ("passed", 1.0) == (report["outcome"], report["score"])


def test_a_wrong_file() -> None:
    """A sequential update, read from standard input, is named and pointed at on one screen."""
    done = grader("check", "ex03", "-", text=WRONG)

    assert ExitCode.NOT_ALL_POINTS == done.returncode, done.stderr
    assert "sequential-update" in done.stdout
    assert "line" in done.stdout
    assert 23 >= len(done.stdout.splitlines())
    assert 80 >= max(len(line) for line in done.stdout.splitlines())


def test_json_of_the_engine_is_valid() -> None:
    """What the engine reports is what the schema promises."""
    import jsonschema

    schema = json.loads((REPOSITORY / "grader/feedback/report.schema.json").read_text(encoding="utf-8"))
    for text in ("", "def update(:\n", "import os\nos._exit(0)\n", WRONG):
        report = json.loads(grader("check", "ex03", "-", "--json", text=text).stdout)

        jsonschema.Draft202012Validator(schema).validate(report)
