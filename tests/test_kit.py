"""Finding a kit, loading its exercises, and every fault with its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.errors import KitError, UnknownExerciseError, UsageError
from grader.exercise import History
from grader.kit import FeedbackPolicy, Function, Limits, find_kit

if TYPE_CHECKING:
    from collections.abc import Callable

    MakeKit = Callable[..., Path]

STEM = "ex03_simultaneous_update"
TOML = f"exercises/{STEM}/exercise.toml"
OTHER = ":8: the parameters of update are not those of exercise.toml: (X, w_init, b, alpha=0.1)"
REPOSITORY = Path(__file__).resolve().parent.parent


def edit(root: Path, name: str, old: str, new: str) -> None:
    """Replace a text in a file of the kit; it has to be there."""
    text = (root / name).read_text(encoding="utf-8")

    assert old in text
    (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def faults_of(root: Path) -> list[str]:
    """Return the kit's faults, their paths relative to the kit."""
    return [str(fault).removeprefix(f"{root}/") for fault in find_kit(root).faults()]


def test_exercise_is_read_whole(make_kit: MakeKit) -> None:
    """Every key of exercise.toml arrives."""
    exercise = find_kit(make_kit()).exercise("ex03")

    assert ("Walk down the hill", "One sentence.") == (exercise.title, exercise.summary)
    assert ("ex03", 3, STEM) == (exercise.short, exercise.number, exercise.stem)
    assert ("gradient-descent",) == exercise.concepts
    assert 3 == len(exercise.hints)
    assert {"X": ("m", "n"), "w": ("n", 1), "b": ()} == exercise.shapes
    assert ({"rate": "alpha"}, {"w": "w_init"}) == (exercise.roles, exercise.start)
    assert Limits(2.0, 10.0, 512) == exercise.limits
    assert FeedbackPolicy.FULL is exercise.feedback


def test_functions_are_read(make_kit: MakeKit) -> None:
    """A function has its arguments, defaults and the line of its table."""
    exercise = find_kit(make_kit()).exercise("ex03")

    expected = Function("update", "update", ("X", "w_init", "b", "alpha"), {"alpha": 0.1}, ("w", "b"), 27)
    assert expected == exercise.function("update")
    with pytest.raises(KeyError):
        exercise.function("missing")


def test_paths_exist(make_kit: MakeKit) -> None:
    """Every path of an exercise is that of a file."""
    exercise = find_kit(make_kit()).exercise("ex03")
    paths = (exercise.stub, exercise.readme, exercise.examples, exercise.toml)
    hidden = (exercise.reference, exercise.problem, exercise.suite)

    assert all(path.is_file() for path in (*paths, *hidden))


def test_limits_are_read(make_kit: MakeKit) -> None:
    """Limits that are stated replace the defaults, the others stay."""
    root = make_kit()
    with (root / TOML).open("a", encoding="utf-8") as file:
        file.write("\n[limits]\ncpu_seconds_per_call = 1\nmemory_mb = 256\n")

    assert Limits(1, 10.0, 256) == find_kit(root).exercise("3").limits


@pytest.mark.parametrize("name", ["ex03", "3", "03", "ex3", "EX03", STEM])
def test_names_of_an_exercise(make_kit: MakeKit, name: str) -> None:
    """An exercise is found by short name, number or stem."""
    kit = find_kit(make_kit(STEM, "ex13_stochastic"))

    assert STEM == kit.exercise(name).stem


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("simultanous", [STEM]),
        ("ex3x", [STEM, "ex13_stochastic"]),
        ("Stochastic Gradient", ["ex13_stochastic"]),
        ("ex03_simultaneous", [STEM]),
        ("update", [STEM]),
        ("42", []),
        ("", []),
    ],
)
def test_near_misses(make_kit: MakeKit, name: str, near: list[str]) -> None:
    """A name that is nearly right is answered with the nearest names, by number or by words."""
    kit = find_kit(make_kit(STEM, "ex13_stochastic"))
    with pytest.raises(UnknownExerciseError) as caught:
        kit.exercise(name)

    assert near == caught.value.near


def test_only_the_named_exercise_is_loaded(make_kit: MakeKit) -> None:
    """A fault in one exercise does not keep another from being checked."""
    root = make_kit(STEM, "ex13_stochastic")
    (root / "exercises/ex13_stochastic/README.md").unlink()
    kit = find_kit(root)

    assert STEM == kit.exercise("3").stem
    with pytest.raises(KitError):
        kit.exercise("13")
    with pytest.raises(KitError):
        kit.exercises()


