"""What stands in blocks of code in the documents runs, or a comment before it says why it is not run."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader.__main__ import main
from grader.errors import ExitCode
from grader.kit import find_kit

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
WRONG = ROOT / "tests" / "submissions" / "ex03" / "wrong_sequential_update_w_first.py"
RUNNABLE = ("sh", "python", "pycon")
#: Pages whose commands are run by tests of their own.
FOLLOWED = {
    "api.md": "test_api.py",
    "author.md": "test_author_guide.py",
    "exports.md": "test_classroom_exports.py",
    "instructor.md": "test_instructor_guide.py",
    "languages.md": "test_languages_guide.py",
    "terminal-quiz.md": "test_quiz_terminal.py",
}
#: Pages that begin where another one ends.
AFTER = {"gradebook.md": "grading.md", "class-report.md": "grading.md"}

_BLOCK = re.compile(
    r"(?:^<!-- (?P<mark>[^\n]*) -->\n)?^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the blocks are for a POSIX shell")


@dataclass(frozen=True)
class Block:
    """A block of code, and the comment before it."""

    language: str
    text: str
    mark: str

    @property
    def is_run(self) -> bool:
        """Whether it is one that has to run."""
        return self.language in RUNNABLE and not self.mark.startswith("not run: ")


def blocks(page: Path) -> list[Block]:
    """Return the blocks of a page."""
    found = _BLOCK.finditer(page.read_text(encoding="utf-8"))
    return [Block(match["language"], match["text"], match["mark"] or "") for match in found]


PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md"), *ROOT.glob("benchmarks/*.md")])
TO_RUN = [
    page
    for page in PAGES
    if page.name not in {*FOLLOWED, *AFTER} and any(block.is_run for block in blocks(page))
]


@pytest.fixture
def place(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the documents speak of: a submission, a notebook, a class, a roster."""
    folder = tmp_path_factory.getbasetemp()
    cache = (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "grader-cache"
    cache.mkdir(mode=0o700, exist_ok=True)
    monkeypatch.setenv("GRADER_CACHE", str(cache))
    monkeypatch.setenv("GRADER_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    place = tmp_path / "place"
    for learner in ("ada", "zoe"):
        (place / "handed_in" / learner).mkdir(parents=True)
        shutil.copy(WRONG, place / "handed_in" / learner / "ex03.py")
    shutil.copy(find_kit(ROOT).exercise("ex04").reference, place / "handed_in" / "zoe" / "ex04.py")
    shutil.copy(WRONG, place / "submission.py")
    cell = {"cell_type": "code", "source": WRONG.read_text(encoding="utf-8"), "metadata": {}, "outputs": []}
    notebook = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
        "cells": [cell | {"execution_count": None}],
    }
    (place / "notebook.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    (place / "course.csv").write_text("learner,name\nada,Ada\nzoe,Zoe\nben,Ben\n", encoding="utf-8")
    monkeypatch.chdir(place)
    # Who is asked something has nothing to say.
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    return place


def run_line(line: str) -> str:
    """Run a line of a shell in the working folder, our own command in this process; return what it prints."""
    if " && " in line:
        return "".join(run_line(part) for part in line.split(" && "))
    if match := re.fullmatch(r"cd (\S+)", line):
        os.chdir(match[1])
        return ""
    if re.match(r"(pip|pipx|uv) ", line):
        # What installs the grader has been run before this.
        return ""
    if re.match(r"grader (gradebook|report|export)", line) and not Path("gradebook.sqlite").exists():
        # A page that speaks of a class as it is once it was graded.
        run_line("grader grade handed_in")
    printed = io.StringIO()
    words = shlex.split(line, comments=True)
    if words[:1] == ["grader"] and not {"|", ">", "<"} & set(words):
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            code = main(words[1:])
    else:
        done = subprocess.run(
            ["sh", "-c", line], capture_output=True, encoding="utf-8", check=False, timeout=60
        )
        code, _ = done.returncode, printed.write(done.stdout + done.stderr)
    allowed = {ExitCode.ALL_POINTS, ExitCode.NOT_ALL_POINTS}
    if "strict" in line or words[:2] == ["grader", "grade"]:
        allowed.add(ExitCode.NOT_ISOLATED)
    assert code in allowed, f"{line}\n{printed.getvalue()}"
    return printed.getvalue()


def follow(page: Path) -> None:
    """Run a page from its first block to its last; compare what it says is printed."""
    printed = ""
    for block in blocks(page):
        if block.mark == "printed":
            assert block.text in printed, printed
        if not block.is_run:
            continue
        if block.language == "sh":
            printed = "".join(run_line(line) for line in block.text.splitlines() if line.strip())
        else:
            exec(compile(block.text, str(page), "exec"), {})


@pytest.mark.parametrize("page", TO_RUN, ids=lambda page: page.name)
def test_blocks_run(page: Path, place: Path) -> None:
    """A page's commands come to a verdict, or a refusal where strict is not to be had; its Python runs."""
    follow(page)
    for name, earlier in AFTER.items():
        if earlier == page.name:
            follow(DOCS / name)


def test_blocks_that_are_not_run() -> None:
    """A block is left out for a reason that is given; a page that is left out has a test of its own."""
    for page in PAGES:
        for block in blocks(page):
            known = block.mark in ("", "printed") or re.match(
                r"not run: \S+( \S+){2,}$|generated: ", block.mark
            )
            assert known, f"{page.name}: {block.mark}"
            assert block.language not in ("bash", "shell", "console", "py", "python3"), page.name
    for name in FOLLOWED.keys() & {page.name for page in PAGES}:
        assert (ROOT / "tests" / FOLLOWED[name]).is_file()
