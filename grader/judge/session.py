"""One pytest session that runs a suite on one submission after another."""

from __future__ import annotations

import inspect
import os
import sys
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from _pytest.runner import runtestprotocol

from grader.errors import Fault, JudgeFaultError, KitError
from grader.judge import suite_plugin
from grader.judge.ran import Ran, blank, confirmed, docstring, failed, unmet
from grader.judge.submission import CheckFailedError, UnforeseenError, no_value_of, why_no_value
from grader.judge.suite_plugin import BENCH, MARKERS, given, marked_checks
from grader.results import Verdict
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from grader.judge.ahead import Ahead
    from grader.judge.bench import Bench
    from grader.judge.foreseen import Foreseen

_QUIET = (
    "--assert=plain",
    "--noconftest",
    "--import-mode=importlib",
    "--strict-markers",
    *("-c", os.devnull),
    *("-p", "grader.judge.pytest_plugin"),
    *("-p", "grader.judge.suite_plugin"),
    *(
        part
        for name in (
            "cacheprovider",
            "terminal",
            "faulthandler",
            "logging",
            "junitxml",
            "pastebin",
            "nose",
            "doctest",
            "setuponly",
            "setupplan",
            "stepwise",
            "debugging",
            "unraisableexception",
            "threadexception",
            "warnings",
            "recwarn",
            "capture",
            "unittest",
            "subtests",
            "legacypath",
        )
        for part in ("-p", f"no:{name}")
    ),
)
_INTERRUPTED = 2


@dataclass
class SuiteRun:
    """All checks of a suite on one submission, in the suite's order."""

    bench: Bench
    checks: list[Ran] = field(default_factory=list)


def run_suite(
    suite: Path,
    benches: Iterable[Bench],
    done: Callable[[SuiteRun], None],
    *,
    until_failure: bool = False,
    is_ahead: bool = False,
) -> None:
    """Run a suite on each submission.

    Parameters
    ----------
    suite : Path
        The pytest file.
    benches : iterable of Bench
        The submissions; taken one at a time.
    done : callable
        Called with each run as it ends.
    until_failure : bool
        Leave out the checks after the first that does not pass: enough to know whether all of them do.
    is_ahead : bool
        Ask a worker at once for all that a check is going to ask, as `grader.judge.foreseen` does it.

    Raises
    ------
    KitError
        The suite does not collect, has no checks, or a check lacks a docstring or points.
    JudgeFaultError
        A check failed in a way that is not about the submission.
    """
    plugin = _Judge(suite, benches, done, until_failure=until_failure, is_ahead=is_ahead)
    before = set(sys.modules)
    kept = {name: os.environ.pop(name, None) for name in ("PYTEST_ADDOPTS", "PYTEST_PLUGINS")}
    autoload = os.environ.get("PYTEST_DISABLE_PLUGIN_AUTOLOAD")
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        status = pytest.main([*_QUIET, "--rootdir", str(suite.parent), str(suite)], plugins=[plugin])
    finally:
        # Every suite is a module of the same name: the next one must not be given this one.
        for name in set(sys.modules) - before:
            if getattr(sys.modules[name], "__file__", None) == os.path.abspath(suite):
                del sys.modules[name]
        os.environ.update({name: value for name, value in kept.items() if value is not None})
        if autoload is None:
            del os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"]
        else:
            os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = autoload
    if plugin.error is not None:
        raise plugin.error
    if plugin.faults:
        raise KitError(plugin.faults)
    if status == _INTERRUPTED:
        raise KeyboardInterrupt
    if not plugin.ran:
        raise JudgeFaultError(f"pytest could not run {suite} (status {int(status)}).")