def test_all_exercises(make_kit: MakeKit) -> None:
    """All exercises come in the order of their numbers."""
    kit = find_kit(make_kit("ex13_stochastic", STEM))

    assert [STEM, "ex13_stochastic"] == [exercise.stem for exercise in kit.exercises()]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('title = "Walk', "title = Walk", ":1: not valid TOML: invalid value"),
        ('title = "W', 'titel = "W', ":1: unknown “titel”; did you mean title?"),
        ('title = "Walk down the hill"', 'title = " "', ":1: “title” has to be a text that is not empty"),
        ('["gradient-descent"]', "[1]", ":3: “concepts” has to be a list of texts with at least one"),
        ('"second", "third"', '"second"', ":4: needs 3 hints, none of them empty, and has 2"),
        ('"third"', '""', ":4: needs 3 hints, none of them empty, and has 3"),
        (
            "b = []\n",
            "b = 1\n",
            ':13: the shape of b is a list of "m", "n" or numbers from 1, [] for a float',
        ),
        (
            "b = []\n",
            "",
            ":23: b has no shape; add it to [shapes], or to [roles] if it is a rate or the like",
        ),
        ("b = []\n", "b = []\nbias = []\n", ":14: no function takes or returns bias; remove its shape"),
        ('rate = "alpha"', 'raet = "alpha"', ":16: unknown “raet”; did you mean rate?"),
        ('rate = "alpha"', 'rate = "alhpa"', ":16: unknown “alhpa”; did you mean alpha?"),
        ('w = "w_init"', 'v = "w_init"', ":19: unknown “v”; known are X, w, b"),
        ('computes = "gradient"', 'computes = "gradeint"', ":23: unknown “gradeint”; did you mean gradient?"),
        (
            'name = "update"',
            'name = "compute_gradient"',
            ":28: the function compute_gradient is declared twice; keep one",
        ),
        ('name = "update"', 'name = "up-date"', ":28: “up-date” is not a name that a function can have"),
        ('name = "update"\n', "", ":27: “name” is missing; add a text that is not empty"),
        ('returns = ["w", "b"]', 'returns = ["w", "c"]', ":25: unknown “c”; known are X, w, b"),
        ('"alpha=0.1"', '"alpha=fast"', ":30: the default of alpha is not a number: fast"),
        (
            '"b", "alpha=0.1"',
            '"alpha=0.1", "b"',
            ":30: b has no default and follows an argument that has one",
        ),
        (
            '["X", "w", "b"]',
            '["X", "w", "b", "b"]',
            ":24: “b” is not a new name, or a name and its default as in alpha=0.01",
        ),
        ("[roles]", "[limits]\nmemory_mb = 1.5\n[roles]", ":16: memory_mb is a whole number above 0"),
        ("[roles]", "[limits]\ncpu_seconds = 0\n[roles]", ":16: cpu_seconds is a number above 0"),
        ("[roles]", "[limits]\nmemory = 1\n[roles]", ":16: unknown “memory”; did you mean memory_mb?"),
    ],
)
def test_faults_of_exercise_toml(make_kit: MakeKit, old: str, new: str, fault: str) -> None:
    """A fault in exercise.toml is told with its line and what to do."""
    root = make_kit()
    edit(root, TOML, old, new)

    assert f"{TOML}{fault}" in faults_of(root)


DESCENT = """
[[functions]]
name = "descend"
computes = "descent"
arguments = ["X", "w", "b", "alpha"]
returns = ["w", "b", "J_history"]
history = { name = "J_history", holds = "after", column = true }
"""


def test_history_is_read(make_kit: MakeKit) -> None:
    """A descent's costs have the name, the extent and the shape that the exercise declares."""
    root = make_kit()
    with (root / TOML).open("a", encoding="utf-8") as file:
        file.write(DESCENT)
    for half in ("exercises", "solutions"):
        with (root / half / STEM / "ex03.py").open("a", encoding="utf-8") as file:
            file.write("\n\ndef descend(X, w, b, alpha):\n    raise NotImplementedError\n")
    function = find_kit(root).exercise("3").function("descend")

    assert History("J_history", "after", True) == function.history
    assert ("w", "b") == function.reached
    assert (3, 1) == function.history.shape(3)
    assert [1, 2, 3] == function.history.of([0, 1, 2, 3])


