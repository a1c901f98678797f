"""The mistakes in code that misconception pages show: each is one that the grader names."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from grader.checking import check
from grader.errors import KitError
from grader.kit import find_kit
from grader.maths.misconceptions import CATALOGUE
from grader.quiz.course import read_course
from grader.quiz.mistake_pages import MistakePages, marked_lines, read_mistakes
from grader.sandbox import Sandbox
from tests.quiz_kit import CONCEPT, kit_with

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from grader.quiz.mistake_pages import Mistake

WRITTEN = tomllib.loads((find_kit().root / "quizzes" / "mistakes" / "code.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def mistakes() -> dict[str, Mistake]:
    """The kit's mistakes in code."""
    return read_mistakes(read_course(find_kit()))


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """One sandbox for all of them."""
    with Sandbox("default") as opened:
        yield opened


@pytest.mark.parametrize("name", WRITTEN)
def test_mistake_is_diagnosed(name: str, mistakes: dict[str, Mistake], sandbox: Sandbox) -> None:
    """The code that a page shows for a misconception is diagnosed as that one and no other."""
    mistake = mistakes[name]
    report = check(mistake.exercise, mistake.source.encode(), path="wrong.py", sandbox=sandbox, seed=1)

    assert [name] == [diagnosis.misconception for diagnosis in report.diagnoses]


@pytest.mark.parametrize("name", WRITTEN)
def test_differing_lines_are_marked(name: str, mistakes: dict[str, Mistake]) -> None:
    """On each side the lines that the other side has too are not marked, and the others are."""
    mistake = mistakes[name]
    sides = mistake.right, mistake.wrong
    plain = [[code for _, code, marked in side if not marked] for side in sides]

    assert any(marked for side in sides for _, _, marked in side)
    assert set(plain[0]) <= {code for _, code, _ in mistake.wrong} | set(mistake.source.split("\n"))
    assert all(mistake.source.split("\n")[number - 1] == code for number, code, _ in mistake.wrong)


def test_nearly_all_have_code(mistakes: dict[str, Mistake]) -> None:
    """Every misconception that can be met in an exercise has its code."""
    places = MistakePages(read_course(find_kit())).places

    assert set() == {name for name in CATALOGUE if places[name]} - set(mistakes)


def test_marked_lines() -> None:
    """Only the functions that differ are shown, without a docstring of one line."""
    right = ["def a():", '    """Do."""', "    return 1", "", "", "def b():", "    return 2"]
    wrong = [*right[:2], "    x = 3", "    return x", *right[3:]]
    shown = marked_lines(right, wrong)

    assert ((1, "def a():", False), (3, "    return 1", True)) == shown[0]
    assert ((1, "def a():", False), (3, "    x = 3", True), (4, "    return x", True)) == shown[1]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[no-such]\nexercise = 'ex03'\nreplace = []", "no-such: this is no misconception"),
        ("[missing-mean]\nexercise = 'ex93'\nreplace = []", "There is no exercise “ex93”"),
        ("[missing-mean]\nexercise = 'ex03'", "needs exercise and replace"),
        ("[missing-mean]\nexercise = 'ex03'\nreplace = [['nowhere', 'x']]", "0 times, not once"),
        ("[missing-mean]\nexercise = 'ex03'\nreplace = ['x']", "is a list of"),
        ("[missing-mean\n", "not valid TOML"),
    ],
)
def test_faults(tmp_path: Path, text: str, message: str) -> None:
    """What does not fit the reference solution is a fault at its line."""
    kit = kit_with(tmp_path, one=CONCEPT)
    folder = kit.root / "quizzes" / "mistakes"
    folder.mkdir()
    (folder / "code.toml").write_text(text)
    with pytest.raises(KitError, match=message):
        read_mistakes(read_course(kit))


def test_figures() -> None:
    """A mistake that leads elsewhere has a figure; one that draws no path has none."""
    from grader.quiz.chrome import read_strings

    kit = find_kit()
    pages = MistakePages(read_course(kit))
    strings = read_strings(kit, "en")
    drawn = {name for name in CATALOGUE if pages.figure(name, strings)}

    assert {"sequential-update", "gradient-ascent", "missing-mean", "flipped-gradient"} <= drawn
    assert {"printed-not-returned", "variance-for-std", "missing-sigmoid"} & drawn == set()
