"""Hidden suites as their author meets them: what is wrong in one and where, and runs by plain pytest."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.checking import check
from grader.errors import ExitCode, JudgeFaultError, KitError
from grader.kit import find_kit
from grader.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.results import Report

    JudgeBy = Callable[[str], Report]

ROOT = Path(__file__).resolve().parent.parent
EXERCISE = find_kit(ROOT).exercise("ex03")
REFERENCE = EXERCISE.reference.read_text(encoding="utf-8")
WRONG = REFERENCE.replace("b - alpha * dj_db", "b + alpha * dj_db")

GOOD_CHECK = '''
@pytest.mark.points(1)
def test_good(submission):
    """All is well."""
'''
HEAD = '"""A suite."""\n\nimport pytest\n\nfrom grader.judge.suite import assert_matches\n\n'


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """A kit with ex03 alone, to be given other suites."""
    for half, source in (("exercises", EXERCISE.folder), ("solutions", EXERCISE.solution_folder)):
        shutil.copytree(source, tmp_path / half / EXERCISE.stem)
    return tmp_path


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """One sandbox for the module, and one cache for all test processes."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with pytest.MonkeyPatch.context() as patch, Sandbox() as sandbox:
        patch.setenv("GRADER_CACHE", str(folder / "grader-cache"))
        yield sandbox


@pytest.fixture
def judge_by(kit: Path, sandbox: Sandbox) -> JudgeBy:
    """A function that judges the reference by a suite's text."""

    def judge(suite: str) -> Report:
        (kit / "solutions" / EXERCISE.stem / "test_hidden.py").write_text(HEAD + suite, encoding="utf-8")
        exercise = find_kit(kit).exercise("ex03")
        return check(exercise, REFERENCE.encode(), path="mine.py", sandbox=sandbox, seed=1)

    return judge


# --- broken suites --------------------------------------------------------------------------------------

BROKEN = {
    "syntax": ("def test_a(:\n", 7, "not valid Python: invalid syntax"),
    "import": ("import no_such_module\n", 7, "No module named 'no_such_module'"),
    "name": ("x = 1\nprint(undefined)\n", 8, "name 'undefined' is not defined"),
    "empty": ("X = 1\n", 1, "the suite has no checks; add a test function"),
    "no docstring": (
        "@pytest.mark.points(1)\ndef test_a(submission):\n    pass\n",
        8,
        "test_a has no docstring; write the sentence that the learner reads",
    ),
    "no points": (
        'def test_a(submission):\n    """A check."""\n',
        7,
        "test_a is worth nothing; add @pytest.mark.points(1)",
    ),
    "points in words": (
        '@pytest.mark.points("one")\ndef test_a(submission):\n    """A check."""\n',
        8,
        "test_a is worth nothing; add @pytest.mark.points(1)",
    ),
    "unknown need": (
        '@pytest.mark.points(1)\n@pytest.mark.needs("test_b")\ndef test_a(submission):\n    """A check."""\n',
        9,
        "test_a needs test_b, which is not in the suite",
    ),
    "unknown follow": (
        '@pytest.mark.points(1)\n@pytest.mark.follows("test_b")\ndef test_a(oracle):\n    """A check."""\n',
        9,
        "test_a follows test_b, which is not in the suite",
    ),
    # pytest refuses a marker without saying where it stands.
    "unknown marker": (
        '@pytest.mark.point(1)\ndef test_a(submission):\n    """A check."""\n',
        1,
        "'point' not found in `markers`",
    ),
}


@pytest.mark.parametrize(("suite", "line", "message"), BROKEN.values(), ids=list(BROKEN))
def test_broken_suite_is_a_fault_of_the_kit(suite: str, line: int, message: str, judge_by: JudgeBy) -> None:
    """What is wrong in a suite is said with its file, about where, and what to do."""
    with pytest.raises(KitError) as caught:
        judge_by(suite)

    (fault,) = caught.value.faults
    assert message in fault.message
    assert fault.path.endswith(f"{EXERCISE.stem}/test_hidden.py")
    # Python 3.11 and pytest count a decorated function from its first decorator or from its def.
    assert line - 2 <= fault.line <= line


def test_all_faults_of_a_suite_are_told_at_once(judge_by: JudgeBy) -> None:
    """An author is not made to run the suite once for each fault."""
    with pytest.raises(KitError) as caught:
        judge_by(
            'def test_a(submission):\n    pass\n\n\n@pytest.mark.needs("test_c")\ndef test_b():\n    pass\n'
        )

    assert {
        "test_a has no docstring; write the sentence that the learner reads",
        "test_a is worth nothing; add @pytest.mark.points(1)",
        "test_b has no docstring; write the sentence that the learner reads",
        "test_b is worth nothing; add @pytest.mark.points(1)",
        "test_b needs test_c, which is not in the suite",
    } == {fault.message for fault in caught.value.faults}
    assert ExitCode.USAGE == caught.value.exit_code


# --- our own fault --------------------------------------------------------------------------------------

