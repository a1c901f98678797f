"""`grader hint`: one hint at a time, the next one when it is asked for."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.__main__ import main
from grader.errors import ExitCode
from grader.kit import find_kit

if TYPE_CHECKING:
    from collections.abc import Callable

    MakeKit = Callable[..., Path]

REPOSITORY = Path(__file__).resolve().parent.parent
FOLDER = Path("exercises/ex03_simultaneous_update")

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def kit(monkeypatch: pytest.MonkeyPatch, make_kit: MakeKit) -> Path:
    """Make a kit the working folder, without colours and 80 columns wide."""
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    root = make_kit()
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that puts a person who types this at the terminal."""
    monkeypatch.setattr("grader.cli.hint._is_someone_there", lambda: True)
    return lambda typed: monkeypatch.setattr(sys, "stdin", io.StringIO(typed))


def hinted(capsys: Captured, *arguments: str) -> str:
    """Return what the command writes."""
    assert ExitCode.ALL_POINTS == main(["hint", *arguments])
    out, err = capsys.readouterr()
    assert "" == err
    return out


def test_first_hint(capsys: Captured) -> None:
    """The first hint is shown, its lines kept, and how to get the next."""
    expected = (
        "ex03  Walk down the hill\n"
        "\n"
        "  Hint 1 of 3\n"
        "  first\n"
        "  [not a table]\n"
        "  x = 1\n"
        "\n"
        "  “grader hint ex03 -n 2” shows the next hint.\n"
    )

    assert expected == hinted(capsys, "3")


@pytest.mark.parametrize("arguments", [["ex03", "-n", "2"], ["03", "--number", "2"]])
def test_a_certain_hint(capsys: Captured, arguments: list[str]) -> None:
    """-n shows one hint and no other."""
    out = hinted(capsys, *arguments)

    assert "  Hint 2 of 3\n  second\n" in out
    assert "first" not in out
    assert "third" not in out
    assert "-n 3” shows the next hint." in out


def test_last_hint(capsys: Captured) -> None:
    """After the last hint there is no next one, but a way on."""
    assert hinted(capsys, "ex03", "-n", "3").endswith(
        "  third\n\n  This is the last hint. “grader check ex03” judges your file.\n"
    )


def test_all_hints(capsys: Captured) -> None:
    """--all shows the hints in order and asks nothing."""
    out = hinted(capsys, "ex03", "--all")

    assert out.index("first") < out.index("second") < out.index("third") < out.index("last hint")


def test_all_hints_ask_nothing(capsys: Captured, answers: Callable[[str], None]) -> None:
    """--all and --json ask nothing at a terminal either."""
    answers("n\n")

    assert "third" in hinted(capsys, "ex03", "--all")
    assert 1 == len(json.loads(hinted(capsys, "ex03", "--json"))["hints"])


