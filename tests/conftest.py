"""What several test modules share: hand-made reports and kits."""

from __future__ import annotations

import atexit
import os
import re
import select
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from grader.results import CheckResult, Diagnosis, Evidence, Outcome, Report, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    MakeKit = Callable[..., Path]

# What is tested is English unless a test says otherwise.
os.environ.pop("GRADER_LANGUAGE", None)
# No test may read or change the progress of whoever runs it; commands that tests start inherit this.
os.environ["GRADER_STATE"] = tempfile.mkdtemp(prefix="grader-test-state-")
atexit.register(shutil.rmtree, os.environ["GRADER_STATE"], ignore_errors=True)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Let expensive fixtures be set up in one process only."""
    from tests.scheduling import Scheduling

    return Scheduling(config, log)


TOML = '''\
title = "Walk down the hill"
summary = "One sentence."
concepts = ["gradient-descent"]
hints = ["""
first
[not a table]
x = 1
""", "second", "third"]

[shapes]
X = ["m", "n"]
w = ["n", 1]
b = []

[roles]
rate = "alpha"

[start]
w = "w_init"

[[functions]]
name = "compute_gradient"
computes = "gradient"
arguments = ["X", "w", "b"]
returns = ["w", "b"]

[[functions]]
name = "update"
computes = "update"
arguments = ["X", "w_init", "b", "alpha=0.1"]
returns = ["w", "b"]
'''

SOURCE = '''\
"""A module."""


def compute_gradient(X, w, b):
    raise NotImplementedError


def update(X, w_init, b, alpha=0.1):
    raise NotImplementedError
'''


def write_exercise(root: Path, stem: str = "ex03_simultaneous_update", toml: str = TOML) -> None:
    """Write both halves of an exercise without faults."""
    folder, hidden = root / "exercises" / stem, root / "solutions" / stem
    short = stem[:4]
    folder.mkdir(parents=True)
    hidden.mkdir(parents=True)
    (folder / "exercise.toml").write_text(toml, encoding="utf-8")
    (folder / "README.md").write_text("# A task\n", encoding="utf-8")
    (folder / "test_examples.py").write_text('"""Visible."""\n', encoding="utf-8")
    (folder / f"{short}.py").write_text(SOURCE, encoding="utf-8")
    (hidden / f"{short}.py").write_text(SOURCE, encoding="utf-8")
    (hidden / "problem.py").write_text('"""Mathematics."""\n', encoding="utf-8")
    (hidden / "test_hidden.py").write_text('"""Hidden."""\n', encoding="utf-8")


@pytest.fixture
def make_kit(tmp_path: Path) -> MakeKit:
    """Return a function that writes a kit with the named exercises and returns its root."""

    def make(*stems: str) -> Path:
        root = tmp_path / "kit"
        for stem in stems or ("ex03_simultaneous_update",):
            write_exercise(root, stem)
        return root

    return make


@pytest.fixture
def failed_report() -> Report:
    """Return the report of a usual mistake: a sequential update."""
    checks = (
        CheckResult(
            id="gradient",
            title="compute_gradient returns ∂J/∂w and ∂J/∂b",
            verdict=Verdict.PASSED,
            points=4.0,
            max_points=4.0,
            proved=True,
        ),
        CheckResult(
            id="simultaneous",
            title="update takes both gradients at the old (w, b)",
            verdict=Verdict.FAILED,
            points=0.0,
            max_points=3.0,
            probe="update(x=[1, 2], y=[3, 5], w=1, b=2, alpha=0.1)",
            expected="(1.1, 2.05)",
            actual="(1.1, 1.9)",
        ),
        CheckResult(
            id="copies",
            title="update leaves its arguments alone",
            verdict=Verdict.PASSED,
            points=3.0,
            max_points=3.0,
            followed_through=True,
        ),
        CheckResult(
            id="descends",
            title="twenty updates lower the cost",
            verdict=Verdict.SKIPPED,
            points=0.0,
            max_points=1.0,
        ),
    )
    diagnosis = Diagnosis(
        misconception="sequential-update",
        title="b's gradient was taken at the new w",
        checks=("simultaneous",),
        evidence=(Evidence.SYMBOLS, Evidence.NUMBERS),
        detail=("w", "b"),
        lines=(14, 15),
        formula="w′ ← w − α ∂J/∂w(w, b)\nb′ ← b − α ∂J/∂b(w′, b)",
        message="Line 14 changes w, and line 15 uses the changed w to compute b's gradient.",
        question="Which w should ∂J/∂b see?",
        concept="simultaneous-update",
    )
    return Report(
        exercise="ex03_simultaneous_update",
        title="Update w and b at the same time",
        path="mine/ex03.py",
        sha256="ab" * 32,
        outcome=Outcome.FAILED,
        checks=checks,
        diagnoses=(diagnosis,),
        isolation={
            "tier": "A",
            "mechanisms": ("seccomp", "landlock"),
            "landlock_abi": 4,
            "kernel": "6.1.0",
            "machine": "x86_64",
            "probe": "16/16",
            "reason": "",
        },
        seed=7,
        versions={"grader": "0.1.0", "numpy": "2.0.0"},
        output="cost 3.5\n",
        max_points=11.0,
    )


@pytest.fixture
def passed_report(failed_report: Report) -> Report:
    """Return the report of a submission with all points."""
    checks = tuple(
        replace(
            check,
            verdict=Verdict.PASSED,
            points=check.max_points,
            followed_through=False,
            probe=None,
            expected=None,
            actual=None,
        )
        for check in failed_report.checks
    )
    return replace(failed_report, outcome=Outcome.PASSED, checks=checks, diagnoses=(), output="")


class Terminal:
    """A command at a terminal of its own, read and typed into as a person would.

    Parameters
    ----------
    words : list of str
        The command line.
    folder : Path
        Where it is run.
    columns, lines : int
        The size of the screen.
    variables : dict of str to str
        What its environment has besides this one's.
    """

    def __init__(
        self, words: list[str], folder: Path, columns: int, lines: int, variables: dict[str, str]
    ) -> None:
        import fcntl
        import pty
        import struct
        import termios

        dropped = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "LESS", "PAGER")
        environment = {name: value for name, value in os.environ.items() if name not in dropped}
        environment |= {"TERM": "xterm", "PYTHONUTF8": "1", **variables}
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.settings = termios.tcgetattr(slave)
        self.slave = slave
        self.pid = os.fork()
        if self.pid == 0:  # pragma: no cover - another program from here on
            try:
                os.setsid()
                fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
                for descriptor in range(3):
                    os.dup2(slave, descriptor)
                os.chdir(folder)
                os.execvpe(words[0], words, environment)
            finally:
                os._exit(127)
        self.seen = ""
        self._looked_at = 0
        self.status: int | None = None

    def type(self, text: str) -> None:
        """Type something."""
        os.write(self.master, text.encode())

    def wait_for(self, text: str, seconds: float = 30.0) -> str:
        """Return what appears up to and with a text that has to appear; the next look begins behind it."""
        deadline = time.monotonic() + seconds
        start = self._looked_at
        while (place := self.seen.find(text, start)) < 0:
            if not self._read(deadline - time.monotonic()):
                pytest.fail(f"“{text}” did not appear in:\n{self.seen[start:]}")
        self._looked_at = place + len(text)
        return self.seen[start : self._looked_at]

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.master], [], [], max(0.0, seconds))
        if not ready:
            return False
        try:
            content = os.read(self.master, 65536)
        except OSError:
            return False
        self.seen += content.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(content)

    def silence(self, seconds: float) -> str:
        """Return what appears within some time, and what was not looked at before."""
        deadline = time.monotonic() + seconds
        start = self._looked_at
        while time.monotonic() < deadline:
            self._read(deadline - time.monotonic())
        self._looked_at = len(self.seen)
        return self.seen[start:]

    def end(self, seconds: float = 30.0) -> int:
        """Wait for the command to end; return its exit code, or minus the signal that ended it."""
        deadline = time.monotonic() + seconds
        while self.status is None:
            self._read(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > deadline:
                pytest.fail(f"the command did not end:\n{self.seen}")
        while self._read(0.02):
            pass
        return self.status

    @property
    def plain(self) -> str:
        """What appeared, without what steers a terminal."""
        return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\r|\x1b[=>]", "", self.seen)

    def is_as_before(self) -> bool:
        """Tell whether the terminal's settings are those that the command found."""
        import termios

        return bool(self.settings == termios.tcgetattr(self.slave))

    def close(self) -> None:
        """End the command if it runs, and the terminal."""
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.master)
        os.close(self.slave)


@pytest.fixture
def open_terminal() -> Iterator[Callable[..., Terminal]]:
    """Return a function that runs `grader …` at a terminal of 80 columns, or of as many as it is told."""
    opened: list[Terminal] = []

    def open_one(
        arguments: list[str],
        folder: Path,
        columns: int = 80,
        lines: int = 24,
        before: tuple[str, ...] = (),
        **variables: str,
    ) -> Terminal:
        words = [*before, sys.executable, "-m", "grader", *arguments]
        opened.append(Terminal(words, folder, columns, lines, variables))
        return opened[-1]

    yield open_one
    for terminal in opened:
        terminal.close()
