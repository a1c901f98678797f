"""The author's guide does what it says: its commands are run, its edits made, its output is what comes."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader.exercise import COMPUTES, HISTORIES, KINDS, ROLES
from grader.judge import suite

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "docs" / "author.md").read_text(encoding="utf-8")
STEPS, REFERENCE = GUIDE.split("\n# The files, key by key\n")

_STEP = re.compile(
    r"In `(?P<file>[^`]+)`, instead of `(?P<old>[^`]+)`:\n\n```\w+\n(?P<new>.*?)^```$"
    r"|^```sh\n(?P<sh>.*?)^```$"
    r"|^```text\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the guide is for a POSIX shell")


@dataclass(frozen=True)
class Step:
    """One thing that the guide does: a block of commands, an edit, or what the commands before print."""

    kind: str
    text: str
    file: str = ""
    old: str = ""


def steps() -> list[Step]:
    """Return the guide's first part, step by step."""
    found = []
    for match in _STEP.finditer(STEPS):
        if match["sh"] is not None:
            found.append(Step("sh", match["sh"]))
        elif match["text"] is not None:
            found.append(Step("text", match["text"]))
        else:
            found.append(Step("edit", match["new"], match["file"], match["old"]))
    return found


def run(lines: str, place: Path) -> subprocess.CompletedProcess[str]:
    """Run a block of the guide as an author would."""
    dropped = ("FORCE_COLOR", "NO_COLOR", "PYTEST_ADDOPTS")
    environment = {key: value for key, value in os.environ.items() if key not in dropped}
    environment |= {
        "PATH": f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "COLUMNS": "80",
        "GRADER_CACHE": str(place / "cache"),
    }
    return subprocess.run(
        ["sh", "-c", lines],
        cwd=place,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def edit(step: Step, place: Path) -> None:
    """Replace the one line that holds the step's mark."""
    path = place / step.file
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    marked = [number for number, line in enumerate(lines) if step.old in line]

    assert 1 == len(marked), f"{step.old} stands in {len(marked)} lines of {step.file}"
    lines[marked[0]] = step.text
    path.write_text("".join(lines), encoding="utf-8")


def missing_in(shown: str, printed: str) -> list[str]:
    """Return the lines that are shown and do not come, in order; … stands for anything."""
    patterns = [".*".join(map(re.escape, line.split("…"))) for line in shown.splitlines()]
    waiting = iter(printed.splitlines())
    return [pattern for pattern in patterns if not any(re.fullmatch(pattern, line) for line in waiting)]


def test_the_guide_is_followed(tmp_path: Path) -> None:
    """From an empty folder the guide's commands and edits lead to a kit without faults, as it shows."""
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin" / "grader"
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m grader "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    printed = ""
    compared = 0
    for step in steps():
        if step.kind == "sh":
            done = run(step.text, tmp_path)
            printed = done.stdout
            assert done.returncode in (0, 1), done.stdout + done.stderr
        elif step.kind == "edit":
            edit(step, tmp_path)
        else:
            compared += 1
            assert [] == missing_in(step.text, printed), printed
            whole = len(step.text.splitlines()) == len(printed.splitlines())
            assert whole or "among other things" in STEPS.partition(step.text)[0][-60:]

    assert 5 == compared
    assert "WRITE:" not in (tmp_path / "my_kit/exercises/ex01_free_fall/README.md").read_text(
        encoding="utf-8"
    )


def test_what_may_be_declared_is_documented() -> None:
    """The guide has every value that exercise.toml may hold for a function, an argument and a history."""
    for name in (*COMPUTES, *ROLES, *KINDS, *HISTORIES):
        assert re.search(rf'[`"]{name}[`"]', REFERENCE), name


def test_what_a_suite_is_written_with_is_documented() -> None:
    """The guide has every function that a suite's author may use."""
    assert [] == [name for name in suite.__all__ if name not in REFERENCE]


def test_the_lab_in_the_guide_is_the_tested_one() -> None:
    """The declaration that the guide shows stands in the kit that the tests judge."""
    (shown,) = re.findall(r"^```toml\n(.*?)^```$", REFERENCE, re.DOTALL | re.MULTILINE)
    kit = ROOT / "tests" / "kits" / "cost_history" / "exercises" / "ex01_cost_history"

    assert shown in (kit / "exercise.toml").read_text(encoding="utf-8")


def test_the_schema_is_documented_and_there() -> None:
    """The guide names the schema for editors, which is JSON."""
    (name,) = re.findall(r"`(grader/[\w.]+\.schema\.json)`", REFERENCE)

    assert "object" == json.loads((ROOT / name).read_text(encoding="utf-8"))["type"]