def test_kit_is_named_again(kit: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where --kit was given, the command for the next hint has it too."""
    monkeypatch.chdir(kit.parent)

    assert "“grader hint ex03 -n 2 --kit kit”" in hinted(capsys, "ex03", "--kit", "kit")


@pytest.mark.parametrize(
    ("typed", "n_shown"), [("n\n", 1), ("\n", 1), ("", 1), ("what\n", 1), ("y\nn\n", 2), ("Y\nyes\n", 3)]
)
def test_asked_at_a_terminal(
    capsys: Captured, answers: Callable[[str], None], typed: str, n_shown: int
) -> None:
    """At a terminal a yes shows the next hint; everything else, the end of input too, is a no."""
    answers(typed)
    out = hinted(capsys, "ex03")

    assert [f"Hint {number} of 3" in out for number in (1, 2, 3)] == [n_shown >= n for n in (1, 2, 3)]
    assert min(n_shown, 2) == out.count("  Show the next hint? [y/N] ")
    assert 1 == out.count("Walk down the hill")
    closing = f"-n {n_shown + 1}” shows the next hint.\n" if n_shown < 3 else "judges your file.\n"
    assert out.endswith(closing)
    assert "\n\n\n" not in out.replace("[y/N] \n", "[y/N] ")


def test_the_last_hint_asks_nothing(capsys: Captured, answers: Callable[[str], None]) -> None:
    """At a terminal -n 3 has nothing to ask for."""
    answers("")

    assert "[y/N]" not in hinted(capsys, "ex03", "-n", "3")


@pytest.mark.parametrize(("options", "numbers"), [([], [1]), (["-n", "2"], [2]), (["--all"], [1, 2, 3])])
def test_json(capsys: Captured, options: list[str], numbers: list[int]) -> None:
    """Programs get the same hints."""
    values = json.loads(hinted(capsys, "ex03", "--json", *options))

    assert "grader/hint/1" == values["schema"]
    assert ("ex03_simultaneous_update", "Walk down the hill", 3) == (
        values["exercise"],
        values["title"],
        values["n_hints"],
    )
    assert numbers == [hint["number"] for hint in values["hints"]]
    assert values["hints"][-1]["text"] == ["first\n[not a table]\nx = 1", "second", "third"][numbers[-1] - 1]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["ex03", "-n", "4"], "There is no hint 4: ex03 has 3 hints; give a number from 1 to 3."),
        (["ex03", "-n", "0"], "There is no hint 0: ex03 has 3 hints; give a number from 1 to 3."),
        (["ex03", "-n", "-1"], "There is no hint -1: ex03 has 3 hints; give a number from 1 to 3."),
        (["ex03", "--all", "-n", "1"], "--all and --number exclude each other; give one of them."),
        (["simultanous"], "There is no exercise “simultanous”. Did you mean ex03_simultaneous_update?"),
        ([], "Missing argument 'EXERCISE'."),
    ],
)
def test_sentences(capsys: Captured, arguments: list[str], sentence: str) -> None:
    """Wrong usage is answered with one sentence that says what to do."""
    assert ExitCode.USAGE == main(["hint", *arguments])

    out, err = capsys.readouterr()
    assert "" == out
    assert err.startswith(f"grader: {sentence}")
    assert 1 == len(err.splitlines())


def test_a_broken_learner_file_is_no_matter(capsys: Captured) -> None:
    """A hint is to be had while the learner's file is not valid Python."""
    (FOLDER / "ex03.py").write_text("def update(:\n", encoding="utf-8")

    assert "first" in hinted(capsys, "ex03")


def test_faults(capsys: Captured) -> None:
    """Hints that cannot be read are a fault of the kit, with file and line."""
    toml = FOLDER / "exercise.toml"
    toml.write_text('title = "One"\nhints = 3\n', encoding="utf-8")
    assert ExitCode.USAGE == main(["hint", "ex03"])
    assert f"{toml}:2: “hints” has to be a list of texts with at least one\n" in capsys.readouterr().err

    toml.unlink()
    assert ExitCode.USAGE == main(["hint", "ex03"])
    assert f"{toml}:1: this file is missing; add it\n" in capsys.readouterr().err


@pytest.mark.parametrize("width", [40, 80])
def test_shipped_hints_fit(monkeypatch: pytest.MonkeyPatch, capsys: Captured, width: int) -> None:
    """All hints of the shipped kit fit narrow and wide terminals, and the first one asks."""
    monkeypatch.chdir(REPOSITORY)
    monkeypatch.setenv("COLUMNS", str(width))
    for stem in find_kit(REPOSITORY).stems:
        out = hinted(capsys, stem, "--all")

        assert width >= max(map(len, out.splitlines()))
        assert "?" in out.partition("Hint 2 of 3")[0]


def test_help_has_examples(capsys: Captured) -> None:
    """The help shows how the command is used."""
    assert ExitCode.ALL_POINTS == main(["hint", "--help"])
    assert "    grader hint ex03 -n 2\n" in capsys.readouterr().out
