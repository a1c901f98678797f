"""The instructor's guide does what it says: its commands are run in order, its output is what comes."""

from __future__ import annotations

import csv
import io
import os
import re
import shlex
import sys
import zipfile
from pathlib import Path

import pytest

from grader.__main__ import main
from grader.cli import COMMANDS
from grader.errors import ExitCode

ROOT = Path(__file__).resolve().parent.parent
GUIDE, OTHERS = (ROOT / "docs" / "instructor.md").read_text(encoding="utf-8").split("\n# Other platforms\n")
_STEP = re.compile(r"^```(sh|text)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
STORED = ROOT / "tests" / "submissions" / "ex03"
#: Learner, Moodle's number, what was handed in; the last one handed in nothing.
CLASS = (
    ("Ada Lovelace", 101, ROOT / "solutions" / "ex03_simultaneous_update" / "ex03.py"),
    ("Grace Hopper", 102, STORED / "wrong_sequential_update_w_first.py"),
    ("Alan Turing", 103, STORED / "wrong_missing_mean.py"),
    ("Emmy Noether", 104, STORED / "wrong_sequential_update_w_first.py"),
    ("Edsger Dijkstra", 105, None),
)
HEADER = (
    'Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed",'
    '"Last modified (submission)","Last modified (grade)","Feedback comments"\r\n'
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="submissions are confined on Linux only")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the two files that the guide has from Moodle."""
    with zipfile.ZipFile(tmp_path / "moodle.zip", "w") as opened:
        for name, number, source in CLASS:
            if source is not None:
                path = f"{name}_{number}_assignsubmission_file_/ex03.py"
                opened.writestr(path, source.read_text(encoding="utf-8"))
    lines = [
        f'"Participant {number}","{name}",{name.split()[0].lower()}@uni.example,Submitted,,10.00,Yes,-,-,\r\n'
        for name, number, _ in CLASS
    ]
    (tmp_path / "worksheet.csv").write_bytes(b"\xef\xbb\xbf" + "".join([HEADER, *lines]).encode())
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    monkeypatch.setenv("GRADER_CACHE", str(folder / "grader-cache"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_guide_is_followed(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From Moodle's two files the guide's commands lead to marks and feedback for Moodle, as it shows."""
    printed, n_shown = "", 0
    for kind, text in _STEP.findall(GUIDE):
        if kind == "text":
            n_shown += 1
            assert text in printed
            continue
        printed = ""
        for line in text.splitlines():
            command, *words = shlex.split(line)
            assert "grader" == command
            if words[0] not in COMMANDS:
                continue
            allowed = (ExitCode.ALL_POINTS, ExitCode.NOT_ALL_POINTS) if "--dry-run" in words else (0,)
            status = main(words)
            done = capsys.readouterr()
            printed += done.out + done.err

            assert status in allowed, f"{line}\n{printed}"

    assert 6 == n_shown
    header, *lines = csv.reader(
        io.StringIO((place / "marks.csv").read_text(encoding="utf-8-sig"), newline="")
    )
    marks = {line[1]: line[header.index("Grade")] for line in lines}
    assert {"Ada Lovelace": "10", "Grace Hopper": "4", "Alan Turing": "6", "Emmy Noether": "4"} == {
        name: points for name, points in marks.items() if name != "Edsger Dijkstra"
    }
    assert "0" == marks["Edsger Dijkstra"]
    with zipfile.ZipFile(place / "feedback.zip") as opened:
        assert 4 == len(opened.namelist())
    assert "sequential-update" in (place / "points.csv").read_text(encoding="utf-8")


def test_other_platforms_are_named_by_commands_that_exist() -> None:
    """Every command in the rest of the guide is one that there is."""
    named = set(re.findall(r"`grader ([a-z]+)", OTHERS + GUIDE))

    assert {"export", "grade", "release", "start"} <= named
    assert named <= {*COMMANDS, "report"}
