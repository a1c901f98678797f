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
    if config.getoption("--submission", None):
        _load(config)


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