def test_what_a_history_holds() -> None:
    """With k steps there are k + 1 costs, or those of the k points before or after a step."""
    path = [0, 1, 2]

    assert ([0, 1, 2], (3,)) == (History().of(path), History().shape(2))
    assert ([0, 1], (2,)) == (History(holds="before").of(path), History(holds="before").shape(2))
    assert ([1, 2], (2,)) == (History(holds="after").of(path), History(holds="after").shape(2))


@pytest.mark.parametrize(
    ("old", "new", "line", "fault"),
    [
        ('"after"', '"aftr"', 38, "unknown “aftr”; did you mean after?"),
        ('name = "J_history"', 'named = "J"', 38, "unknown “named”; did you mean name?"),
        (
            '{ name = "J_history", ',
            "{ ",
            38,
            "the history costs is not among what is returned; add it to “returns”",
        ),
        ("true", '"yes"', 38, "“column” is true for the shape (k, 1), false for (k,)"),
        ("history = {", "history = 1 # {", 38, "“history” has to be a table"),
        ('"descent"', '"update"', 38, "only a function that computes a descent has a history"),
        ("history = {", "# {", 37, "unknown “J_history”; known are X, w, b, costs"),
    ],
)
def test_faults_of_a_history(make_kit: MakeKit, old: str, new: str, line: int, fault: str) -> None:
    """What is wrong with a history is told with its line."""
    root = make_kit()
    with (root / TOML).open("a", encoding="utf-8") as file:
        file.write(DESCENT.replace(old, new, 1))

    assert f"{TOML}:{line}: {fault}" in faults_of(root)


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        (f"exercises/{STEM}/ex03.py", "alpha=0.1", "alpha", OTHER),
        (f"exercises/{STEM}/ex03.py", "b, alpha", "c, alpha", OTHER),
        (
            f"exercises/{STEM}/ex03.py",
            "def update",
            "def updat",
            ":8: exercise.toml declares update, this file lacks it; did updat mean to be it?",
        ),
        (
            f"solutions/{STEM}/ex03.py",
            "def update",
            "def other",
            ":1: exercise.toml declares update, this file lacks it; add it",
        ),
        (f"solutions/{STEM}/ex03.py", "def update(", "def update(*, ", OTHER),
        (f"exercises/{STEM}/ex03.py", "def update", "def update(", ":8: not valid Python: "),
        (f"exercises/{STEM}/test_examples.py", "Visible", 'Visible"""\n\n(\n"""', ":3: not valid Python: "),
        (f"solutions/{STEM}/problem.py", "Mathematics", 'x"""\nJ = = 1\n"""', ":2: not valid Python: "),
        (f"solutions/{STEM}/test_hidden.py", "Hidden", 'x"""\n\ndef (\n"""', ":3: not valid Python: "),
    ],
)
def test_faults_of_python_files(make_kit: MakeKit, name: str, old: str, new: str, fault: str) -> None:
    """A syntax error or a differing signature is told with its line."""
    root = make_kit()
    edit(root, name, old, new)

    # Where Python words a syntax error itself, only the start of the fault is ours.
    assert any(told.startswith(f"{name}{fault}") for told in faults_of(root))


@pytest.mark.parametrize(
    "name",
    [
        f"exercises/{STEM}/README.md",
        f"exercises/{STEM}/ex03.py",
        f"exercises/{STEM}/test_examples.py",
        f"exercises/{STEM}/exercise.toml",
        f"solutions/{STEM}/ex03.py",
        f"solutions/{STEM}/problem.py",
        f"solutions/{STEM}/test_hidden.py",
    ],
)
def test_missing_file_is_one_fault(make_kit: MakeKit, name: str) -> None:
    """A missing file is one fault, not a heap of what follows from it."""
    root = make_kit()
    (root / name).unlink()

    assert [f"{name}:1: this file is missing; add it"] == faults_of(root)


def test_all_faults_at_once(make_kit: MakeKit) -> None:
    """An exercise with several faults tells all of them."""
    root = make_kit()
    edit(root, TOML, "title", "titel")
    edit(root, TOML, '"second", ', "")
    (root / f"solutions/{STEM}/problem.py").unlink()
    with pytest.raises(KitError) as caught:
        find_kit(root).exercise("3")

    assert 4 == len(caught.value.faults)


