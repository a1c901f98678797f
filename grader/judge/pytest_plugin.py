"""The pytest plugin: fixtures and markers of hidden suites, in the judge and on the command line.

In the judge a `Bench` is set for each submission. On the command line,
``pytest solutions/ex03_simultaneous_update --submission FILE`` makes one for every exercise it meets.
Loaded by every pytest run of the environment, so it imports nothing heavy by itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.judge.bench import Bench
    from grader.judge.oracle import Oracle
    from grader.judge.submission import Submission
    from grader.maths.probes import Probes

SUITE_FILE = "test_hidden.py"
BENCH: pytest.StashKey[Bench] = pytest.StashKey()
_PASSED: pytest.StashKey[dict[str, str]] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options for running a suite by hand."""
    group = parser.getgroup("grader")
    group.addoption("--submission", metavar="FILE", help="run hidden suites against this file")
    group.addoption("--grader-seed", type=int, default=0, help="the seed that probes are drawn from")


def pytest_configure(config: pytest.Config) -> None:
    """Register the markers of suites."""
    config.addinivalue_line("markers", "points(n): what a check is worth")
    config.addinivalue_line("markers", "needs(*checks): skip unless these checks passed")
    config.addinivalue_line("markers", "follows(*checks): skip if these checks came to no value at all")


def marked_checks(item: pytest.Item, marker: str) -> list[str]:
    """Return the names of the checks that a marker of an item lists."""
    return [str(name) for mark in item.iter_markers(marker) for name in mark.args]


@pytest.fixture(scope="session")
def _bench_by_folder() -> Iterator[dict[Path, Bench]]:
    benches: dict[Path, Bench] = {}
    yield benches
    for bench in benches.values():
        bench.close()


@pytest.fixture
def bench(request: pytest.FixtureRequest) -> Bench:
    """Return the submission, the oracle and the probes of the running check."""
    from grader.judge.bench import open_bench

    config = request.config
    if BENCH in config.stash:
        return config.stash[BENCH]
    file = config.getoption("--submission")
    if not file:
        pytest.skip("give a file with --submission")
    benches = request.getfixturevalue("_bench_by_folder")
    folder = request.path.parent
    if folder not in benches:
        benches[folder] = open_bench(folder, Path(file), config.getoption("--grader-seed"))
    found: Bench = benches[folder]
    return found


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


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Remember how each check of a suite ended, for the checks that need it."""
    outcome = yield
    report = outcome.get_result()
    if item.path.name != SUITE_FILE or BENCH in item.config.stash:
        return
    ended = item.config.stash.setdefault(_PASSED, {})
    key = f"{item.path}::{item.name}"
    if call.excinfo is not None:
        verdict = getattr(call.excinfo.value, "verdict", "errored")
        ended[key] = str(verdict)
        report.longrepr = _longrepr(call.excinfo.value) or report.longrepr
    elif call.when == "call":
        ended[key] = "passed"


def _longrepr(error: BaseException) -> str:
    """Return a failed check as its learner reads it; nothing for other errors."""
    lines = [getattr(error, name, None) for name in ("probe", "message")]
    if lines[1] is None:
        return ""
    lines += [f"expected {getattr(error, 'expected', None)}", f"got      {getattr(error, 'actual', None)}"]
    return "\n".join(line for line in lines if line and not line.endswith(" None"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a check whose needs are not met (on the command line; the judge decides for itself)."""
    if item.path.name != SUITE_FILE or BENCH in item.config.stash:
        return
    ended = item.config.stash.setdefault(_PASSED, {})
    for name in marked_checks(item, "needs"):
        if ended.get(f"{item.path}::{name}", "passed") != "passed":
            pytest.skip(f"needs {name}")
    for name in marked_checks(item, "follows"):
        if ended.get(f"{item.path}::{name}", "passed") not in ("passed", "failed"):
            pytest.skip(f"follows {name}")
