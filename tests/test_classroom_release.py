"""What is released holds no line of the hidden half, and a line that is there is named."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from html import escape
from pathlib import Path

import pytest

from grader.__main__ import main
from grader.classroom.exports.release import LeakError, pages_to_release, release_files
from grader.classroom.exports.secrets_of_kit import FEWEST_SIGNS, Secrets
from grader.errors import ExitCode
from grader.kit import Kit, find_kit

ROOT = Path(__file__).resolve().parent.parent
KIT = find_kit(ROOT)
STEM = "ex03_simultaneous_update"
#: A line of the reference, one of the suite, one of the mathematics, a sentence of the last hint.
SECRET = "    return w - alpha * dj_dw, b - alpha * dj_db\n"
OF_SUITE = '    assert_descends(submission, "update", probes.ordinary[-1], n_steps=20)\n'
OF_PROBLEM = (
    "problem = supervised(prediction=w * x[i] + b, loss=(F - Y) ** 2 / 2, parameters=(w, b), target=y[i])\n"
)
OF_HINT = "b must come out as 0.8, not 0.98."


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """A kit of one's own with exercise 03, which a test may change."""
    for half in ("exercises", "solutions"):
        shutil.copytree(
            ROOT / half / STEM, tmp_path / "kit" / half / STEM, ignore=shutil.ignore_patterns("__pycache__")
        )
    return tmp_path / "kit"


@pytest.fixture(scope="module")
def secrets() -> Secrets:
    """What the shipped kit has to hide."""
    return Secrets(KIT)


def test_release_is_the_first_half(tmp_path: Path) -> None:
    """Tasks, stubs and examples of every exercise are there, and a workspace that finds its kit; no more."""
    assert main(["release", str(tmp_path / "out"), "--kit", str(ROOT)]) == ExitCode.ALL_POINTS
    found = {
        path.relative_to(tmp_path / "out").as_posix()
        for path in (tmp_path / "out").rglob("*")
        if path.is_file()
    }
    of_exercises = {
        f"exercises/{stem}/{name}"
        for stem in KIT.stems
        for name in ("README.md", f"{stem[:4]}.py", "test_examples.py")
    }

    assert of_exercises == {name for name in found if name.startswith("exercises/")}
    assert {"README.md", "grader.toml", "pytest.ini"} <= found
    assert find_kit(tmp_path / "out").id == "shipped"
    assert not list((tmp_path / "out").rglob("exercise.toml"))