class _Judge:
    """The plugin that takes pytest's run loop over."""

    def __init__(
        self,
        suite: Path,
        benches: Iterable[Bench],
        done: Callable[[SuiteRun], None],
        *,
        until_failure: bool,
        is_ahead: bool,
    ) -> None:
        self.suite = suite
        self.benches = benches
        self.done = done
        self.until_failure = until_failure
        self.is_ahead = is_ahead
        self.faults: list[Fault] = []
        self.error: BaseException | None = None
        self.ran = False
        self._raised: BaseException | None = None
        self._arguments: dict[pytest.Item, Sequence[str] | None] = {}
        self._foreseen: dict[pytest.Item, Foreseen] = {}

    # --- collection -------------------------------------------------------------------------------

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            lines = str(report.longrepr).strip().splitlines()
            message = lines[-1].removeprefix("E").strip() if lines else "unknown reason"
            self.faults.append(
                Fault(str(self.suite), self._line_in(lines), f"the suite cannot be collected: {message}")
            )

    def _line_in(self, lines: list[str]) -> int:
        for line in reversed(lines):
            place, _, rest = line.partition(f"{self.suite.name}:")
            number = rest.partition(":")[0]
            if place is not line and number.isdigit():
                return int(number)
        return 1

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        names = {item.name for item in session.items}
        if not names and not self.faults:
            self.faults.append(Fault(str(self.suite), 1, "the suite has no checks; add a test function"))
        for item in session.items:
            line = (item.location[1] or 0) + 1
            if not docstring(item):
                message = f"{item.name} has no docstring; write the sentence that the learner reads"
                self.faults.append(Fault(str(self.suite), line, message))
            points = item.get_closest_marker("points")
            if points is None or not points.args or not isinstance(points.args[0], (int, float)):
                message = f"{item.name} is worth nothing; add @pytest.mark.points(1)"
                self.faults.append(Fault(str(self.suite), line, message))
            for marker in ("needs", "follows"):
                for needed in marked_checks(item, marker):
                    if needed not in names:
                        message = f"{item.name} {marker} {needed}, which is not in the suite"
                        self.faults.append(Fault(str(self.suite), line, message))

    # --- the run ----------------------------------------------------------------------------------

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if self.faults:
            return True
        self.ran = True
        for bench in self.benches:
            session.config.stash[BENCH] = bench
            try:
                self.done(self._judged(session.items, bench))
            except BaseException as error:
                # pytest would make an exit status of it; `run_suite` raises it again.
                self.error = error
                return True
        return True

    def _judged(self, items: Sequence[pytest.Item], bench: Bench) -> SuiteRun:
        """Run the checks on a submission, ahead of their questions where that is wanted."""
        if not self.is_ahead or bench.failure:
            return self._checked(items, bench, {})
        # Not on the way to the verdict on a single file.
        from grader.judge.foreseen import foresee

        for item in items:
            if item not in self._foreseen and self._arguments_of(item) is not None:
                self._foreseen[item] = foresee(partial(self._raised_by, item), bench)
        try:
            return self._checked(items, bench, self._foreseen)
        except UnforeseenError:
            loaded = bench.submission.start_over()
            if loaded.status != "returned":
                bench.failure = why_no_value(bench.exercise.stub.name, loaded)
            return self._checked(items, bench, {})

    def _checked(
        self, items: Sequence[pytest.Item], bench: Bench, foreseen: Mapping[pytest.Item, Foreseen]
    ) -> SuiteRun:
        run = SuiteRun(bench)
        verdicts: dict[str, Verdict] = {}
        before: Ahead | None = None
        for place, item in enumerate(items):
            ahead = None
            if item in foreseen and not unmet(item, verdicts):
                from grader.judge.ahead import Ahead

                if_passed = {**verdicts, item.name: Verdict.PASSED}
                following = next((one for one in items[place + 1 :] if not unmet(one, if_passed)), None)
                ahead = Ahead(foreseen[item], foreseen.get(following) if following else None, before)
            try:
                ran = self._run(item, bench, verdicts, ahead)
            except UnforeseenError:
                assert ahead is not None
                ahead.note(success=False)
                raise
            if ahead is not None:
                ahead.note(success=True)
            before = ahead or before
            verdicts[item.name] = ran.result.verdict
            run.checks.append(ran)
            if self.until_failure and ran.result.verdict is not Verdict.PASSED:
                break
        if len(run.checks) == len(items):
            run.checks = confirmed(run.checks, items, bench)
        return run

    def _run(self, item: pytest.Item, bench: Bench, verdicts: dict[str, Verdict], ahead: Ahead | None) -> Ran:
        skipped = blank(item)
        waiting = (
            sentence("Not run: the file itself could not be run.") if bench.failure else unmet(item, verdicts)
        )
        if waiting:
            return Ran(replace(skipped, message=waiting))
        observed = bench.submission.start_observing(ahead)
        if ahead is not None and (remembered := ahead.remembered(bench.submission)) is not None:
            bench.submission.stop_observing()
            return remembered
        raised = self._raised_by(item, bench)
        if isinstance(raised, UnforeseenError):
            raise raised
        bench.submission.stop_observing()
        if raised is not None and ahead is not None:
            ahead.give_up_following()
        if raised is None:
            passed = replace(
                skipped,
                verdict=Verdict.PASSED,
                points=skipped.max_points,
                followed_through=observed.followed_through,
            )
            ran = Ran(passed, frozenset(observed.compared), followed=tuple(observed.followed))
            if ahead is not None:
                ahead.remember(bench.submission, ran)
            return ran
        if isinstance(raised, CheckFailedError):
            if bench.submission.has_tampered():
                raised = no_value_of("tampered", raised)
            return failed(skipped, raised, observed.compared)
        if isinstance(raised, AssertionError):
            return Ran(replace(skipped, verdict=Verdict.FAILED, message=str(raised)))
        message = f"the check {item.name} of {self.suite} failed by itself: {type(raised).__name__}: {raised}"
        raise JudgeFaultError(message) from raised

    def _arguments_of(self, item: pytest.Item) -> Sequence[str] | None:
        if item not in self._arguments:
            self._arguments[item] = _needs_only_what_is_given(item)
        return self._arguments[item]

    def _raised_by(self, item: pytest.Item, bench: Bench) -> BaseException | None:
        """Run a check; return what it raised."""
        names = self._arguments_of(item)
        if names is None:
            self._raised = None
            runtestprotocol(item, log=False, nextitem=None)
            return self._raised
        # pytest's three phases and their hooks take longer than most checks, and would come to this call.
        try:
            item.function(**{name: given(bench, name) for name in names})  # type: ignore[attr-defined] # it is a function
        except (KeyboardInterrupt, pytest.exit.Exception):
            raise
        except BaseException as error:
            return error
        return None

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[Any]) -> pytest.TestReport:
        # pytest's own report would format a traceback that nobody reads.
        if call.excinfo is not None and self._raised is None:
            self._raised = call.excinfo.value
        return pytest.TestReport(
            nodeid=item.nodeid,
            location=item.location,
            keywords={},
            outcome="failed" if call.excinfo else "passed",
            longrepr=None,
            when=call.when if call.when != "collect" else "call",
        )

    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo[BaseException]) -> bool:
        self.error = self.error or excinfo.value
        return True

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        self.error = KeyboardInterrupt()


def _needs_only_what_is_given(item: pytest.Item) -> Sequence[str] | None:
    """Return a check's arguments if it is a plain function of the suites' own fixtures, else None."""
    if not isinstance(item, pytest.Function) or inspect.isgeneratorfunction(item.function):
        return None
    if hasattr(item, "callspec") or inspect.iscoroutinefunction(item.function) or item.cls is not None:
        return None
    if not {mark.name for mark in item.iter_markers()} <= set(MARKERS):
        return None
    for name in set(item.fixturenames) - ({"request"} - set(item._fixtureinfo.argnames)):
        definitions = item._fixtureinfo.name2fixturedefs.get(name, ())
        if not definitions or any(one.func.__module__ != suite_plugin.__name__ for one in definitions):
            return None
    return item._fixtureinfo.argnames
