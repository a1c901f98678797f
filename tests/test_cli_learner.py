"""A learner's way through the commands, from an empty folder to a solution, and what the shell offers."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest

from grader.__main__ import main
from grader.cli import COMMANDS, grader
from grader.errors import ExitCode
from grader.feedback.side_by_side import differences, render_side_by_side
from grader.kit import find_kit
from grader.languages import speaking
from grader.workspace import lay_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Open = Callable[..., Any]

ROOT = Path(__file__).resolve().parent.parent
N_EXERCISES = len(find_kit(ROOT).stems)
SUBMISSIONS = ROOT / "tests" / "submissions" / "ex03"
STUB = Path("exercises/ex03_simultaneous_update/ex03.py")
Captured = pytest.CaptureFixture[str]

on_posix = pytest.mark.skipif(os.name == "nt", reason="the test's terminal is one of POSIX")


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an empty folder the working folder of somebody who has no progress yet."""
    monkeypatch.setenv("GRADER_STATE", str(tmp_path / "state"))
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    return tmp_path / "empty"


@pytest.fixture
def workspace(empty: Path) -> Path:
    """Make it a workspace."""
    lay_out(find_kit(ROOT), empty)
    return empty


def told(capsys: Captured, *arguments: str, code: int = ExitCode.ALL_POINTS) -> str:
    """Return what a command writes, on either stream, its lines joined."""
    assert code == main([*arguments])
    out, err = capsys.readouterr()
    return " ".join((out + err).split())


# --- start ---------------------------------------------------------------------------------------------


def test_start_here(empty: Path, capsys: Captured) -> None:
    """In an empty folder the workspace is laid out there, and what comes next is said."""
    text = told(capsys, "start")

    assert f"This folder is now a workspace with {N_EXERCISES} exercises." in text
    assert "grader next" in text
    assert "cd " not in text
    assert Path("grader.toml").is_file()
    assert "nothing was missing" in told(capsys, "start")


def test_start_elsewhere(empty: Path, capsys: Captured) -> None:
    """A named folder is made, and how to get there is said."""
    text = told(capsys, "start", "my course")
    assert f"my course is now a workspace with {N_EXERCISES} exercises. cd 'my course'" in text
    assert Path("my course/exercises").is_dir()


def test_start_among_other_files(empty: Path, capsys: Captured) -> None:
    """Without a name nothing is spread among other files; with the name it is."""
    Path("thesis.tex").write_text("x", encoding="utf-8")
    text = told(capsys, "start", code=ExitCode.USAGE)
    assert (
        "This folder has other files in it (thesis.tex). Name a new folder: grader start gradient-descent;"
        in text
    )
    assert ["thesis.tex"] == os.listdir()

    told(capsys, "start", ".")
    assert {"thesis.tex", "grader.toml"} <= {*os.listdir()}


def test_start_tells_what_was_left(empty: Path, capsys: Captured) -> None:
    """A file that was there is named; later it is not mentioned, for learners change files."""
    Path("README.md").write_text("mine", encoding="utf-8")
    assert "Left as it was, for it was there already: README.md." in told(capsys, "start", ".")
    assert "README" not in told(capsys, "start", ".")

    Path(".gitignore").unlink()
    assert "Added: .gitignore" in told(capsys, "start")


def test_start_for_programs(empty: Path, capsys: Captured) -> None:
    """--json tells what was written and what was kept."""
    Path("README.md").write_text("mine", encoding="utf-8")
    values = json.loads(told(capsys, "start", ".", "--json"))

    assert ("grader/start/1", str(empty.resolve()), ["README.md"]) == (
        values["schema"],
        values["folder"],
        values["kept"],
    )
    assert str(STUB.as_posix()) in values["written"]


def test_start_on_a_file(empty: Path, capsys: Captured) -> None:
    """A file cannot become a workspace."""
    Path("notes").touch()

    assert "notes is a file; name a folder" in told(capsys, "start", "notes", code=ExitCode.USAGE)


