"""The door to the pytest plugin: two options, and nothing else until a hidden suite is met.

pytest loads this module in every run of the environment. Fixtures, markers and hooks are those of
`grader.judge.suite_plugin`, which is registered when `--submission` is given or a suite is collected, so
that no other project's fixtures or markers are ever touched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SUITE_FILE = "test_hidden.py"
_STEM = re.compile(r"ex\d{2}_\w+")
_NAME = "grader_suites"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options for running a suite by hand."""
    group = parser.getgroup("grader")
    help_ = "run hidden suites against this file, or against the files of this folder"
    group.addoption("--submission", metavar="PATH", help=help_)
    group.addoption("--grader-seed", type=int, default=0, help="the seed that probes are drawn from")
    group.addoption(
        "--grader-isolation",
        choices=("default", "strict", "none"),
        default="default",
        help="strict refuses to run without full isolation",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Load the rest of the plugin if it is asked for."""
    path = config.getoption("--submission", None)
    if path:
        _require(path)
        _load(config)


def _require(path: str) -> None:
    """Refuse a path that leads to no submission: a run that judges nothing must not look like a pass."""
    import os

    import pytest

    if not os.path.exists(path):
        raise pytest.UsageError(f"--submission {path}: there is no such file or folder.")
    if os.path.isdir(path):
        names = [name for _, _, files in os.walk(path) for name in files]
        if not any(name.endswith((".py", ".ipynb")) for name in names):
            raise pytest.UsageError(f"--submission {path}: the folder holds no Python file and no notebook.")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> None:
    """Load the rest of the plugin if a suite is met: its markers and fixtures have to be known."""
    if file_path.name == SUITE_FILE and _STEM.fullmatch(file_path.parent.name):
        _load(parent.config)


def _load(config: pytest.Config) -> None:
    """Register the fixtures, markers and hooks of suites."""
    from grader.judge import suite_plugin

    manager = config.pluginmanager
    if not manager.is_registered(suite_plugin):
        manager.register(suite_plugin, _NAME)