FAILING = {
    "error": ("    1 / 0\n", "ZeroDivisionError: division by zero"),
    "unknown function": ("    submission.no_such_function(1)\n", "declares no function no_such_function"),
    "unknown oracle": ("    oracle.no_such_function(1)\n", "declares no function no_such_function"),
}


@pytest.mark.parametrize(("body", "message"), FAILING.values(), ids=list(FAILING))
def test_a_suite_that_fails_by_itself_is_our_fault(body: str, message: str, judge_by: JudgeBy) -> None:
    """An error in a check is no verdict on the submission."""
    suite = f'@pytest.mark.points(1)\ndef test_a(submission, oracle):\n    """A check."""\n{body}'
    with pytest.raises(JudgeFaultError, match=message) as caught:
        judge_by(suite + GOOD_CHECK)

    assert "test_a" in str(caught.value)
    assert ExitCode.OUR_FAULT == caught.value.exit_code


def test_a_missing_fixture_is_our_fault(judge_by: JudgeBy) -> None:
    """A check that asks for a fixture that there is not names it."""
    with pytest.raises(JudgeFaultError, match="no_such_fixture"):
        judge_by('@pytest.mark.points(1)\ndef test_a(no_such_fixture):\n    """A check."""\n')


def test_our_fault_ends_the_command(kit: Path) -> None:
    """`grader check` with such a suite exits with 3, and its report says grader-fault and no points."""
    suite = f'{HEAD}@pytest.mark.points(1)\ndef test_a(submission):\n    """A check."""\n    1 / 0\n'
    (kit / "solutions" / EXERCISE.stem / "test_hidden.py").write_text(suite, encoding="utf-8")
    command = [sys.executable, "-m", "grader", "check", "ex03", str(EXERCISE.reference), "--kit", str(kit)]
    done = subprocess.run(
        [*command, "--json"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )

    assert ExitCode.OUR_FAULT == done.returncode, done.stdout + done.stderr
    assert '"outcome": "grader-fault"' in done.stdout
    assert '"points": 0' in done.stdout


def test_an_assert_of_the_authors_is_a_failed_check(judge_by: JudgeBy) -> None:
    """A plain assert is a verdict, with its message for the learner."""
    report = judge_by(
        '@pytest.mark.points(2)\ndef test_a(submission):\n    """A check."""\n    assert 1 > 2, "Not so."\n'
        + GOOD_CHECK
    )

    assert [("failed", 0.0), ("passed", 1.0)] == [
        (result.verdict.value, result.points) for result in report.checks
    ]
    # Within pytest, as here, the outer run adds the compared values below.
    assert "Not so." == report.checks[0].message.splitlines()[0]


def test_titles_are_docstrings(judge_by: JudgeBy) -> None:
    """The sentence that a learner reads is the check's docstring, on one line and without its full stop."""
    report = judge_by('@pytest.mark.points(0.5)\ndef test_a(submission):\n    """One\n    check."""\n')

    assert [("One check", 0.5)] == [(result.title, result.max_points) for result in report.checks]


# --- plain pytest ---------------------------------------------------------------------------------------


def run_pytest(text: str | None, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run ex03's suite by pytest itself, from the repository."""
    given = []
    if text is not None:
        (folder / "mine.py").write_text(text, encoding="utf-8")
        given = ["--submission", str(folder / "mine.py")]
    # The plugin is an entry point of the installed package; from a bare checkout it is named here.
    loaded = [] if _is_installed() else ["-p", "grader.judge.pytest_plugin"]
    command = [sys.executable, "-m", "pytest", *loaded, "-p", "no:cacheprovider", "-rs", "-q"]
    return subprocess.run(
        [*command, f"solutions/{EXERCISE.stem}", *given],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def _is_installed() -> bool:
    from importlib.metadata import entry_points

    return any(point.value == "grader.judge.pytest_plugin" for point in entry_points(group="pytest11"))


def test_pytest_passes_the_reference(tmp_path: Path) -> None:
    """`pytest solutions/ex03_… --submission FILE` passes every check on a right file."""
    done = run_pytest(REFERENCE, tmp_path)

    assert 0 == done.returncode, done.stdout + done.stderr
    assert "4 passed" in done.stdout


def test_pytest_fails_a_wrong_file(tmp_path: Path) -> None:
    """A wrong file fails its check in the learner's words, and checks that need it are skipped."""
    done = run_pytest(WRONG, tmp_path)

    assert 1 == done.returncode, done.stdout + done.stderr
    assert "1 failed, 1 passed, 2 skipped" in done.stdout
    assert "needs test_update" in done.stdout
    assert "expected (" in done.stdout
    assert "Traceback" not in done.stdout


def test_pytest_without_a_file_skips(tmp_path: Path) -> None:
    """Without --submission there is nothing to judge, and that is said."""
    done = run_pytest(None, tmp_path)

    assert "4 skipped" in done.stdout, done.stdout + done.stderr
    assert "give a file with --submission" in done.stdout