def test_release_for_programs(kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--json names every file that was written, and the pages that were left out."""
    assert main(["release", str(tmp_path / "out"), "--kit", str(kit), "--json"]) == ExitCode.ALL_POINTS
    told = json.loads(capsys.readouterr().out)
    written = {
        p.relative_to(tmp_path / "out").as_posix() for p in (tmp_path / "out").rglob("*") if p.is_file()
    }

    assert {"schema", "release", "files", "left_out"} == set(told)
    assert sorted(written) == told["files"]
    assert (str(tmp_path / "out"), []) == (told["release"], told["left_out"])


def test_same_kit_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two zips of a kit are equal, and hold what the folder holds."""
    for name in ("one", "two.zip"):
        assert main(["release", str(tmp_path / name), "--zip", "--kit", str(ROOT)]) == ExitCode.ALL_POINTS
    one, two = (tmp_path / "one.zip").read_bytes(), (tmp_path / "two.zip").read_bytes()

    assert one == two
    with zipfile.ZipFile(io.BytesIO(one)) as opened:
        assert release_files(KIT) == {name: opened.read(name) for name in opened.namelist()}


@pytest.mark.parametrize("line", [SECRET, OF_SUITE, OF_PROBLEM, OF_HINT])
@pytest.mark.parametrize("form", ["as it is", "in a code block", "without spaces", "over two lines"])
def test_task_that_quotes_the_hidden_half_is_refused(
    line: str, form: str, kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A README with a line of the solution ends the release with file and line; nothing is written."""
    text = {
        "as it is": line,
        "in a code block": f"```python\n{line}\n```\n",
        "without spaces": line.replace(" ", ""),
        "over two lines": line.replace(" ", "\n", 6),
    }[form]
    readme = kit / "exercises" / STEM / "README.md"
    before = readme.read_text(encoding="utf-8")
    readme.write_text(f"{before}\nThe answer is {text}", encoding="utf-8")
    status = main(["release", str(tmp_path / "out"), "--kit", str(kit)])
    said = capsys.readouterr().err

    assert ExitCode.NOT_ALL_POINTS == status
    first = before.count("\n") + 2
    assert any(f"exercises/{STEM}/README.md:{number}: " in said for number in range(first, first + 7)), said
    assert ("hint 3" if line is OF_HINT else f"solutions/{STEM}/") in said
    assert not (tmp_path / "out").exists()


def test_solved_stub_is_refused(kit: Path) -> None:
    """In a kit that its author has worked in, a stub with the solution in it is not handed out."""
    shutil.copy(kit / "solutions" / STEM / "ex03.py", kit / "exercises" / STEM / "ex03.py")

    with pytest.raises(LeakError, match=rf"exercises/{STEM}/ex03\.py:17: “return w - alpha"):
        release_files(find_kit(kit))


def test_lines_are_found_inside_pages_and_zips(secrets: Secrets) -> None:
    """Tags between words, entities, escapes of scripts and zips in zips hide nothing."""
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as opened:
        opened.writestr("a/notes.txt", f"\n\n{SECRET}")
    with zipfile.ZipFile(outer, "w") as opened:
        opened.writestr("inner.zip", inner.getvalue())
    marked = escape(SECRET.strip()).replace("alpha", "<b>al</b>pha").replace("-", "&#45;")
    escaped = json.dumps(SECRET.strip()).replace("-", "\\u002d")
    files = {
        "tags.html": f"<p>\n\n<code class='x'>{marked}</code>".encode(),
        "script.html": f"<script>{escaped}</script>".encode(),
        "title.html": f'<a title="{SECRET.strip()}">x</a>'.encode(),
        "book.ipynb": json.dumps({"cells": [{"source": ["x\n", SECRET]}]}, indent=1).encode(),
        "all.zip": outer.getvalue(),
    }
    found = {leak.path: leak.line for leak in secrets.leaks_in(files)}

    assert {
        "tags.html": 3,
        "script.html": 1,
        "title.html": 1,
        "book.ipynb": 6,
        "all.zip!inner.zip!a/notes.txt": 3,
    } == found


@pytest.mark.parametrize(
    "text",
    [
        "import numpy as np",
        "def update(x, y, w, b, alpha):",
        "return w, b",
        "for i in range(len(x)):",
        "dj_dw, dj_db = compute_gradient(x, y, w, b)",
        '"""Exercise 03: update w and b at the same time."""',
        "update moves w and b, both by the gradient at the old w and b.",
        "w = w - 1",
    ],
)
def test_what_everybody_writes_is_no_secret(text: str, secrets: Secrets) -> None:
    """Imports, heads, bare names, the stub's docstrings, checks' sentences and short lines may be told."""
    assert [] == secrets.leaks_in({"README.md": text.encode()})


def test_hints_go_along_on_request(kit: Path, tmp_path: Path) -> None:
    """--hints 1 hands out the first hint, which asks; the last is never to be had."""
    assert main(["release", str(tmp_path / "out"), "--kit", str(kit), "--hints", "1"]) == ExitCode.ALL_POINTS
    text = (tmp_path / "out" / "exercises" / STEM / "HINTS.md").read_text(encoding="utf-8")

    hints = find_kit(kit).exercise("3").hints
    assert [True, False, False] == [hint in text for hint in hints]
    assert main(["release", str(tmp_path / "more"), "--kit", str(kit), "--hints", "3"]) == ExitCode.USAGE


def test_own_kit_names_no_judge(kit: Path, tmp_path: Path) -> None:
    """Learners of a kit that does not ship with the grader get no marker that would judge them by another."""
    files = release_files(find_kit(kit))

    assert "grader.toml" not in files
    assert b"grader check" not in files["README.md"]


def test_pages_that_show_solutions_are_left_out() -> None:
    """They are named, nothing leads to them any more, and all other pages are as they were built."""
    clean = '<p><a class="m" href="../mistakes/b.html#x">b</a> <a href="../c.html">c</a></p>'
    pages = {
        "concepts/a.html": clean.encode(),
        "mistakes/b.html": f"<pre>{SECRET}</pre>".encode(),
        "c.html": b"<p>c</p>",
    }
    kept, left_out = pages_to_release(Kit(KIT.root, "", KIT.feedback, (STEM,)), pages)

    assert ["mistakes/b.html"] == left_out
    assert {
        "pages/concepts/a.html": b'<p><a class="m">b</a> <a href="../c.html">c</a></p>',
        "pages/c.html": b"<p>c</p>",
    } == kept


def test_folder_with_something_in_it_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A release goes into a folder of its own, and says so."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine", encoding="utf-8")

    assert ExitCode.USAGE == main(["release", str(tmp_path / "out"), "--kit", str(ROOT)])
    assert "has something in it" in capsys.readouterr().err
    assert ["mine.txt"] == [path.name for path in (tmp_path / "out").iterdir()]
    assert ExitCode.USAGE == main(["release", str(tmp_path / "new"), "--no-keys", "--kit", str(ROOT)])


def test_rule_is_the_documented_one() -> None:
    """The guide states how short a line is that counts as nobody's."""
    page = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")

    assert f"fewer than {FEWEST_SIGNS} signs" in " ".join(page.split())
