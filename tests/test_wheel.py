"""What is published: builds that come out the same, and an install from nothing with no repository near."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import time
import tomllib
import zipfile
from pathlib import Path

import pytest

from grader.errors import ExitCode

ROOT = Path(__file__).resolve().parent.parent
EPOCH = "1700000000"
RIGHT = ROOT / "tests" / "submissions" / "ex03" / "right_loop.py"


def copied(folder: Path) -> Path:
    """Copy what is published into a folder, its files with other times than here; of the tests only a few."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    ignored = shutil.ignore_patterns("__pycache__", ".*_cache", ".hypothesis", "submissions", "cheats")
    for name in [*included, "pyproject.toml", ".gitignore"]:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=ignored, copy_function=shutil.copyfile)
        elif source.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, folder / name)
    return folder


def built(project: Path, place: Path, *what: str) -> dict[str, str]:
    """Build the project as it lies there; return the name and the hash of each file that was made."""
    done = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "-o", str(place), *what, str(project)],
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in place.iterdir()}


def test_builds_come_out_the_same(tmp_path: Path) -> None:
    """Two checkouts give the same bytes, and a wheel made from the sdist is that made from the checkout."""
    first, second = copied(tmp_path / "first"), copied(tmp_path / "second")
    (second / "exercises" / "ex03_simultaneous_update" / "__pycache__").mkdir()
    (second / "exercises" / "ex03_simultaneous_update" / "__pycache__" / "ex03.pyc").write_bytes(b"x")
    (second / "exercises" / "ex03_simultaneous_update" / ".ex03.py.swp").write_bytes(b"x")
    os.utime(second / "README.md", (time.time() - 86400, time.time() - 86400))
    (second / "README.md").chmod(0o600)
    whole = built(first, tmp_path / "whole")

    assert whole == built(second, tmp_path / "again", "--sdist", "--wheel")
    assert {".gz", ".whl"} == {Path(name).suffix for name in whole}
    (sdist,) = (tmp_path / "whole").glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"README.md", "hatch_build.py", "solutions/ex03_simultaneous_update/test_hidden.py"} <= names


def kit_files(wheel: Path) -> set[str]:
    """Return the paths of the kit's files in a wheel."""
    start = "grader/shipped_kit/"
    with zipfile.ZipFile(wheel) as archive:
        return {name.removeprefix(start) for name in archive.namelist() if name.startswith(start)}


def install(wheel: Path, place: Path) -> Path:
    """Install a wheel, and what it depends on, into a new environment; return its folder of programs."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(place)], check=True, timeout=60)
    programs = place / ("Scripts" if os.name == "nt" else "bin")
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(programs / "python"), "install", "-q", str(wheel)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if re.search(r"No matching distribution|Failed to establish|Max retries|timed out", done.stderr):
        pytest.skip("pip cannot reach the packages that the grader depends on")
    assert 0 == done.returncode, done.stderr
    return programs


def test_from_nothing_to_a_verdict(tmp_path: Path) -> None:
    """The wheel, in an environment of its own and far from any checkout: start, check, list."""
    built(copied(tmp_path / "checkout"), tmp_path / "wheels", "--wheel")
    shutil.rmtree(tmp_path / "checkout")
    (wheel,) = (tmp_path / "wheels").glob("*.whl")
    parts = {path.partition("/")[0] for path in kit_files(wheel)}
    assert {"exercises", "solutions"} <= parts
    assert ("quizzes" in parts) is (ROOT / "quizzes").is_dir()

    programs = install(wheel, tmp_path / "environment")
    (tmp_path / "home").mkdir()
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMPDIR") if name in os.environ}
    environment = {**kept, "PATH": str(programs), "HOME": str(tmp_path / "home"), "PYTHONUTF8": "1"}

    def grader(*arguments: str, folder: Path) -> tuple[int, str]:
        done = subprocess.run(
            [str(programs / "grader"), *arguments],
            cwd=folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        return done.returncode, done.stdout + done.stderr

    mine = tmp_path / "home" / "mine"
    code, text = grader("start", "mine", folder=tmp_path / "home")
    assert ExitCode.ALL_POINTS == code, text
    code, text = grader("check", "ex03", folder=mine)
    assert ExitCode.NOT_ALL_POINTS == code, text
    assert "compute_gradient still has to be written" in text
    shutil.copy(RIGHT, mine / "exercises" / "ex03_simultaneous_update" / "ex03.py")
    code, text = grader("check", "ex03", folder=mine)
    assert ExitCode.ALL_POINTS == code, text
    assert "10 of 10 points" in text
    code, text = grader("list", folder=mine)
    assert (ExitCode.ALL_POINTS, 1) == (code, text.count(" passed")), text
    code, text = grader("doctor", folder=mine)
    assert ExitCode.ALL_POINTS == code, text
    assert str(tmp_path / "environment") in text.replace("\n", "").replace(" ", "")
    assert str(ROOT) not in text
