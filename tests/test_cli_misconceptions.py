"""`grader misconceptions`: the catalogue, and each mistake's formulas where it can be met."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from grader.__main__ import main
from grader.cli.misconceptions import applications_in
from grader.errors import ExitCode
from grader.exercise import FeedbackPolicy
from grader.feedback.applications import Application, applications
from grader.feedback.catalogue import render_misconception
from grader.kit import find_kit
from grader.maths.cache import derivation_of
from grader.maths.formula import Formula
from grader.maths.misconceptions import CATALOGUE, GROUPS
from grader.maths.model import Candidate, FunctionModel

REPOSITORY = Path(__file__).resolve().parent.parent
KIT = find_kit(REPOSITORY)
KEYS = ["id", "group", "title", "message", "question", "concept"]

Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def first_seven(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a kit of the first seven exercises, so that later ones change no expected page."""
    root = tmp_path_factory.mktemp("kit")
    for stem in KIT.stems[:7]:
        for half in ("exercises", "solutions"):
            shutil.copytree(REPOSITORY / half / stem, root / half / stem)
    return root


@pytest.fixture(autouse=True)
def in_kit(
    first_seven: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Work in that kit, with one cache for all tests, without colours and 80 columns wide."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    monkeypatch.setenv("GRADER_CACHE", str(folder / "grader-cache"))
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(first_seven)


def told(capsys: Captured, *arguments: str) -> str:
    """Return what the command writes."""
    assert ExitCode.ALL_POINTS == main(["misconceptions", *arguments])
    out, err = capsys.readouterr()
    assert "" == err
    return out


def test_list(capsys: Captured) -> None:
    """Every misconception is listed with its title, in the catalogue's groups and order."""
    out = told(capsys)

    assert out.index("Gradient\n") < out.index("\nUpdate\n") < out.index("\nLoop\n")
    assert [*CATALOGUE] == re.findall(r"^  ([a-z-]+) ", out, re.MULTILINE)
    assert "  sequential-update              not a simultaneous update\n" in out


def test_groups_without_members_have_no_heading(capsys: Captured) -> None:
    """The headings are the catalogue's groups that have members."""
    headings = re.findall(r"^[A-Z][a-z ]+$", told(capsys), re.MULTILINE)

    assert [group.capitalize() for group, members in GROUPS.items() if members] == headings


@pytest.mark.parametrize("width", [40, 80])
def test_everything_fits(monkeypatch: pytest.MonkeyPatch, capsys: Captured, width: int) -> None:
    """The list and every page fit narrow and wide terminals."""
    monkeypatch.setenv("COLUMNS", str(width))
    assert width >= max(map(len, told(capsys).splitlines()))

    found = {stem: applications_in(KIT.exercise(stem)) for stem in KIT.stems}
    for misconception in CATALOGUE.values():
        there = {stem: of[misconception.id] for stem, of in found.items() if misconception.id in of}
        for stem in there:
            page = render_misconception(misconception, there, KIT.exercise(stem), width=width, color=False)

            assert width >= max(map(len, page.splitlines())), page


def test_page(capsys: Captured) -> None:
    """A page has title, message, question, formulas, exercises and concept."""
    expected = """\
flipped-residual: the error is the wrong way round

  The sign is flipped: the error is prediction minus y, not y minus prediction.
  If the prediction is too large, should the error be positive or negative?

  ex02  Measure the cost and its slopes
    compute_gradient
      right     ∂J/∂w = 1/m Σᵢ (w·xᵢ + b − yᵢ)·xᵢ
                ∂J/∂b = 1/m Σᵢ (w·xᵢ + b − yᵢ)
      mistaken  ∂J/∂w = −1/m Σᵢ (w·xᵢ + b − yᵢ)·xᵢ
                ∂J/∂b = −1/m Σᵢ (w·xᵢ + b − yᵢ)

  met in   ex02, ex03, ex04, ex05, ex07
  concept  why-subtract
"""

    assert expected == told(capsys, "flipped-residual")


@pytest.mark.parametrize(
    ("name", "exercise", "lines"),
    [
        ("sequential-update", "ex03", ["b_new = b − α·∂J/∂b(w_new, b)", "or        b_new = b − "]),
        ("sequential-update", "ex07", ["θ[1]_new = θ[1] − α·∂J/∂θ[1] (with θ[0] new)"]),
        ("gradient-ascent", "ex06", ["right     w_new = w − α·grad", "mistaken  w_new = w + α·grad"]),
        ("returned-step", "ex01", ["mistaken  w_new = α·∂J/∂w", "or        w_new = −α·∂J/∂w"]),
        ("updated-one-parameter", "ex04", ["mistaken  w_new = w − α·∂J/∂w(w, b)", "          b_new = b\n"]),
        ("alpha-on-one-parameter", "ex03", ["          b_new = b − ∂J/∂b(w, b)"]),
        ("swapped-gradients", "ex03", ["mistaken  w_new = w − α·∂J/∂b(w, b)"]),
        ("swapped-return", "ex02", ["right     (∂J/∂w, ∂J/∂b)", "mistaken  (∂J/∂b, ∂J/∂w)"]),
        ("mean-over-features", "ex07", ["mistaken  ∂J/∂θ = 1/n Σᵢ ((Xθ)ᵢ − yᵢ)·Xᵢⱼ"]),
        ("missing-half", "ex02", ["mistaken  J = 1/m Σᵢ (w·xᵢ + b − yᵢ)²"]),
        ("cost-for-gradient", "1", ["mistaken  ∂J/∂w = w²"]),
    ],
)  # fmt: skip
def test_formulas(capsys: Captured, name: str, exercise: str, lines: list[str]) -> None:
    """The formulas are those of the exercise that is named, in its own letters."""
    out = told(capsys, name, "--exercise", exercise)

    assert [] == [line for line in lines if line not in out]


def test_without_formulas(capsys: Captured) -> None:
    """A mistake that no formula tells has a page all the same."""
    out = told(capsys, "stale-gradient")

    assert "right" not in out
    assert "  met in   ex05, ex06\n" in out


def test_where_it_cannot_be_met(capsys: Captured) -> None:
    """A mistake that an exercise leaves no room for is said not to be met there."""
    out = told(capsys, "missing-mean", "--exercise", "ex01")

    assert "  It cannot be met in ex01.\n" in out
    assert "mistaken" not in out


def test_list_of_one_exercise(capsys: Captured) -> None:
    """--exercise leaves only what can be met there."""
    out = told(capsys, "--exercise", "1")

    assert out.startswith("ex01  Step down a parabola\n\nGradient\n")
    assert "flipped-gradient" in out
    for absent in ("missing-mean", "sequential-update", "Loop"):
        assert absent not in out


def test_every_stored_submission_is_met() -> None:
    """What a stored submission of an exercise is named for can be met in that exercise."""
    for stem in KIT.stems:
        exercise = KIT.exercise(stem)
        stated: set[str] = set()
        for path in (REPOSITORY / "tests" / "submissions" / exercise.short).glob("wrong_*.py"):
            header = re.search(r"^# diagnoses:(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
            stated |= {part.split()[0] for part in header[1].split(";") if part.strip()} if header else set()

        assert set() == stated - set(applications_in(exercise)), stem


def test_every_misconception_is_met() -> None:
    """Each misconception about gradients, updates and loops can be met in some exercise or other lab."""
    # A history that begins after the first step is another course's; ours begin with the start.
    met = set(applications_in(find_kit(REPOSITORY / "tests" / "kits" / "cost_history").exercise("ex01")))
    for stem in KIT.stems:
        met |= set(applications_in(KIT.exercise(stem)))

    assert set() == {name for group in ("gradient", "update", "loop") for name in GROUPS[group]} - met


def test_feedback_policy() -> None:
    """A kit that hides expected values shows no right formula, one that hides diagnoses none at all."""
    exercise = KIT.exercise("ex03")
    derivation = derivation_of(exercise.problem)
    shown = {}
    for policy in FeedbackPolicy:
        there = applications(replace(exercise, feedback=policy), derivation)["sequential-update"][0]
        shown[policy] = (bool(there.right), bool(there.mistaken))

    assert {
        FeedbackPolicy.FULL: (True, True),
        FeedbackPolicy.INPUT: (False, True),
        FeedbackPolicy.VERDICT: (False, False),
    } == shown


def test_stated_functions_and_procedures() -> None:
    """A function that is stated as a formula has its own mistakes; a procedure those that it names."""
    exercise = KIT.exercise("ex01")
    derivation = derivation_of(exercise.problem)
    right, wrong = (Formula(["symbol", name], (), name) for name in ("v", "g"))
    stated = FunctionModel({"velocity": right}, (Candidate(("missing-mean",), (), {"velocity": wrong}),))
    functions = tuple(
        replace(exercise.functions[0], name=computes, computes=computes, returns=("velocity",))
        for computes in ("formula", "procedure")
    )
    found = applications(
        replace(exercise, functions=functions, kinds={"w": "params"}),
        replace(derivation, costs={}, parameters=(), functions={"formula": stated}),
        {"procedure": ["extra-step", "no-such-mistake"]},
    )

    assert [
        "missing-mean",
        "global-instead-of-argument",
        "mutated-arguments",
        "printed-not-returned",
        "extra-step",
    ] == [*found]
    assert (Application("missing-mean", "formula", ("velocity = v",), (("velocity = g",),)),) == (
        found["missing-mean"]
    )
    assert (Application("extra-step", "procedure"),) == found["extra-step"]


def test_equal_ones_are_said_to_be_equal() -> None:
    """Where two mistakes give the same values, each has the formula and names the other."""
    exercise = KIT.exercise("ex01")
    derivation = derivation_of(exercise.problem)
    model = derivation.costs["J"]
    first, *others = model.wrong_gradients
    merged = replace(model, wrong_gradients=(replace(first, equal=("missing-mean",)), *others))
    found = applications(exercise, replace(derivation, costs={"J": merged}))

    assert ("missing-mean",) == found["flipped-gradient"][0].equal
    assert ("flipped-gradient",) == found["missing-mean"][0].equal
    assert found["flipped-gradient"][0].mistaken == found["missing-mean"][0].mistaken
    page = render_misconception(
        CATALOGUE["missing-mean"], {exercise.stem: found["missing-mean"]}, exercise, width=80, color=False
    )
    assert "Here flipped-gradient gives the same values." in page


def test_json_of_the_list(capsys: Captured) -> None:
    """Programs get the whole catalogue, or what can be met in one exercise."""
    values = json.loads(told(capsys, "--json"))
    assert ("grader/misconceptions/1", None) == (values["schema"], values["exercise"])
    assert [*CATALOGUE] == [one["id"] for one in values["misconceptions"]]
    assert all([*one] == KEYS for one in values["misconceptions"])
    assert all(one["id"] in GROUPS[one["group"]] for one in values["misconceptions"])

    values = json.loads(told(capsys, "--json", "--exercise", "ex06"))
    assert "ex06_any_gradient" == values["exercise"]
    assert "stale-gradient" in [one["id"] for one in values["misconceptions"]]
    assert "missing-mean" not in [one["id"] for one in values["misconceptions"]]


def test_json_of_one(capsys: Captured) -> None:
    """Programs get the formulas of every exercise, or of the one that is named."""
    values = json.loads(told(capsys, "sequential-update", "--json"))
    assert "grader/misconception/1" == values["schema"]
    assert ["schema", *KEYS, "exercises", "formulas"] == [*values]
    assert values["exercises"] == list(dict.fromkeys(of["exercise"] for of in values["formulas"]))

    values = json.loads(told(capsys, "sequential-update", "--json", "--exercise", "3"))
    assert 1 < len(values["exercises"])
    assert [
        {
            "exercise": "ex03_simultaneous_update",
            "function": "update",
            "right": ["w_new = w − α·∂J/∂w(w, b)", "b_new = b − α·∂J/∂b(w, b)"],
            "mistaken": [
                ["w_new = w − α·∂J/∂w(w, b)", "b_new = b − α·∂J/∂b(w_new, b)"],
                ["b_new = b − α·∂J/∂b(w, b)", "w_new = w − α·∂J/∂w(w, b_new)"],
            ],
            "equal": [],
        }
    ] == values["formulas"]


@pytest.mark.parametrize("name", ["missing_mean", "Missing-Mean", " missing mean "])
def test_other_spellings(capsys: Captured, name: str) -> None:
    """An id may be written as in a file's name, with capitals or spaces."""
    assert told(capsys, name).startswith("missing-mean: ")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["sequental-update"], "There is no misconception “sequental-update”. Did you mean sequential"),
        (["zzz"], "There is no misconception “zzz”. “grader misconceptions” lists them."),
        (["ex03"], "There is no misconception “ex03”. Did you mean “grader misconceptions --exercise ex03”?"),
        (["--exercise", "ex3x"], "There is no exercise “ex3x”. Did you mean "),
        (["missing-mean", "--exercise", "42"], "There is no exercise “42”. The kit has "),
        (["missing-mean", "--kit", "nowhere"], "There is no kit at nowhere: it is not a folder."),
    ],
)  # fmt: skip
def test_sentences(capsys: Captured, arguments: list[str], sentence: str) -> None:
    """Wrong usage is answered with one sentence that says what to do."""
    assert ExitCode.USAGE == main(["misconceptions", *arguments])

    out, err = capsys.readouterr()
    assert "" == out
    assert err.startswith(f"grader: {sentence}")
    assert 1 == len(err.splitlines())


