"""README: its two commands, what it says there is, and what a package index shows of it."""

from __future__ import annotations

import importlib.util
import os
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.__main__ import main
from grader.cli import COMMANDS, grader
from grader.errors import ExitCode
from grader.kit import find_kit

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
INSTALLING = [block.strip() for block in BLOCKS if " pip install" in block or "/pip install" in block]


# --- the two commands ----------------------------------------------------------------------------------


def test_first_command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The first line ends in a check of the file as shipped, whose verdict says what to do next."""
    monkeypatch.chdir(ROOT)
    code = main(INSTALLING[0].rpartition("&& .venv/bin/grader ")[2].split())

    assert ExitCode.NOT_ALL_POINTS == code
    assert "exercises/ex03_simultaneous_update/README.md" in capsys.readouterr().out


def test_ci_runs_the_test_command() -> None:
    """The last line of .ci/run is README's test command, word for word."""
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").strip().splitlines()

    assert [INSTALLING[1]] == [line for line in lines if "pip install" in line]
    assert INSTALLING[1] == lines[-1]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_two_commands_install_what_they_run() -> None:
    """Both lines make an environment, install this project into it and run a program that it brings."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    start = "python3 -m venv .venv && .venv/bin/pip install -e"

    assert [f"{start} .", f"{start} '.[test]'"] == [line.rpartition(" && ")[0] for line in INSTALLING]
    assert "grader" in project["scripts"]
    assert any(name.startswith("pytest") for name in project["dependencies"])
    assert any(name.startswith("pytest-xdist") for name in project["optional-dependencies"]["test"])


# --- what it says there is -----------------------------------------------------------------------------


def documented_options(page: str) -> set[str]:
    """Return the options that a page speaks of."""
    return set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*\b(?![\w/])", page))


def commands() -> list[click.Command]:
    """Return the command, its subcommands and theirs."""
    context = click.Context(grader)
    found: list[click.Command] = [grader]
    for name in COMMANDS:
        command = grader.get_command(context, name)
        assert command is not None
        found += [command, *(command.commands.values() if isinstance(command, click.Group) else ())]
    return found


def test_documented_options_exist() -> None:
    """README speaks of no option that the command or the plugin does not have."""
    lines = [line for line in README.splitlines() if "pip install" not in line]
    options = {"--help", "--submission", "--grader-seed"}
    for command in commands():
        options |= {opt for param in command.params if isinstance(param, click.Option) for opt in param.opts}

    assert set() == documented_options("\n".join(lines)) - options


def test_commands_are_documented() -> None:
    """README and docs speak of every command, and README of none that there is not."""
    everything = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)

    assert set() == set(COMMANDS) - set(re.findall(r"grader ([a-z]+)", everything))
    assert set() == set(re.findall(r"`grader ([a-z]+)", README)) - set(COMMANDS)


def test_number_of_exercises() -> None:
    """README counts the exercises right."""
    words = {21: "Twenty-one", 22: "Twenty-two", 23: "Twenty-three", 24: "Twenty-four", 25: "Twenty-five"}

    assert f"{words[len(find_kit(ROOT).stems)]} exercises" in README


def times(page: str, column: int) -> dict[str, set[str]]:
    """Return the figures of a table's column, by the first word of each row; ours is “this”."""
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    found = {row[0].split(" ")[0]: set(re.findall(r"[\d.]*\d", row[column])) for row in rows[2:]}
    return {name: figures for name, figures in found.items() if figures}


def test_figures_of_the_comparison() -> None:
    """A time in README's table is the one of docs/comparison.md, and ours that of benchmarks/README.md."""
    comparison = (ROOT / "docs" / "comparison.md").read_text(encoding="utf-8")
    table = comparison.partition("## One correct submission")[2].partition("\n\nOur own")[0]
    measured, shown = times(table, 1), times(README, 4)

    assert {"this", "pytest", "gradescope-utils", "check50", "otter-grader", "nbgrader"} == set(shown)
    assert shown == {name: measured[name] for name in shown}
    assert all(
        time in (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8") for time in shown["this"]
    )


def test_one_screen() -> None:
    """README stays short; what is longer than a paragraph has a page under docs."""
    assert len(README.splitlines()) <= 80


# --- on a package index --------------------------------------------------------------------------------


def long_description() -> dict[str, Any]:
    """Return what the build makes of README."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    metadata: dict[str, Any] = {}
    module.ReadmeHook(str(ROOT), {}).update(metadata)
    readme = metadata["readme"]
    assert isinstance(readme, dict)
    return readme


def test_long_description() -> None:
    """A package index gets Markdown with the verdict as text, and no link or picture that leads nowhere."""
    readme = long_description()

    assert "text/markdown" == readme["content-type"]
    assert (ROOT / "docs" / "recorded" / "verdict.txt").read_text(encoding="utf-8") in readme["text"]
    assert [] == re.findall(r"\]\((?!https?:)[^)]*\)|<picture|<img", readme["text"])
    assert "docs/learner.md" in readme["text"]
