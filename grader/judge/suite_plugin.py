"""The pytest plugin of hidden suites: fixtures and markers, in the judge and on the command line.

In the judge a `Bench` is set for each submission. On the command line,
``pytest solutions/ex03_simultaneous_update --submission PATH`` makes one for each file that PATH means.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from grader.errors import GraderError
from grader.judge.pytest_plugin import SUITE_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.judge.bench import Bench
    from grader.judge.oracle import Oracle
    from grader.judge.submission import Submission
    from grader.maths.probes import Probes

BENCH: pytest.StashKey[Bench] = pytest.StashKey()
_ENDED: pytest.StashKey[dict[str, str]] = pytest.StashKey()
_POINTS: pytest.StashKey[dict[str, tuple[float, float]]] = pytest.StashKey()
MARKERS = {
    "points": "points(n): what a check is worth",
    "needs": "needs(*checks): skip unless these checks passed",
    "follows": "follows(*checks): skip if these checks came to no value at all",
}
_SUFFIXES = (".py", ".ipynb")


def pytest_configure(config: pytest.Config) -> None:
    """Register the markers of suites."""
    for line in MARKERS.values():
        config.addinivalue_line("markers", line)
    config.stash[_ENDED] = {}
    config.stash[_POINTS] = {}


def marked_checks(item: pytest.Item, marker: str) -> list[str]:
    """Return the names of the checks that a marker of an item lists."""
    return [str(name) for mark in item.iter_markers(marker) for name in mark.args]


# --- which submissions ---------------------------------------------------------------------------------


def files_of(path: Path, short: str) -> list[Path]:
    """Return the submissions that a path means for an exercise.

    Parameters
    ----------
    path : Path
        A file is itself. Of a folder it is the file that is named for the exercise, also if it lies in
        a folder of its own as in a kit; if there is none, every Python file and notebook whose name is
        not another exercise's.
    short : str
        Such as `ex03`.
    """
    if not path.is_dir():
        return [path]
    files = [file for file in sorted(path.iterdir()) if file.suffix in _SUFFIXES and file.is_file()]
    own = [file for file in files if file.stem == short] or sorted(path.glob(f"{short}_*/{short}.py"))
    if own:
        return own[:1]
    others = ("_", ".", "test_", "conftest.")
    return [file for file in files if not file.name.startswith(others) and not _is_exercise(file.stem)]


def _is_exercise(stem: str) -> bool:
    return len(stem) == 4 and stem[:2] == "ex" and stem[2:].isdigit()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each check once for every submission, all checks of one before the next."""
    config = metafunc.config
    path = config.getoption("--submission", None)
    own_suite = metafunc.definition.path.name == SUITE_FILE
    if BENCH in config.stash or not path or not own_suite or "bench" not in metafunc.fixturenames:
        return
    files = files_of(Path(path), metafunc.definition.path.parent.name[:4])
    if len(files) != 1 or Path(path).is_dir():
        names = [file.name for file in files]
        metafunc.parametrize("bench", files, indirect=True, ids=names, scope="module")


# --- fixtures ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    """Give the submission, the oracle and the probes of the running check; one submission at a time."""
    config = request.config
    if BENCH in config.stash:
        yield config.stash[BENCH]
        return
    path = config.getoption("--submission")
    if not path:
        pytest.skip("give a file with --submission")
    from grader.judge.bench import open_bench

    file = Path(getattr(request, "param", path))
    seed, isolation = config.getoption("--grader-seed"), config.getoption("--grader-isolation")
    opened = open_bench(request.path.parent, file, seed, isolation)
    yield opened
    opened.close()


@pytest.fixture
def submission(bench: Bench) -> Submission:
    """Return the learner's file; `submission.update(probe)` calls its `update`."""
    return bench.submission


@pytest.fixture
def oracle(bench: Bench) -> Oracle:
    """Return the reference; `oracle.update(probe)` is what `update` should return."""
    return bench.oracle


@pytest.fixture
def probes(bench: Bench) -> Probes:
    """Return the inputs of this run, the ones to check by hand first."""
    return bench.probes


def given(bench: Bench, name: str) -> Any:
    """Return what the fixture of a name gives, for checks that the judge calls by itself."""
    return bench if name == "bench" else getattr(bench, name)


# --- on the command line -------------------------------------------------------------------------------


def _is_by_hand(item: pytest.Item) -> bool:
    """Tell whether a check of a suite runs on the command line, not in the judge."""
    return item.path.name == SUITE_FILE and BENCH not in item.config.stash


def _who(item: pytest.Item) -> str:
    """Return which submission an item is about: the part of its name in brackets."""
    return item.name.partition("[")[2].removesuffix("]")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Remember how each check of a suite ended, for the checks that need it and for the summary."""
    outcome = yield
    report = outcome.get_result()
    if not _is_by_hand(item):
        return
    name = item.name.partition("[")[0]
    key = f"{item.path}::{name}::{_who(item)}"
    verdict = ""
    if call.excinfo is not None:
        skipped = isinstance(call.excinfo.value, pytest.skip.Exception)
        verdict = "skipped" if skipped else str(getattr(call.excinfo.value, "verdict", "errored"))
        report.longrepr = _longrepr(call.excinfo.value) or report.longrepr
    elif call.when == "call":
        verdict = "passed"
    if not verdict:
        return
    item.config.stash[_ENDED][key] = verdict
    marker = item.get_closest_marker("points")
    if marker is not None and marker.args:
        _count(item, verdict, float(marker.args[0]))


def _count(item: pytest.Item, verdict: str, max_points: float) -> None:
    """Add a check's points to the summary, and to what JUnit files say of it."""
    points = max_points if verdict == "passed" else 0.0
    item.user_properties += [
        ("verdict", verdict),
        ("points", f"{points:g}"),
        ("max_points", f"{max_points:g}"),
    ]
    if not item.config.getoption("--submission"):
        return
    who = _who(item) or Path(item.config.getoption("--submission")).name
    key = f"{item.path.parent.name}  {who}"
    earned, to_be_had = item.config.stash[_POINTS].get(key, (0.0, 0.0))
    item.config.stash[_POINTS][key] = (earned + points, to_be_had + max_points)


def _longrepr(error: BaseException) -> str:
    """Return a failed check as its learner reads it; nothing for other errors."""
    if isinstance(error, GraderError):
        return str(error)
    lines = [getattr(error, name, None) for name in ("probe", "message")]
    if lines[1] is None or not hasattr(error, "verdict"):
        return ""
    lines += [f"expected {getattr(error, 'expected', None)}", f"got      {getattr(error, 'actual', None)}"]
    return "\n".join(line for line in lines if line and not line.endswith(" None"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a check whose needs are not met (on the command line; the judge decides for itself)."""
    if not _is_by_hand(item):
        return
    ended = item.config.stash[_ENDED]
    for name in marked_checks(item, "needs"):
        if ended.get(f"{item.path}::{name}::{_who(item)}", "passed") != "passed":
            pytest.skip(f"needs {name}")
    for name in marked_checks(item, "follows"):
        if ended.get(f"{item.path}::{name}::{_who(item)}", "passed") not in ("passed", "failed"):
            pytest.skip(f"follows {name}")


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Write each submission's points."""
    points = config.stash.get(_POINTS, {})
    if points:
        terminalreporter.section("points", sep="-")
        for key, (earned, to_be_had) in points.items():
            terminalreporter.write_line(f"{key}  {earned:g} of {to_be_had:g}")
