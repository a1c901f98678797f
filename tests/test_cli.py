"""The command: its options, exit codes and sentences, with a judge that is told what to find."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from grader import __version__
from grader.__main__ import main
from grader.cli import COMMANDS
from grader.cli.check import exit_code
from grader.errors import ExitCode, JudgeFaultError, NotIsolatedError
from grader.results import Outcome, Report

if TYPE_CHECKING:
    from collections.abc import Callable

    MakeKit = Callable[..., Path]

REPOSITORY = Path(__file__).resolve().parent.parent


class Judge:
    """Stands for the engine: remembers what it was asked and answers with a report or an error."""

    def __init__(self, answer: Report | BaseException) -> None:
        self.answer = answer
        self.asked = SimpleNamespace()
        self.modes: list[str] = []

    def check(
        self, exercise: object, source: bytes, *, path: str, sandbox: object, seed: int | None
    ) -> Report:
        """Answer instead of judging."""
        self.asked = SimpleNamespace(exercise=exercise, source=source, path=path, sandbox=sandbox, seed=seed)
        if isinstance(self.answer, BaseException):
            raise self.answer
        return replace(self.answer, path=path)

    def sandbox(self, mode: str) -> Judge:
        """Stand for the sandbox as well."""
        self.modes.append(mode)
        return self

    def __enter__(self) -> Judge:
        return self

    def __exit__(self, *_: object) -> None:
        self.modes.append("closed")


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch, failed_report: Report, make_kit: MakeKit) -> Judge:
    """Put a judge in the engine's place, in a folder with a kit of its own."""
    found = Judge(failed_report)
    for name, content in (("checking", {"check": found.check}), ("sandbox", {"Sandbox": found.sandbox})):
        module = ModuleType(f"grader.{name}")
        module.__dict__.update(content)
        monkeypatch.setitem(sys.modules, module.__name__, module)
    for name in ("NO_COLOR", "FORCE_COLOR", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(make_kit())
    return found


Captured = pytest.CaptureFixture[str]


def test_check_shows_the_report(judge: Judge, capsys: Captured) -> None:
    """A failed submission is shown, without colours where nobody sees them, and exits with 1."""
    assert ExitCode.NOT_ALL_POINTS == main(["check", "ex03"])

    out, err = capsys.readouterr()
    assert out.startswith("ex03  Update w and b at the same time")
    assert "  7 of 11 points\n" in out
    assert ("", False) == (err, "\x1b" in out)


def test_check_takes_the_stub_by_default(judge: Judge) -> None:
    """Without FILE the kit's own file is judged, named as one would type it."""
    main(["check", "3"])

    assert str(Path("exercises/ex03_simultaneous_update/ex03.py")) == judge.asked.path
    assert b"def update" in judge.asked.source
    assert judge.asked.seed is None


def test_check_takes_a_file(judge: Judge) -> None:
    """FILE, seed and isolation reach the judge, and the sandbox is closed."""
    Path("mine.py").write_text("x = 1\n", encoding="utf-8")
    main(["check", "ex03", "mine.py", "--seed", "7", "--isolation", "strict"])

    assert ("mine.py", b"x = 1\n", 7) == (judge.asked.path, judge.asked.source, judge.asked.seed)
    assert ["strict", "closed"] == judge.modes


def test_check_reads_standard_input(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    """A FILE named - is standard input."""
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"y = 2\n")))
    main(["check", "ex03", "-"])

    assert ("-", b"y = 2\n") == (judge.asked.path, judge.asked.source)


@pytest.mark.parametrize("options", [["--json"], ["--format", "json"], ["--json", "--format", "json"]])
def test_json(judge: Judge, capsys: Captured, options: list[str]) -> None:
    """--json is --format json."""
    assert ExitCode.NOT_ALL_POINTS == main(["check", "ex03", *options])

    assert "grader/report/1" == json.loads(capsys.readouterr().out)["schema"]


def test_json_excludes_other_formats(judge: Judge, capsys: Captured) -> None:
    """Two formats at once are wrong usage."""
    assert ExitCode.USAGE == main(["check", "ex03", "--json", "--format", "junit"])

    assert (
        "grader: --json and --format junit exclude each other; give one of them." in capsys.readouterr().err
    )


