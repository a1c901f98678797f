"""The pytest plugin: never active unless asked, and good enough for a course's own CI."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

pytest_plugins = ["pytester"]

ROOT = Path(__file__).resolve().parent.parent
SUITE = ROOT / "solutions" / "ex03_simultaneous_update"
STORED = ROOT / "tests" / "submissions" / "ex03"
QUIET = ("-p", "no:cacheprovider", "-p", "no:xdist", "-o", "filterwarnings=error")


@pytest.fixture
def run(pytester: pytest.Pytester) -> Callable[..., pytest.RunResult]:
    """Return a function that runs pytest in a process of its own."""

    def run_pytest(*arguments: object) -> pytest.RunResult:
        return pytester.runpytest_subprocess(*QUIET, *map(str, arguments))

    return run_pytest


def test_not_active_unless_asked(pytester: pytest.Pytester, run: Callable[..., pytest.RunResult]) -> None:
    """Another project meets no fixture, marker or hook of ours, and may use the same names."""
    pytester.makepyfile(
        """
        import sys
        import pytest

        @pytest.fixture
        def submission():
            return "own"

        def test_own(submission, request):
            assert submission == "own"
            assert "grader.judge.suite_plugin" not in sys.modules
            assert "numpy" not in sys.modules
            for name in ("oracle", "probes", "bench"):
                with pytest.raises(pytest.FixtureLookupError):
                    request.getfixturevalue(name)
        """
    )
    result = run()
    markers = run("--markers")

    result.assert_outcomes(passed=1)
    assert "points(n)" not in markers.stdout.str()


def test_suite_without_submission(run: Callable[..., pytest.RunResult]) -> None:
    """A suite that is met by chance is skipped, and says what to give."""
    result = run(SUITE, "-rs")

    result.assert_outcomes(skipped=4)
    result.stdout.fnmatch_lines(["*give a file with --submission*"])


def test_one_file(run: Callable[..., pytest.RunResult]) -> None:
    """A file is judged as a learner reads it, and its points are summed up."""
    result = run(SUITE, "--submission", STORED / "wrong_missing_mean.py", "--grader-seed", "3")

    result.assert_outcomes(failed=1, passed=1, skipped=2)
    result.stdout.fnmatch_lines(
        ["expected (*)", "got      (*)", "ex03_simultaneous_update  wrong_missing_mean.py  4 of 10"]
    )
    assert "Traceback" not in result.stdout.str()
    assert "suite.py" not in result.stdout.str()


def test_folder_of_one_class(tmp_path: Path, run: Callable[..., pytest.RunResult]) -> None:
    """Every file of a folder is judged, one after another; a broken one costs only itself."""
    for name in ("wrong_missing_mean.py", "right_loop.py"):
        shutil.copy(STORED / name, tmp_path)
    (tmp_path / "broken.py").write_text("def update(:\n", encoding="utf-8")
    for other in ("ex04.py", "_draft.py", "test_own.py", "conftest.py", "notes.txt"):
        (tmp_path / other).write_text("raise SystemExit\n", encoding="utf-8")
    result = run(SUITE, "--submission", tmp_path, f"--junitxml={tmp_path / 'report.xml'}")

    result.assert_outcomes(failed=1, passed=5, skipped=5, errors=1)
    result.stdout.fnmatch_lines(
        [
            "*broken.py raised SyntaxError in line 1: invalid syntax",
            "ex03_simultaneous_update  broken.py  0 of 10",
            "ex03_simultaneous_update  right_loop.py  10 of 10",
            "ex03_simultaneous_update  wrong_missing_mean.py  4 of 10",
        ]
    )
    cases = {case.get("name"): case for case in ET.parse(tmp_path / "report.xml").iter("testcase")}
    failed = cases["test_gradient[wrong_missing_mean.py]"]
    assert 12 == len(cases)
    assert {"verdict": "failed", "points": "0", "max_points": "4"} == {
        part.get("name"): part.get("value") for part in failed.iter("property")
    }
    assert str(failed.find("failure").text).startswith("compute_gradient(x=")  # type: ignore[union-attr]


def test_folder_of_one_learner(tmp_path: Path, run: Callable[..., pytest.RunResult]) -> None:
    """In a folder with a file for each exercise, the one that is named for the suite's is judged."""
    shutil.copy(STORED / "right_loop.py", tmp_path / "ex03.py")
    (tmp_path / "ex04.py").write_text("raise SystemExit\n", encoding="utf-8")
    (tmp_path / "other.py").write_text("raise SystemExit\n", encoding="utf-8")
    result = run(SUITE, "--submission", tmp_path)

    result.assert_outcomes(passed=4)
    result.stdout.fnmatch_lines(["ex03_simultaneous_update  ex03.py  10 of 10"])


def test_nothing_to_judge(pytester: pytest.Pytester, run: Callable[..., pytest.RunResult]) -> None:
    """A path that leads to no submission is refused: a run that judges nothing is no pass."""
    missing, empty = (
        run(SUITE, "--submission", "nowhere"),
        run(SUITE, "--submission", pytester.mkdir("empty")),
    )

    missing.stderr.fnmatch_lines(["ERROR: --submission nowhere: there is no such file or folder."])
    empty.stderr.fnmatch_lines(
        ["ERROR: --submission *empty: the folder holds no Python file and no notebook."]
    )
    assert pytest.ExitCode.USAGE_ERROR == missing.ret == empty.ret