def test_a_broken_exercise_is_left_out(capsys: Captured, tmp_path: Path) -> None:
    """A fault in one exercise keeps nobody from reading about the others, unless that one is asked for."""
    for half in ("exercises", "solutions"):
        for stem in ("ex01_one_parameter", "ex03_simultaneous_update"):
            shutil.copytree(REPOSITORY / half / stem, tmp_path / half / stem)
    problem = tmp_path / "solutions" / "ex03_simultaneous_update" / "problem.py"
    problem.write_text("problem = 1\n", encoding="utf-8")
    arguments = ["misconceptions", "gradient-ascent", "--kit", str(tmp_path)]

    assert ExitCode.ALL_POINTS == main(arguments)
    out, err = capsys.readouterr()
    assert "  met in   ex01\n" in out
    assert "grader: Left out, because of faults in their files: ex03.\n" == err

    assert ExitCode.USAGE == main([*arguments, "--exercise", "3"])
    assert "this file must define `problem`" in capsys.readouterr().err


def test_colors(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """Colours are put on, on demand, without changing the text."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    colored = told(capsys, "missing-mean")

    assert "\x1b[32mright" in colored
    assert re.sub("\x1b\\[[0-9;]*m", "", colored) == told(capsys, "missing-mean", "--no-color")


def run(code: str) -> str:
    """Return the last line that a Python of its own writes in the working folder."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONUTF8": "1"},
        check=True,
        timeout=60,
    )
    return done.stdout.splitlines()[-1]


def test_what_is_imported(capsys: Captured) -> None:
    """The list imports nothing heavy; a page imports no SymPy where the formulas are cached."""
    code = (
        "import sys; from grader.__main__ import main; main({});"
        "print(sorted({{'numpy', 'sympy', 'pytest'}} & set(sys.modules)))"
    )
    told(capsys, "missing-mean")

    assert "[]" == run(code.format(["misconceptions"]))
    assert "['numpy']" == run(code.format(["misconceptions", "missing-mean"]))