def test_other_formats(judge: Judge, capsys: Captured) -> None:
    """JUnit and GitHub are to be had."""
    main(["check", "ex03", "--format", "junit"])
    assert capsys.readouterr().out.startswith("<?xml")

    main(["check", "ex03", "--format", "github"])
    assert capsys.readouterr().out.startswith("::error file=")


def test_github_summary(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    """The job summary is appended to what is there already."""
    Path("summary.md").write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    main(["check", "ex03", "--format", "github"])

    assert Path("summary.md").read_text(encoding="utf-8").startswith("before\n### ex03:")


def test_github_summary_that_fails(judge: Judge, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """A summary that cannot be written changes no exit code."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "missing/summary.md")

    assert ExitCode.NOT_ALL_POINTS == main(["check", "ex03", "--format", "github"])
    assert "grader: The job summary was not written: " in capsys.readouterr().err


def test_output_file(judge: Judge, capsys: Captured) -> None:
    """-o writes the report to a file and nothing else."""
    assert ExitCode.NOT_ALL_POINTS == main(["check", "ex03", "--json", "-o", "report.json"])

    assert ("", "") == capsys.readouterr()
    assert "failed" == json.loads(Path("report.json").read_text(encoding="utf-8"))["outcome"]


@pytest.mark.parametrize(
    ("options", "variables", "expected"),
    [
        ([], {}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--no-color"], {"FORCE_COLOR": "1"}, False),
        (["-o", "report.txt"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colors(
    judge: Judge,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Captured,
    options: list[str],
    variables: dict[str, str],
    expected: bool,
) -> None:
    """Colours are for a terminal, or on demand; a wish for none is always followed."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    main(["check", "ex03", *options])

    assert expected is ("\x1b[" in capsys.readouterr().out)


def test_verbose(judge: Judge, capsys: Captured) -> None:
    """-v shows the seed."""
    main(["check", "ex03", "-v"])

    assert "seed 7" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["--kit", "{}", "check", "ex03"], ["check", "ex03", "--kit", "{}"]])