def test_no_hidden_half(make_kit: MakeKit) -> None:
    """An exercise without a partner in solutions/ is told, and the reverse."""
    root = make_kit()
    (root / f"solutions/{STEM}").rename(root / "solutions/ex04_other")
    told = "\n".join(faults_of(root))

    assert f"exercises/{STEM}:1: no folder {root}/solutions/{STEM}; add it, with ex03.py" in told
    assert (
        f"solutions/ex04_other:1: no folder {root}/exercises/ex04_other; add it, or remove this one" in told
    )


def test_two_exercises_with_one_number(make_kit: MakeKit) -> None:
    """A number that two exercises have is a fault of both."""
    root = make_kit(STEM, "ex03_twin")
    told = faults_of(root)

    assert f"exercises/{STEM}:1: the number 03 is also that of ex03_twin; give one of them another" in told
    assert f"exercises/ex03_twin:1: the number 03 is also that of {STEM}; give one of them another" in told


def test_badly_named_folder(make_kit: MakeKit) -> None:
    """A folder that is no exercise is told; hidden ones and caches are not."""
    root = make_kit()
    for name in ("exercise3", ".git", "__pycache__"):
        (root / "exercises" / name).mkdir()

    assert ["exercises/exercise3:1: rename this folder as in ex03_simultaneous_update"] == faults_of(root)


def test_not_utf_8(make_kit: MakeKit) -> None:
    """An exercise.toml in another encoding is told with its line."""
    root = make_kit()
    (root / TOML).write_bytes(b'title = "x"\nsummary = "\xff"\n')

    assert f"{TOML}:2: not UTF-8; save the file as UTF-8" in faults_of(root)


def test_kit_toml(make_kit: MakeKit) -> None:
    """A kit's own title and policy reach the exercises."""
    root = make_kit()
    (root / "kit.toml").write_text('title = "A course"\nfeedback = "verdict"\n', encoding="utf-8")
    kit = find_kit(root)

    assert ("A course", FeedbackPolicy.VERDICT) == (kit.title, kit.feedback)
    assert FeedbackPolicy.VERDICT is kit.exercise("3").feedback


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('feedback = "verdikt"', "kit.toml:1: unknown “verdikt”; did you mean verdict?"),
        ('\nfedback = "full"', "kit.toml:2: unknown “fedback”; did you mean feedback?"),
        ("title = 1", "kit.toml:1: “title” has to be a text that is not empty"),
        ("title", "kit.toml:1: not valid TOML: expected '=' after a key in a key/value pair"),
    ],
)
def test_broken_kit_toml_shows_nothing(make_kit: MakeKit, text: str, fault: str) -> None:
    """A policy that cannot be read is never taken for the most open one."""
    root = make_kit()
    (root / "kit.toml").write_text(text, encoding="utf-8")

    assert [fault] == faults_of(root)
    with pytest.raises(KitError):
        find_kit(root).exercise("3")


def test_working_folder_has_its_own_kit(make_kit: MakeKit) -> None:
    """A folder's own kit, or that of a folder above it, comes before the shipped one."""
    root = make_kit()

    assert root == find_kit(start=root).root
    assert root == find_kit(start=root / "exercises" / STEM).root


def test_kit_in_a_wheel(make_kit: MakeKit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed grader finds the kit that was packed into it."""
    (tmp_path / "site/grader").mkdir(parents=True)
    make_kit().rename(tmp_path / "site/grader/shipped_kit")
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr("grader.kit.__file__", str(tmp_path / "site/grader/kit.py"))

    assert tmp_path / "site/grader/shipped_kit" == find_kit(start=tmp_path / "empty").root


def test_no_kit_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any kit the sentence says how to name one."""
    monkeypatch.setattr("grader.kit.__file__", str(tmp_path / "site/grader/kit.py"))
    with pytest.raises(UsageError, match="Name one with --kit PATH"):
        find_kit(start=tmp_path)


def test_other_courses_are_no_kits(tmp_path: Path) -> None:
    """Folders that only have the names of a kit's halves do not hide the shipped kit."""
    (tmp_path / "exercises").mkdir()
    (tmp_path / "solutions").mkdir()

    assert REPOSITORY == find_kit(start=tmp_path).root


def test_named_kit_must_be_one(tmp_path: Path) -> None:
    """A folder that is named and no kit is an error, not a reason to take another."""
    with pytest.raises(UsageError, match="it is not a folder"):
        find_kit(tmp_path / "missing")
    with pytest.raises(UsageError, match="it has no folder “exercises”"):
        find_kit(tmp_path)


def test_shipped_kit_has_no_faults() -> None:
    """The kit of this repository is without faults."""
    assert [] == find_kit(REPOSITORY).faults()
