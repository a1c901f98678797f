"""The page for translators does what it says: a toy language is added by its steps, with its own examples."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.__main__ import main
from grader.errors import ExitCode
from grader.languages import say_counted, use
from grader.languages.__main__ import main as translators
from grader.languages.exercise_texts import translation_faults
from grader.languages.plurals import PLURALS

if TYPE_CHECKING:
    from collections.abc import Iterator

    Captured = pytest.CaptureFixture[str]

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
STEM = "ex03_simultaneous_update"


@pytest.fixture(autouse=True)
def english_after() -> Iterator[None]:
    """Leave English behind for the tests that come after."""
    yield
    use("")


def blocks(kind: str) -> list[str]:
    """Return the page's blocks of one kind, without their indentation."""
    found = re.findall(rf"^( *)```{kind}\n(.*?)^ *```$", GUIDE, re.DOTALL | re.MULTILINE)
    return [re.sub(rf"(?m)^{indent}", "", text) for indent, text in found]


def command(starting: str) -> list[str]:
    """Return the words of the page's command that begins so."""
    return next(text for text in blocks("sh") if text.startswith(starting)).split()


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the page's kit, of one exercise, in the working folder."""
    monkeypatch.setenv("COLUMNS", "80")
    for half in ("exercises", "solutions"):
        shutil.copytree(ROOT / half / STEM, tmp_path / "my_kit" / half / STEM)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "my_kit"


def test_a_toy_language(kit: Path, capsys: Captured) -> None:
    """Drafted, filled with the page's examples, it is spoken; what is left is counted and said in English."""
    survey = command("python -m grader.languages qq my_kit/languages --draft")[3:]
    about, sentences = blocks("json")
    folder = kit / "languages" / "qq"

    assert ExitCode.ALL_POINTS == translators(survey)
    drafted = json.loads((folder / "sentences.json").read_text(encoding="utf-8"))
    assert {"one": "", "other": ""} == drafted["{points} of {max_points} points"]
    (folder / "about.json").write_text(about, encoding="utf-8")
    filled = drafted | json.loads(sentences)
    (folder / "sentences.json").write_text(json.dumps(filled), encoding="utf-8")
    (kit / "exercises" / STEM / "exercise.qq.toml").write_text(blocks("toml")[0], encoding="utf-8")
    capsys.readouterr()
    assert ExitCode.NOT_ALL_POINTS == translators([word for word in survey if word != "--draft"])
    told = capsys.readouterr().out
    assert told.endswith(f"qq: 2 of {len(drafted)} sentences.\n")
    assert "missing: 'a cost below {value}' (judge/suite.py:" in told
    assert ExitCode.ALL_POINTS == main(command("grader hint")[1:])
    assert capsys.readouterr().out == (
        "ex03  Qua w qua b\n\n  Quint 1/3\n  Qua?\n\n"
        "  “grader hint ex03 -n 2 --kit my_kit” shows the next hint.\n"
    )
    assert [] == translation_faults(kit / "exercises" / STEM, kit / "solutions" / STEM / "test_hidden.py", 3)
    use("qq", [kit / "languages"])
    points = {"points": 1, "max_points": 1}
    assert "1 quoint qua 1" == say_counted(
        "{points} of {max_points} point", "{points} of {max_points} points", 1, **points
    )


def test_a_second_draft_keeps_what_is_there(kit: Path) -> None:
    """Drafting again adds what is new and keeps every translation."""
    folder = kit / "languages" / "qq"
    folder.mkdir(parents=True)
    (folder / "sentences.json").write_text('{"a number": "qa"}', encoding="utf-8")
    translators(["qq", "my_kit/languages", "--draft"])
    there = json.loads((folder / "sentences.json").read_text(encoding="utf-8"))

    assert "qa" == there["a number"]
    assert "" == there["a complex number"]


@pytest.mark.parametrize("arguments", [[], ["--what"], ["a", "b", "c"]])
def test_usage(arguments: list[str], capsys: Captured) -> None:
    """Wrong usage is one line."""
    assert ExitCode.USAGE == translators(arguments)
    assert capsys.readouterr().err.startswith("usage: ")


def test_the_page_names_what_there_is() -> None:
    """The page names every rule for plurals and every command that speaks."""
    from grader.cli import COMMANDS, grader

    speaking = {
        name
        for name in COMMANDS
        if any("--language" in option.opts for option in grader.get_command(None, name).params)  # type: ignore[arg-type,union-attr]
    }

    assert set() == {rule for rule in PLURALS if f"`{rule}`" not in GUIDE}
    assert set() == {name for name in speaking if f"`{name}`" not in GUIDE}