def test_kit_on_either_side(
    judge: Judge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """--kit is taken before and after the command."""
    root = Path.cwd()
    monkeypatch.chdir(tmp_path)

    assert ExitCode.NOT_ALL_POINTS == main([argument.format(root) for argument in arguments])


@pytest.mark.parametrize("mode", ["default", "none"])
def test_warning_without_isolation(judge: Judge, failed_report: Report, capsys: Captured, mode: str) -> None:
    """A run that could not be isolated says so in one line, unless that was asked for."""
    judge.answer = replace(failed_report, isolation={"tier": "C", "reason": "no seccomp here"})
    main(["check", "ex03", "--json", "--isolation", mode])

    expected = "not isolated: no seccomp here\n" if mode == "default" else ""
    assert expected == capsys.readouterr().err


@pytest.mark.parametrize(
    ("outcome", "points", "expected"),
    [
        (Outcome.PASSED, 11.0, ExitCode.ALL_POINTS),
        (Outcome.PASSED, 10.0, ExitCode.NOT_ALL_POINTS),
        (Outcome.FAILED, 4.0, ExitCode.NOT_ALL_POINTS),
        (Outcome.FAILED, 11.0, ExitCode.NOT_ALL_POINTS),
        (Outcome.ERRORED, 0.0, ExitCode.NOT_ALL_POINTS),
        (Outcome.TIMED_OUT, 0.0, ExitCode.NOT_ALL_POINTS),
        (Outcome.OUT_OF_MEMORY, 0.0, ExitCode.NOT_ALL_POINTS),
        (Outcome.TAMPERED, 11.0, ExitCode.NOT_ALL_POINTS),
        (Outcome.UNREADABLE, 0.0, ExitCode.USAGE),
        (Outcome.GRADER_FAULT, 11.0, ExitCode.OUR_FAULT),
    ],
)
def test_exit_code_of_a_report(
    failed_report: Report, outcome: Outcome, points: float, expected: ExitCode
) -> None:
    """Only a pass with all points exits with 0."""
    checks = (replace(failed_report.checks[0], points=points, max_points=11.0),)

    assert expected is exit_code(replace(failed_report, outcome=outcome, checks=checks))


def test_all_points_exit_with_zero(judge: Judge, passed_report: Report) -> None:
    """All points exit with 0."""
    judge.answer = passed_report

    assert ExitCode.ALL_POINTS == main(["check", "ex03"])


@pytest.mark.parametrize(
    ("error", "expected", "sentence"),
    [
        (JudgeFaultError("The suite stopped."), ExitCode.OUR_FAULT, "grader: The suite stopped.\n"),
        (NotIsolatedError("No seccomp."), ExitCode.NOT_ISOLATED, "grader: No seccomp.\n"),
    ],
)
def test_errors_of_the_engine(
    judge: Judge, capsys: Captured, error: Exception, expected: ExitCode, sentence: str
) -> None:
    """An error of ours is one sentence with its own exit code, and the sandbox is closed all the same."""
    judge.answer = error

    assert expected == main(["check", "ex03"])
    assert ("", sentence) == capsys.readouterr()
    assert "closed" == judge.modes[-1]


def test_interrupt(judge: Judge, capsys: Captured) -> None:
    """Ctrl-C exits with 130 and a sentence."""
    judge.answer = KeyboardInterrupt()

    assert ExitCode.INTERRUPTED == main(["check", "ex03"])
    assert "grader: Interrupted; nothing was changed.\n" == capsys.readouterr().err.lstrip("\n")


def test_own_fault(judge: Judge, capsys: Captured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An unforeseen error is our fault: one sentence, and the traceback in a file."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    judge.answer = ZeroDivisionError("division by zero")

    assert ExitCode.OUR_FAULT == main(["check", "ex03"])
    err = capsys.readouterr().err
    start = (
        "grader: This is a fault of the grader, not of your work: "
        "ZeroDivisionError: division by zero. Details are in "
    )
    assert err.startswith(start)
    assert "Traceback" not in err
    assert "Traceback" in Path(err.removeprefix(start).strip().removesuffix(".")).read_text(encoding="utf-8")


def test_own_fault_with_verbose(judge: Judge, capsys: Captured) -> None:
    """With -v the traceback is printed."""
    judge.answer = ZeroDivisionError("division by zero")

    assert ExitCode.OUR_FAULT == main(["check", "ex03", "-v"])
    assert "Traceback (most recent call last):" in capsys.readouterr().err


def test_machines_get_a_report_all_the_same(judge: Judge, capsys: Captured) -> None:
    """Who asked for JSON gets a report also on a file that cannot be read, and on a fault of ours."""
    assert ExitCode.USAGE == main(["check", "ex03", "missing.py", "--json"])
    out, err = capsys.readouterr()
    assert "unreadable" == json.loads(out)["outcome"]
    assert "grader: missing.py cannot be read: there is no such file.\n" == err

    for judge.answer in (JudgeFaultError("The suite stopped."), ZeroDivisionError("The suite stopped.")):
        assert ExitCode.OUR_FAULT == main(["check", "ex03", "--json", "-v"])
        report = json.loads(capsys.readouterr().out)
        assert "grader-fault" == report["outcome"]
        assert report["message"].endswith("The suite stopped.")

    judge.answer = NotIsolatedError("No seccomp.")
    assert ExitCode.NOT_ISOLATED == main(["check", "ex03", "--json"])
    assert "" == capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["chekc"], "There is no command “chekc”. Did you mean “check”?"),
        (["ex03"], "There is no command “ex03”. Did you mean “grader check ex03”?"),
        (["zzz"], "There is no command “zzz”. (“grader --help” shows the usage.)"),
        (["check", "ex3x"], "There is no exercise “ex3x”. Did you mean ex03_simultaneous_update?"),
        (["check", "42"], "There is no exercise “42”. The kit has ex03_simultaneous_update."),
        (["check", "ex03", "--kit", "nowhere"], "There is no kit at nowhere: it is not a folder."),
        (["check", "ex03", "kit.py"], "kit.py cannot be read: there is no such file. Did you mean kut.py?"),
        (["check", "ex03", "-o", "missing/x"], "The report was not written to missing/x: no such file or "),
    ],
)  # fmt: skip
def test_sentences(judge: Judge, capsys: Captured, arguments: list[str], sentence: str) -> None:
    """Wrong usage is answered with one sentence that says what to do, and exits with 2."""
    Path("kut.py").write_text("", encoding="utf-8")

    assert ExitCode.USAGE == main(arguments)
    out, err = capsys.readouterr()
    assert "" == out
    assert err.startswith(f"grader: {sentence}")
    assert 1 == len(err.splitlines())