def test_start_for_another_kit(empty: Path, capsys: Captured, make_kit: Callable[..., Path]) -> None:
    """A workspace for a kit that is named is judged by that kit from then on."""
    root = make_kit()
    told(capsys, "start", "week3", "--kit", str(root))
    os.chdir("week3")
    values = json.loads(told(capsys, "list", "--json"))

    assert str(root.resolve()) == values["kit"]["path"]
    assert ["ex03"] == [entry["short"] for entry in values["exercises"]]
    assert "nothing was missing" in told(capsys, "start")


def test_start_in_a_narrow_terminal(empty: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """What to do now stands below the commands where it does not fit beside them."""
    monkeypatch.setenv("COLUMNS", "40")

    assert ExitCode.ALL_POINTS == main(["start"])
    assert "  grader check ex01\n    what is right and what is not yet\n" in capsys.readouterr().out


# --- next, check, progress -----------------------------------------------------------------------------


def test_the_whole_way(workspace: Path, capsys: Captured) -> None:
    """From the first exercise over a wrong answer to a pass: next, list and progress follow."""
    assert "ex01 Step down a parabola" in told(capsys, "next")
    shutil.copy(SUBMISSIONS / "wrong_missing_mean.py", STUB)
    assert "missing-mean" in told(capsys, "check", "ex03", code=ExitCode.NOT_ALL_POINTS)
    text = told(capsys, "progress")
    assert f"exercises 0 of {N_EXERCISES} passed begun ex03 (4 of 10 points)" in text
    assert "mistakes 0 of 1 overcome met missing-mean (ex03)" in text

    shutil.copy(SUBMISSIONS / "right_loop.py", STUB)
    assert "10 of 10 points" in told(capsys, "check", "ex03")
    text = told(capsys, "progress")
    assert f"exercises 1 of {N_EXERCISES} passed passed ex03" in text
    assert "mistakes 1 of 1 overcome overcome missing-mean (ex03)" in text
    assert "assignment" in text
    values = json.loads(told(capsys, "progress", "--json"))
    assert ["ex03"] == values["exercises"]["passed"]
    assert [{"misconception": "missing-mean", "exercises": ["ex03"], "overcome": True, "open_in": []}] == (
        values["misconceptions"]
    )
    assert "ex01_one_parameter" == json.loads(told(capsys, "next", "--json"))["next"]["exercise"]


@pytest.mark.parametrize(
    "options", [["--seed", "1"], ["--json"], ["--format", "junit"], ["-o", "report.txt"]]
)
def test_marking_is_not_remembered(workspace: Path, capsys: Captured, options: list[str]) -> None:
    """What is judged with a seed, for a program or into a file is no step of a learner's own."""
    told(capsys, "check", "ex03", str(SUBMISSIONS / "right_loop.py"), *options)

    assert f"exercises 0 of {N_EXERCISES} passed" in told(capsys, "progress")


def test_cards(workspace: Path, capsys: Captured) -> None:
    """What the quiz pages saved says how many cards are due; another file is refused in a sentence."""
    entries = {"card:a": {"due": 0}, "card:b": {"due": 9e12}, "card:c": {"due": "x"}, "item:d": {"due": 0}}
    Path("saved.json").write_text(
        json.dumps({"schema": "grader/progress/1", "entries": entries}), encoding="utf-8"
    )
    assert " cards 1 of 2 due " in told(capsys, "progress", "--cards", "saved.json")
    values = json.loads(told(capsys, "progress", "--cards", "saved.json", "--json"))
    assert {"n_cards": 2, "n_due": 1} == values["cards"]
    assert " cards " not in told(capsys, "progress")

    Path("other.json").write_text("[]", encoding="utf-8")
    text = told(capsys, "progress", "--cards", "other.json", code=ExitCode.USAGE)
    assert "other.json is no progress of the quiz pages; save it on their index page." in text
    text = told(capsys, "progress", "--cards", "none.json", code=ExitCode.USAGE)
    assert "none.json cannot be read: no such file or directory." in text


@pytest.mark.parametrize("content", ["{", '{"schema": "grader/state/9"}'])
def test_a_broken_state_costs_no_verdict(
    workspace: Path, capsys: Captured, tmp_path: Path, content: str
) -> None:
    """Whatever is wrong with the progress, the verdict, the list and their exit codes are as ever."""
    (tmp_path / "state").mkdir()
    state = tmp_path / "state" / "progress.json"
    state.write_text(content, encoding="utf-8")
    assert ExitCode.ALL_POINTS == main(["list"])
    out, err = capsys.readouterr()
    assert "ex03" in out
    assert err.startswith(f"grader: The progress in {state} ")

    shutil.copy(SUBMISSIONS / "right_loop.py", STUB)
    assert ExitCode.ALL_POINTS == main(["check", "ex03"])
    out, err = capsys.readouterr()
    assert "10 of 10 points" in out
    assert err.startswith(f"grader: The progress in {state} ")
    assert 1 == err.count("\n")


def test_outside_of_a_workspace(empty: Path, capsys: Captured) -> None:
    """Elsewhere the learner's file of that name is judged; without one the sentence says what to do."""
    text = told(capsys, "check", "ex03", code=ExitCode.USAGE)
    assert "There is no ex03.py of yours here. “grader start” lays out a workspace" in text
    assert "You are not in a workspace: “grader start”" in told(capsys, "list")
    assert "You are not in a workspace: “grader start”" in told(capsys, "next")
    assert "You are not in a workspace: “grader start”" in told(capsys, "progress")

    shutil.copy(SUBMISSIONS / "right_loop.py", "ex03.py")
    assert "10 of 10 points" in told(capsys, "check", "ex03")


# --- examples ------------------------------------------------------------------------------------------


def test_examples(workspace: Path) -> None:
    """The visible checks fail on the stub, pass on a right file, and leave nothing behind."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        words = [sys.executable, "-m", "grader", "examples", *arguments]
        return subprocess.run(words, capture_output=True, encoding="utf-8", check=False, timeout=60)

    before = sorted(Path().rglob("*"))
    done = run("ex03")
    assert ExitCode.NOT_ALL_POINTS == done.returncode, done.stdout + done.stderr
    assert "NotImplementedError" in done.stdout

    shutil.copy(SUBMISSIONS / "right_loop.py", STUB)
    done = run("ex03")
    assert ExitCode.ALL_POINTS == done.returncode, done.stdout + done.stderr
    assert "4 passed" in done.stdout
    assert before == sorted(Path().rglob("*"))

    STUB.write_text("def update(:\n", encoding="utf-8")
    assert ExitCode.NOT_ALL_POINTS == run("ex03").returncode
    STUB.with_name("test_examples.py").unlink()
    done = run("ex03")
    assert (ExitCode.USAGE, "") == (done.returncode, done.stdout)
    assert "test_examples.py is missing; “grader start .” in your workspace adds it." in done.stderr


# --- reset ---------------------------------------------------------------------------------------------


def test_reset(workspace: Path, capsys: Captured) -> None:
    """A reset says where the learner's file is, the list shows it as to do, and an undo brings it back."""
    as_it_came = STUB.read_bytes()
    shutil.copy(SUBMISSIONS / "right_loop.py", STUB)
    told(capsys, "check", "ex03")
    text = told(capsys, "reset", "ex03")
    assert f"{STUB} is as it came. Yours is in backups" in text
    assert as_it_came == STUB.read_bytes()
    assert "to-do" == json.loads(told(capsys, "list", "--json"))["exercises"][2]["state"]
    assert f"exercises 1 of {N_EXERCISES} passed" in told(capsys, "progress")

    assert f"{STUB} is as it was before the reset." == told(capsys, "reset", "3", "--undo")
    assert (SUBMISSIONS / "right_loop.py").read_bytes() == STUB.read_bytes()
    assert "passed" == json.loads(told(capsys, "list", "--json"))["exercises"][2]["state"]


# --- solution ------------------------------------------------------------------------------------------


def test_solution_after_a_pass(workspace: Path, capsys: Captured) -> None:
    """Before a pass the way to a hint is shown; after it both files, and what tells them apart."""
    text = told(capsys, "solution", "ex03", code=ExitCode.USAGE)
    assert "ex03 is not passed yet. “grader hint ex03” may help" in text
    assert "def update" not in text

    shutil.copy(SUBMISSIONS / "right_loop.py", STUB)
    told(capsys, "check", "ex03")
    assert ExitCode.ALL_POINTS == main(["solution", "ex03"])
    out, _ = capsys.readouterr()
    assert 2 == out.count("  def update(x, y, w, b, alpha):\n")
    assert 80 >= max(map(len, out.partition("exercises/")[0].splitlines()))
    assert "Yours goes through the numbers in loops, the solution works on whole arrays at once." in " ".join(
        out.split()
    )


def test_solution_in_two_columns(workspace: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a wide screen the files stand beside each other."""
    monkeypatch.setenv("COLUMNS", "130")
    shutil.copy(SUBMISSIONS / "right_loop.py", STUB)
    assert ExitCode.ALL_POINTS == main(["solution", "ex03", "--spoil", "--yes"])
    out, _ = capsys.readouterr()

    assert "│ def compute_gradient(x, y, w, b):" in out
    assert 130 >= max(map(len, out.splitlines()))


def test_solution_on_a_narrow_screen(
    workspace: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands there may be copied: no line of code is broken, however narrow the screen."""
    monkeypatch.setenv("COLUMNS", "40")
    assert ExitCode.ALL_POINTS == main(["solution", "ex03", "--spoil", "--yes"])
    shown = capsys.readouterr().out.partition("a solution\n")[2].splitlines()
    reference = find_kit(ROOT).exercise("ex03").reference.read_text(encoding="utf-8")

    assert reference.strip().splitlines() == [
        line[2:] for line in shown[: len(reference.strip().splitlines())]
    ]


def test_solution_asks(workspace: Path, capsys: Captured) -> None:
    """Where nobody can be asked, the solution is shown only with a yes on the command line."""
    text = told(capsys, "solution", "ex04", "--spoil", code=ExitCode.USAGE)
    assert "Nobody is there to be asked; --yes shows the solution" in text
    assert "def compute_gradient" in told(capsys, "solution", "ex04", "--spoil", "--yes")


@on_posix
@pytest.mark.parametrize(
    ("answer", "code"), [("y\n", ExitCode.ALL_POINTS), ("\n", ExitCode.NOT_ALL_POINTS), ("\x04", 1)]
)
def test_solution_at_a_terminal(workspace: Path, open_terminal: Open, answer: str, code: int) -> None:
    """At a terminal the learner is asked, and anything but a yes is a no."""
    terminal = open_terminal(["solution", "ex03", "--spoil", "--no-pager"], workspace)
    terminal.wait_for("Show the solution of ex03 before you passed it? [y/N] ")
    terminal.type(answer)

    assert code == terminal.end()
    assert ("def update" in terminal.plain) is (answer == "y\n")


@pytest.mark.parametrize(
    ("own", "sentences"),
    [
        (
            "right_loop",
            ["Yours goes through the numbers in loops, the solution works on whole arrays at once."],
        ),
        ("right_helpers", ["Yours also has predict, mean, gradient_w and gradient_b."]),
        ("right_inlined_update", ["In yours, update computes by itself what it asks compute_gradient for"]),
        ("wrong_syntax_error", []),
    ],
)
def test_differences(own: str, sentences: list[str]) -> None:
    """What tells two files apart is said in words; nothing of a file that cannot be read."""
    solution = (ROOT / "solutions/ex03_simultaneous_update/ex03.py").read_text(encoding="utf-8")
    found = differences((SUBMISSIONS / f"{own}.py").read_text(encoding="utf-8"), solution)

    assert bool(sentences) is bool(found)
    assert [] == [sentence for sentence in sentences if not any(sentence in one for one in found)]


def test_nothing_is_compared_with_what_is_not_written_yet() -> None:
    """A stub is not said to compute anything by itself; the solution's heading is translated."""
    stub = (ROOT / "exercises/ex03_simultaneous_update/ex03.py").read_text(encoding="utf-8")
    solution = (ROOT / "solutions/ex03_simultaneous_update/ex03.py").read_text(encoding="utf-8")

    assert ["Still to be written in yours: compute_gradient and update."] == differences(stub, solution)
    with speaking("de"):
        text = render_side_by_side("ex03", "ex03.py", stub, solution, width=60, color=False)
    assert "In deiner noch zu schreiben: compute_gradient und update." in text
    assert "\neine Lösung\n" in text


def test_no_difference() -> None:
    """Two files that go about it in the same way are said to."""
    solution = (ROOT / "solutions/ex03_simultaneous_update/ex03.py").read_text(encoding="utf-8")

    assert ["Both work on whole arrays at once."] == differences(solution, solution)
    assert ["Both go about it in the same way."] == differences(
        "def f(x):\n    return x\n", "def f(y):\n    return y\n"
    )


# --- the shell -----------------------------------------------------------------------------------------


def commands(*, has_groups: bool = False) -> Iterator[tuple[str, click.Command]]:
    """Yield every command and every command of a group, with its whole name; groups too, if asked for."""
    context = click.Context(grader, info_name="grader")
    for name in COMMANDS:
        command = grader.get_command(context, name)
        assert command is not None
        is_group = isinstance(command, click.Group)
        if has_groups or not is_group:
            yield name, command
        if is_group:
            yield from ((f"{name} {inner}", one) for inner, one in command.commands.items())


def test_every_command_has_examples() -> None:
    """The help of every command ends in examples that the command would take."""
    context = click.Context(grader, info_name="grader")
    for name, command in commands(has_groups=True):
        text = command.get_help(click.Context(command, info_name=f"grader {name}", parent=context))
        lines = text.partition("Examples:\n")[2].partition("\n\n")[0].splitlines()
        examples = [line.strip() for line in lines]
        assert len(examples) > 1, name
        for example in examples:
            words = shlex.split(re.split("[<>|]", example)[0].removeprefix('eval "$(').removesuffix(')"'))
            n_words = len(name.split()) + 1
            assert ["grader", *name.split()] == words[:n_words]
            command.make_context(name, words[n_words:], parent=context)


def test_what_a_group_offers_is_said_whole() -> None:
    """The help of a group cuts no subcommand's sentence off, however narrow the terminal is."""
    context = click.Context(grader, info_name="grader", max_content_width=60)
    for name, command in commands(has_groups=True):
        if isinstance(command, click.Group):
            text = command.get_help(click.Context(command, info_name=f"grader {name}", parent=context))
            assert "..." not in text.partition("Commands:\n")[2], name


def test_what_is_missing_is_said_in_the_learners_language(
    empty: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The language is known before an argument is missed."""
    monkeypatch.setenv("GRADER_LANGUAGE", "de")

    assert "Nenne eine, etwa ex01; „grader list“ zeigt sie." in told(capsys, "check", code=ExitCode.USAGE)
    assert "Name one, such as ex01" in told(capsys, "hint", "--language", "en", code=ExitCode.USAGE)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["wacth"], "There is no command “wacth”. Did you mean “watch”?"),
        (["quiz", "tke"], "There is no command “tke”. Did you mean “take”? (“grader quiz --help” shows"),
        (["gradebook", "shwo"], "There is no command “shwo”. Did you mean “show”?"),
        (["list", "--jsn"], "There is no option “--jsn”. Did you mean “--json”?"),
        (["check", "ex03", "--verbos"], "There is no option “--verbos”. Did you mean “--verbose”?"),
        (["solution", "ex03", "--spoiler"], "There is no option “--spoiler”. Did you mean “--spoil”?"),
        (
            ["gradebook", "set", "-2", "ex03"],
            "There is no option “-2”. If it is none, put it last, after “--”.",
        ),
        (["list", "--zzzzzz"], "There is no option “--zzzzzz”. (“grader list --help” shows the usage.)"),
        (["check"], "Missing argument 'EXERCISE'. Name one, such as ex01; “grader list” shows them."),
        (["gradebook"], "grader: Give one of these commands. Usage: grader gradebook"),
        (["completion", "tcsh"], "'tcsh' is not one of 'bash', 'zsh', 'fish'."),
    ],
)
def test_did_you_mean(empty: Path, capsys: Captured, arguments: list[str], sentence: str) -> None:
    """A word that is nearly right is answered with the right one."""
    assert sentence in told(capsys, *arguments, code=ExitCode.USAGE)


#: What goes on, or writes something else than text for a person.
WITHOUT_JSON = {
    "completion": "prints what a shell reads",
    "quiz schema": "prints JSON",
    "quiz serve": "serves until it is ended",
    "watch": "goes on until it is ended",
}


def test_everything_is_told_to_programs_too() -> None:
    """Every command takes --json or is known not to; exports have forms of their own."""
    missing = {
        name
        for name, command in commands()
        if not name.startswith("export ") and not any("--json" in one.opts for one in command.params)
    }

    assert set(WITHOUT_JSON) == missing


def values_of(capsys: Captured, *arguments: str, code: int = ExitCode.ALL_POINTS) -> dict[str, Any]:
    """Return what a command tells a program."""
    assert code == main([*arguments, "--json"])
    values: dict[str, Any] = json.loads(capsys.readouterr().out)
    return values


def test_reset_and_solution_for_programs(workspace: Path, capsys: Captured) -> None:
    """A reset tells where both files are; a solution comes with the learner's own and what differs."""
    STUB.write_bytes((SUBMISSIONS / "wrong_missing_mean.py").read_bytes())
    reset = values_of(capsys, "reset", "ex03")
    undone = values_of(capsys, "reset", "ex03", "--undo")
    solution = values_of(capsys, "solution", "ex03", "--spoil", "--yes")

    assert ["ex03_simultaneous_update", str(STUB), False] == [
        reset[key] for key in ("exercise", "file", "undone")
    ]
    assert Path(reset["backup"]).is_file()
    assert undone["undone"]
    assert (STUB.read_text(encoding="utf-8"), True) == (solution["own"], "def update" in solution["solution"])
    assert solution["differences"]
    assert "add --yes" in told(capsys, "solution", "ex03", "--spoil", "--json", code=ExitCode.USAGE)


def test_examples_for_programs(workspace: Path, capsys: Captured) -> None:
    """Each visible check is told with its verdict and why; pytest's own words are kept."""
    values = values_of(capsys, "examples", "ex03", code=ExitCode.NOT_ALL_POINTS)

    assert {"failed"} == {check["verdict"] for check in values["checks"]}
    assert "NotImplementedError" in values["checks"][0]["message"]
    assert "failed" in values["output"]


@pytest.mark.parametrize("command", ["check", "examples", "show"])
def test_own_file_is_gone(workspace: Path, capsys: Captured, command: str) -> None:
    """Whoever has deleted their own file is told what brings it back; it does, with its folder."""
    STUB.unlink()
    of_file = told(capsys, command, "ex03", code=ExitCode.USAGE)
    told(capsys, "reset", "ex03")
    is_back = STUB.is_file()
    shutil.rmtree(STUB.parent)
    of_folder = told(capsys, command, "ex03", code=ExitCode.USAGE)
    told(capsys, "reset", "ex03")

    assert f"{STUB} cannot be read: there is no such file any more; “grader reset ex03” puts it" in of_file
    assert is_back
    assert "“grader start .” in your workspace adds it." in of_folder
    assert STUB.is_file()


def test_messages_name_the_file_as_it_was_typed(workspace: Path, capsys: Captured) -> None:
    """Where a file cannot be run, the file to open is named, whatever it is called."""
    file = Path("mine") / "try.py"
    file.parent.mkdir()
    file.write_text("def update(:\n", encoding="utf-8")

    assert f"{file} raised SyntaxError in line 1" in told(
        capsys, "check", "ex03", str(file), code=ExitCode.NOT_ALL_POINTS
    )


def test_a_picture_for_programs(workspace: Path, capsys: Captured) -> None:
    """A picture is told as the points of both paths."""
    file = str(SUBMISSIONS / "wrong_missing_mean.py")
    values = values_of(capsys, "show", "ex03", file, code=ExitCode.NOT_ALL_POINTS)
    picture = values["picture"]

    assert (False, "update") == (picture["is_same"], picture["function"])
    assert picture["right"]["points"][0] == picture["yours"]["points"][0]
    assert picture["right"]["points"][-1] != picture["yours"]["points"][-1]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script(empty: Path, capsys: Captured, shell: str) -> None:
    """The script says how to use it, and the shell, where it is here, can read it."""
    assert ExitCode.ALL_POINTS == main(["completion", shell])
    script, _ = capsys.readouterr()
    assert script.startswith("# For this session:")
    assert "_GRADER_COMPLETE" in script

    program = shutil.which(shell)
    if program is not None:
        done = subprocess.run(
            [program, "-n"], input=script, encoding="utf-8", capture_output=True, check=False
        )
        assert (0, "") == (done.returncode, done.stderr)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("grader wa", ["watch"]),
        ("grader check ex1", [f"ex1{digit}" for digit in range(10)]),
        ("grader solution ex03 --sp", ["--spoil"]),
        ("grader completion z", ["zsh"]),
        ("grader misconceptions --exercise ex20", ["ex20"]),
        ("grader quiz open simu", ["simultaneous-update"]),
        ("grader list --language d", ["de"]),
    ],
)
def test_completion(workspace: Path, typed: str, expected: list[str]) -> None:
    """Commands, exercises, ids, options and choices are completed, without NumPy and the like."""
    words = typed.split()
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "from grader.__main__ import command; command()"],
        env={
            **os.environ,
            "_GRADER_COMPLETE": "bash_complete",
            "COMP_WORDS": typed,
            "COMP_CWORD": str(len(words) - 1),
        },
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )

    assert expected == [line.partition(",")[2] for line in done.stdout.splitlines()]
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert set() == imported & {"numpy", "sympy", "pytest", "watchfiles"}


@on_posix
@pytest.mark.skipif(shutil.which("less") is None, reason="there is no less here")
def test_pages(workspace: Path, open_terminal: Open) -> None:
    """At a terminal what is too long is shown by pages; --no-pager, or a pipe, gets it all at once."""
    terminal = open_terminal(["list"], workspace)
    terminal.wait_for("q ends")
    assert "ex20" not in terminal.plain
    terminal.type("q")
    assert ExitCode.ALL_POINTS == terminal.end()

    for arguments, lines in ((["list", "--no-pager"], 24), (["list"], 70), (["list", "--json"], 24)):
        terminal = open_terminal(arguments, workspace, lines=lines)
        assert ExitCode.ALL_POINTS == terminal.end()
        assert "ex20" in terminal.plain
