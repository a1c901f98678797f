"""`grader new`: whole exercises from costs, one sentence for a bad one, and nothing ever overwritten."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.__main__ import main
from grader.authoring import Task, examine
from grader.errors import ExitCode, UsageError
from grader.kit import find_kit
from grader.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

    Captured = pytest.CaptureFixture[str]

COSTS = {
    "ex22_huber": ["--cost", "mean(huber(w*x[i] + b - y[i], 1), i)"],
    "ex23_cubic": ["--prediction", "a*x[i]**3 + b*x[i]", "--title", "A cubic"],
    "ex24_margin": ["--prediction", "w*x[i] + b", "--loss", "log(1 + exp(-Y*F))"],
    "ex25_valley": ["--cost", "(u - 1)**2 + 10*(v - u**2)**2"],
    "ex26_cube": ["--cost", "w**3 - 3*w"],
    "ex27_bowl": ["--cost", "sum(w[j]**4 + w[j]**2, j)/4"],
}
FILES = {
    "exercises": ["README.md", "exercise.toml", "test_examples.py"],
    "solutions": ["problem.py", "test_hidden.py"],
}


@pytest.fixture(scope="module", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep derivations in one cache for all test processes."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADER_CACHE", str(folder / "grader-cache"))
        yield


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an empty kit the working folder."""
    (tmp_path / "exercises").mkdir()
    (tmp_path / "kit.toml").write_text('title = "Mine"\n', encoding="utf-8")
    (tmp_path / "solutions").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def made(kit: Path) -> list[str]:
    """Return all files of the kit, hidden ones too."""
    return sorted(str(path.relative_to(kit)) for path in kit.rglob("*") if path.is_file())


def refused(capsys: Captured, *arguments: str) -> str:
    """Return the sentence with which the command refuses."""
    assert ExitCode.USAGE == main(["new", *arguments])
    out, err = capsys.readouterr()
    assert "" == out
    assert 1 == len(err.splitlines()), err
    return err.strip().removeprefix("grader: ")