@pytest.mark.parametrize(
    "arguments", [["check"], ["check", "ex03", "--seed", "x"], ["check", "ex03", "--colour"], ["--nonsense"]]
)
def test_usage_is_one_sentence(judge: Judge, capsys: Captured, arguments: list[str]) -> None:
    """What click refuses is one sentence too, with a pointer at the help."""
    assert ExitCode.USAGE == main(arguments)

    err = capsys.readouterr().err
    assert 1 == len(err.splitlines())
    assert err.endswith(" --help” shows the usage.)\n")


def test_broken_exercise(judge: Judge, capsys: Captured) -> None:
    """A broken exercise is not judged; every fault is told."""
    Path("exercises/ex03_simultaneous_update/README.md").unlink()
    Path("solutions/ex03_simultaneous_update/problem.py").unlink()

    assert ExitCode.USAGE == main(["check", "ex03"])
    assert [
        "grader: The kit has 2 faults:",
        f"{Path('solutions/ex03_simultaneous_update/problem.py')}:1: this file is missing; add it",
        f"{Path('exercises/ex03_simultaneous_update/README.md')}:1: this file is missing; add it",
    ] == capsys.readouterr().err.splitlines()


@pytest.mark.parametrize("names", [[], ["ex03"]])
def test_validate_finds_faults(judge: Judge, capsys: Captured, names: list[str]) -> None:
    """Every fault is a line on standard output."""
    readme = Path("exercises/ex03_simultaneous_update/README.md")
    readme.unlink()

    assert ExitCode.USAGE == main(["validate", *names])
    assert f"{readme}:1: this file is missing; add it\n" == capsys.readouterr().out


def test_validate_does_not_know(judge: Judge, capsys: Captured) -> None:
    """An exercise that is not there is wrong usage."""
    assert ExitCode.USAGE == main(["validate", "ex09"])


def test_version(capsys: Captured) -> None:
    """--version is the package's."""
    assert ExitCode.ALL_POINTS == main(["--version"])
    assert f"grader {__version__}\n" == capsys.readouterr().out


def test_help_names_commands_and_exit_codes(capsys: Captured) -> None:
    """The help names the commands, with examples, and the exit codes."""
    assert ExitCode.ALL_POINTS == main(["--help"])

    out = capsys.readouterr().out
    assert "check" in out
    assert "Examples:\n    grader start" in out
    assert not [code for code in ExitCode if f"    {code:<3}  " not in out]


def test_bare_command(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bare command fits a small screen: what there is, how to begin, and where the rest is said."""
    monkeypatch.setenv("COLUMNS", "80")
    assert ExitCode.ALL_POINTS == main([])

    out = capsys.readouterr().out
    assert "“grader start" in out
    assert "--help" in out
    assert 24 > out.count("\n")
    assert [] == [name for name in COMMANDS if not re.search(rf"[ ,]{name}[ ,;]", out)]


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a Python of its own in the repository."""
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), **variables}
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, env=environment, check=False, timeout=60
    )


def test_help_is_light() -> None:
    """The help imports nothing heavy."""
    code = (
        "import sys; from grader.__main__ import main; main(sys.argv[1:]);"
        "print(sorted({'numpy', 'sympy', 'pytest', 'json'} & set(sys.modules)))"
    )

    for arguments in (["--help"], ["check", "--help"]):
        assert "[]" == run("-c", code, *arguments).stdout.splitlines()[-1]


def test_module_is_the_command() -> None:
    """`python -m grader` is the same command, its exit code included."""
    assert f"grader {__version__}\n" == run("-m", "grader", "--version").stdout
    assert ExitCode.USAGE == run("-m", "grader", "chekc").returncode


def test_an_encoding_without_our_signs() -> None:
    """A terminal that knows only ASCII gets an answer and no traceback."""
    done = run("-m", "grader", "check", "α", PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert ExitCode.USAGE == done.returncode
    assert done.stderr.startswith(r"grader: There is no exercise \u201c\u03b1\u201d.")
