"""What the documents say is so: commands, recorded output, options, exit codes, links."""

from __future__ import annotations

import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from grader import __version__
from grader.cli import COMMANDS, EXIT_CODES, grader
from grader.errors import ExitCode
from grader.kit import Limits, find_kit
from grader.workspace import lay_out

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
WRONG = "tests/submissions/ex03/wrong_sequential_update_w_first.py"
STEM = "ex01_free_fall"

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="the documented lines are for a POSIX shell")


def blocks(language: str, page: str = README) -> list[str]:
    """Return the code blocks of a page in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)


INSTALLING = [block.strip() for block in blocks("sh") if "pip install" in block]
#: Blocks of lines that are run one after another.
TOGETHER = [block.splitlines() for block in blocks("sh") if "pip install" not in block]
RUNNABLE = [line for lines in TOGETHER for line in lines]
#: A block that begins otherwise makes what its later lines are about.
FREE = [[line] for lines in TOGETHER for line in lines if lines[0].startswith("grader")]
RUNS = [*FREE[1:], *(lines for lines in TOGETHER if not lines[0].startswith("grader"))]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like a clone in which README's lines may be run, with the files that they name."""
    place = tmp_path_factory.mktemp("clone")
    for name in ("exercises", "solutions", "quizzes", "tests", "pyproject.toml"):
        (place / name).symlink_to(ROOT / name)
    for learner in ("ada", "zoe"):
        (place / "handed_in" / learner).mkdir(parents=True)
    for copy in ("submission.py", "handed_in/ada/ex03.py", "handed_in/zoe/ex03.py"):
        shutil.copy(ROOT / WRONG, place / copy)
    # The line that makes it may be run after the line that goes into it.
    lay_out(find_kit(ROOT), place / "gradient-descent")
    folder = tmp_path_factory.getbasetemp()
    cache = (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "grader-cache"
    cache.mkdir(mode=0o700, exist_ok=True)
    (place / "cache").symlink_to(cache)
    (place / "bin").mkdir()
    for command in ("grader", "pytest"):
        script = place / "bin" / command
        script.write_text(
            f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m {command} "$@"\n', encoding="utf-8"
        )
        script.chmod(0o755)
    return place


def run(line: str, place: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of README as a newcomer would, on a screen of 80 columns."""
    dropped = ("FORCE_COLOR", "NO_COLOR", "PYTEST_ADDOPTS")
    environment = {key: value for key, value in os.environ.items() if key not in dropped}
    environment |= {
        "PATH": f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "COLUMNS": "80",
        "GRADER_CACHE": str(place / "cache"),
    }
    return subprocess.run(
        ["sh", "-c", line],
        cwd=place,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


# --- the two commands ----------------------------------------------------------------------------------


@on_posix
def test_recorded_verdict(workplace: Path) -> None:
    """The verdict at the top of README is what the line above it prints, and fits a screen."""
    done = run(RUNNABLE[0], workplace)

    assert ExitCode.NOT_ALL_POINTS == done.returncode, done.stderr
    assert blocks("text")[0] == done.stdout
    assert 24 > len(done.stdout.splitlines())


@on_posix
def test_first_command(workplace: Path) -> None:
    """The first line ends in a check of the file as shipped, whose verdict says what to do next."""
    done = run(INSTALLING[0].rpartition("&& .venv/bin/")[2], workplace)

    assert ExitCode.NOT_ALL_POINTS == done.returncode, done.stderr
    assert "exercises/ex03_simultaneous_update/README.md" in done.stdout


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


# --- all other lines -----------------------------------------------------------------------------------


@on_posix
@pytest.mark.parametrize("lines", RUNS, ids=lambda lines: lines[0])
def test_documented_lines_run(lines: list[str], workplace: Path) -> None:
    """Every other line of README comes to a verdict, or to a refusal where strict is not to be had."""
    for line in lines:
        allowed = {ExitCode.ALL_POINTS, ExitCode.NOT_ALL_POINTS}
        if "--isolation strict" in line:
            allowed.add(ExitCode.NOT_ISOLATED)
        done = run(line, workplace)

        assert done.returncode in allowed, f"{line}\n{done.stdout}{done.stderr}"


def documented_options(page: str) -> set[str]:
    """Return the options that a page speaks of."""
    return set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*\b(?![\w/])", page))


def known_options() -> set[str]:
    """Return the options of the command, of all its subcommands and of the pytest plugin."""
    context = click.Context(grader)
    commands = [grader, *(grader.get_command(context, name) for name in COMMANDS)]
    options = {"--help", "--submission", "--grader-seed"}
    for command in commands:
        if isinstance(command, click.Group):
            commands += [sub for sub in command.commands.values() if sub not in commands]
        assert command is not None
        if isinstance(command, click.Group) and command is not grader:
            commands += command.commands.values()
        options |= {opt for param in command.params if isinstance(param, click.Option) for opt in param.opts}
    return options


def test_documented_options_exist() -> None:
    """README speaks of no option that the command or the plugin does not have."""
    lines = [line for line in README.splitlines() if "pip install" not in line]
    others = {"-m", "-p"}  # Python's, and that of mkdir

    assert set() == documented_options("\n".join(lines)) - known_options() - others


def test_options_are_documented() -> None:
    """Every option of the command is in README or under docs, by its long or its short name."""
    found = documented_options("\n".join(page.read_text(encoding="utf-8") for page in PAGES))
    context = click.Context(grader)
    missing = []
    for name in COMMANDS:
        command = grader.get_command(context, name)
        assert command is not None
        options = [param for param in command.params if isinstance(param, click.Option)]
        missing += [option.opts for option in options if not found & set(option.opts)]

    assert [] == missing


def test_commands_are_documented() -> None:
    """README speaks of every subcommand, and of none that there is not."""
    prose = re.sub(r"^```.*?^```$", "", README, flags=re.DOTALL | re.MULTILINE)
    code = "\n".join(re.findall(r"`[^`]+`", prose) + RUNNABLE)

    assert set(COMMANDS) == set(re.findall(r"grader ([a-z]+)", code))


def test_exit_codes() -> None:
    """README's table has every exit code, in the words of the command's own help."""
    table = re.findall(r"^\| (\d+) \| (.*) \|$", README, re.MULTILINE)

    assert [str(code.value) for code in ExitCode] == [code for code, _ in table]
    assert re.findall(r"^  (\d+) +(.*)$", EXIT_CODES, re.MULTILINE) == table


def test_limits() -> None:
    """README names the limits that hold where an exercise states none."""
    limits = Limits()
    sentence = (
        f"{limits.cpu_seconds_per_call:g} s of processor time a call, {limits.cpu_seconds:g} s in all "
        f"and {limits.memory_mb} MB"
    )

    assert sentence in " ".join(README.split())


# --- the pages as such ---------------------------------------------------------------------------------


def links() -> Iterator[tuple[Path, str]]:
    """Yield every link of every page that points into the repository."""
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:\s]+)\)", page.read_text(encoding="utf-8")):
            yield page, target


def test_links_lead_somewhere() -> None:
    """Every relative link of README, CONTRIBUTING, CHANGELOG and docs names a file that is there."""
    assert [] == [(page.name, target) for page, target in links() if not (page.parent / target).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_named_files_exist(page: Path) -> None:
    """A path in code quotes that begins with a folder of the repository is there."""
    folders = "benchmarks|docs|exercises|grader|solutions|tests"
    named = re.findall(rf"`((?:{folders})/[\w./]*(?:/|\.\w+))`", page.read_text(encoding="utf-8"))

    assert [] == [path for path in named if STEM not in path and not (ROOT / path).exists()]


def test_layers_are_those_that_are_tested() -> None:
    """CONTRIBUTING shows the layers of tests/test_imports.py, the highest first."""
    tree = ast.parse((ROOT / "tests" / "test_imports.py").read_text(encoding="utf-8"))
    layers = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id == "LAYERS"
    )
    drawn = [re.split(r"\s{2,}", line)[0] for line in blocks("text", CONTRIBUTING)[0].splitlines()]

    assert [", ".join(names) for names in reversed(layers) if names != ("",)] == drawn


def test_changelog_has_this_version() -> None:
    """The changelog's first entry is about the version that is here."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert __version__ == re.findall(r"^## (\S+)", changelog, re.MULTILINE)[0]