@pytest.mark.parametrize("stem", COSTS)
def test_the_gate_asks_only_for_texts(stem: str, kit: Path, capsys: Captured) -> None:
    """What is written passes every check of the gate but for the texts, each told with file and line."""
    assert ExitCode.ALL_POINTS == main(["new", stem, *COSTS[stem]])
    found = find_kit(kit)

    assert [
        f"{half}/{stem}/{name}" for half in FILES for name in sorted([*FILES[half], f"{stem[:4]}.py"])
    ] == [name for name in made(kit) if name != "kit.toml"]
    assert [] == found.faults()
    assert "6 texts are left for you" in capsys.readouterr().out
    with Sandbox() as sandbox:
        results = [examine(Task(str(kit), stem, part, 1), sandbox, lambda done, of: None) for part in (0, 1)]
    faults = [str(fault) for result in results for fault in result.faults]
    marked = [
        f"{path.relative_to(kit)}:{number}: still to be written: "
        for path in ((kit / "exercises" / stem / name) for name in ("README.md", "exercise.toml"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if "WRITE:" in line
    ]
    assert 6 == len(marked)
    assert len(marked) == len(faults), faults
    assert all(fault.startswith(mark) for fault, mark in zip(faults, marked, strict=True))
    assert results[1].notes["judged"] > 10


def test_what_is_derived_is_in_the_task(kit: Path) -> None:
    """Formulas, shapes and the worked example are filled in, and the example is the oracle's."""
    assert ExitCode.ALL_POINTS == main(["new", "ex23_cubic", *COSTS["ex23_cubic"]])
    task = (kit / "exercises/ex23_cubic/README.md").read_text(encoding="utf-8")
    toml = (kit / "exercises/ex23_cubic/exercise.toml").read_text(encoding="utf-8")
    numbers: dict[str, list[float]] = {}
    for name, found in re.findall(r"`(\w+) = ([^`]+)`", task):
        numbers.setdefault(name, [float(number) for number in re.findall(r"-?[\d.]+", found)])
    errors = [
        numbers["a"][0] * x**3 + numbers["b"][0] * x - y
        for x, y in zip(numbers["x"], numbers["y"], strict=True)
    ]
    slope = sum(error * x**3 for error, x in zip(errors, numbers["x"], strict=True)) / len(errors)

    assert "# Exercise 23: A cubic\n" in task
    assert r"$$f_i = a x_i^{3} + b x_i$$" in task
    assert r"$$\partial J / \partial a = \frac{1}{m} \sum_{i=1}^{m} \delta_i \, x_i^{3}$$" in task
    assert "| `x` | `(m,)` | one number per sample |\n| `y` | `(m,)` | targets |\n| `a` | float |" in task
    assert pytest.approx(slope, rel=1e-5) == numbers["da"][0]
    assert 'title = "A cubic"' in toml
    assert 'arguments = ["x", "y", "a", "b", "alpha"]\nreturns = ["a", "b"]' in toml


BAD = {
    "--cost 'w**'": "The cost “w**” cannot be read: invalid syntax.",
    "--cost 'w^2'": "In the cost, “w^2” has a ^; write ** for a power.",
    "--cost 'Log(w)'": "In the cost, “Log(w)” is not offered, but log is.",
    "--cost 'floor(w)'": "In the cost, “floor(w)” is no mathematics that is offered; offered are + − * / **",
    "--cost '[w for w in x]'": "In the cost, “[w for w in x]” is no mathematics that is offered; offered are",
    "--cost 'w.real'": "In the cost, “w.real” is no mathematics that is offered; offered are",
    "--cost '__import__(\"os\")'": 'In the cost, “__import__("os")” is no mathematics that is offered',
    "--cost '\"w\"'": 'In the cost, “"w"” is no number.',
    "--cost 'w/0'": "In the cost, “w/0” divides by zero.",
    "--cost '2**9**9'": "In the cost, “2**9**9” has a power above 20.",
    "--cost '9**9**9*w'": "In the cost, “9**9**9” has a power above 20.",
    "--cost 'alpha**2'": "In the cost, “alpha” stands for the learning rate; choose another name.",
    "--cost 'w[1]**2'": "In the cost, “w[1]” has an index that is none; i and k count samples",
    "--cost 'w[j] + w'": "In the cost, “w” is an array elsewhere and has no index here.",
    "--cost '1 if w < 0 else 2 + w'": "The cost cannot be descended: it jumps where w = 0.",
    "--cost '3'": "Nothing is left to move: there is no parameter, such as w.",
    "--cost 'log(-1 - w**2)'": "The cost or its slope is no finite number at w = ",
    "--cost 'x[i]*w'": "A cost with samples is a mean over them, mean(…, i) or 1/m*sum(…, i) with one",
    "--cost 'mean(x[i]*w, i)'": "The cost is no function of one prediction and its target y[i]; state it by",
    "--cost 'w**2' --prediction 'w*x[i]'": "State the exercise by --cost, or by --prediction (and",
    "": "State the exercise by --cost, or by --prediction (and --loss, --target); one of them.",
    "--cost 'w**2' --loss 'F*Y'": "--loss belongs to --prediction; with --cost the cost says everything.",
    "--cost 'w**2' --target 'y[i]'": "This cost has no samples (nothing is indexed by i), and so no target.",
    "--prediction 'w*x[i]' --loss 'F**2'": "The loss is written over F, the prediction, and Y,",
    "--prediction 'w*x[i]' --loss '(F - z)**2'": "The loss is written over F, the prediction, and Y",
    "--prediction 'w*y[i]'": "The prediction holds the target y[i]; it is to be predicted.",
    "--prediction 'w*x[i]' --target 'y'": "The target “y” has to be one value for each sample, such as y[i].",
    "--prediction 'w*x[i]' --parameters 'v'": "No parameter v is in the expression; there is w.",
    "--prediction 'w*x[i] + b' --parameters 'w'": "b is neither data nor in --parameters; add it,",
    "--prediction 'W[j, l]*x[i]'": "The parameter W has two indices; a vector such as w[j] is offered.",
    "--prediction 'sum(X[i, j]*w[j])'": "In the prediction, “sum(X[i, j]*w[j])” does not say over",
}


@pytest.mark.parametrize(("options", "sentence"), BAD.items(), ids=list(BAD))
def test_a_bad_cost_is_one_sentence(options: str, sentence: str, kit: Path, capsys: Captured) -> None:
    """What cannot be read, differentiated or descended is told in one sentence, and nothing is written."""
    import shlex

    told = refused(capsys, "ex22_bad", *shlex.split(options))

    assert told.startswith(sentence)
    assert told.endswith((".", "b."))
    assert ["kit.toml"] == made(kit)


def test_names(kit: Path, capsys: Captured) -> None:
    """A name that is none, or whose number is taken, is refused with what to take instead."""
    assert ExitCode.ALL_POINTS == main(["new", "ex01_cube", "--cost", "w**3"])
    capsys.readouterr()
    before = made(kit)
    cost = ["--cost", "w**2"]

    assert "The number ex01 is that of ex01_cube; the first free number is ex02." == refused(
        capsys, "ex01_parabola", *cost
    )
    assert "The number ex01 is that of ex01_cube; the first free number is ex02." == refused(
        capsys, "ex01_cube", *cost
    )
    assert "“parabola” is no name for an exercise; it is written as in ex22_huber." == refused(
        capsys, "parabola", *cost
    )
    assert (
        "“Ex2-Cube” is no name for an exercise; it is written as in ex22_huber; did you mean ex02_cube?"
        == (refused(capsys, "Ex2-Cube", *cost))
    )
    assert before == made(kit)


def test_a_hidden_half_that_is_there_stays(kit: Path, capsys: Captured) -> None:
    """A folder in the way is never written over, and no first half is left beside it."""
    (kit / "solutions/ex05_mine").mkdir()
    (kit / "solutions/ex05_mine/notes.txt").write_text("mine", encoding="utf-8")

    assert refused(capsys, "ex05_mine", "--cost", "w**2").endswith(
        "solutions/ex05_mine is there already; nothing was written."
    )
    assert ["kit.toml", "solutions/ex05_mine/notes.txt"] == made(kit)


@pytest.mark.parametrize("call", range(1, 8))
def test_a_half_written_exercise_is_never_left(
    call: int, kit: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever file cannot be written: the kit is as it was before."""
    write, calls = Path.write_text, []

    def failing(self: Path, *arguments: object, **options: object) -> int:
        calls.append(self)
        if len(calls) == call:
            raise OSError(28, "No space left on device")
        return write(self, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "write_text", failing)

    assert "no space left on device." in refused(capsys, "ex05_mine", "--cost", "w**2")
    assert ["kit.toml"] == made(kit)
    assert [] == list((kit / "exercises").iterdir()) + list((kit / "solutions").iterdir())


def test_a_failed_rename_takes_the_other_half_back(
    kit: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the second half cannot be put in its place, the first one goes too."""
    rename, calls = os.rename, []

    def failing(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) == 2:
            raise PermissionError(13, "Permission denied")
        rename(source, target)

    monkeypatch.setattr(os, "rename", failing)

    assert "permission denied." in refused(capsys, "ex05_mine", "--cost", "w**2")
    assert ["kit.toml"] == made(kit)


def test_the_shipped_kit_is_left_alone(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Outside of any kit, none is chosen by itself."""
    monkeypatch.chdir(tmp_path)

    assert refused(capsys, "ex98_mine", "--cost", "w**2") == (
        "There is no kit in this folder. Name one with --kit PATH, a folder with exercises/ and solutions/."
    )


def test_the_help_says_what_is_offered(capsys: Captured) -> None:
    """Every function that is read stands in the help."""
    from grader.authoring.scaffold.expression import FUNCTIONS

    assert ExitCode.ALL_POINTS == main(["new", "--help"])
    told = capsys.readouterr().out

    assert [] == [
        name for name in (*FUNCTIONS, "Piecewise", "sum", "mean") if not re.search(rf"\b{name}\b", told)
    ]


def test_a_cost_is_taken_apart() -> None:
    """A cost over samples is stated as prediction and loss, from an error and from a margin."""
    from grader.authoring.scaffold import state

    error = state(cost="1/(2*m)*sum((sum(X[i, j]*w[j], j) + b - y[i])**2, i)")
    margin = state(cost="mean(log(1 + exp(-2*y[i]*(w*x[i] + b))), i)")
    turned = state(cost="mean(abs(t[i] - w*x[i]), i)", target="t[i]")

    assert ("(F - Y)**2/2", "real") == (str(error.loss), error.labels)
    assert ("log(1 + exp(-2*F*Y))", "signs") == (str(margin.loss), margin.labels)
    assert ("Abs(F - Y)", "w*x[i]") == (str(turned.loss), str(turned.prediction))


def test_state_does_not_run_text(tmp_path: Path) -> None:
    """A text is read by its syntax tree: what Python would do with it does not happen."""
    from grader.authoring.scaffold import state

    mark = tmp_path / "ran"
    for text in (
        f"open({str(mark)!r}, 'w')",
        f"(lambda: open({str(mark)!r}, 'w'))()",
        "w.__class__",
        "x[i := 1]",
    ):
        with pytest.raises(UsageError):
            state(cost=text)

    assert not mark.exists()
