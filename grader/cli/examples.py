"""`grader examples`: an exercise's visible checks, run by the grader's own Python."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.check import gone
from grader.cli.options import (
    color_option,
    exercise_argument,
    json_option,
    kit_option,
    language_option,
    open_kit,
)
from grader.cli.output import Style, write_json
from grader.errors import ExitCode, UsageError
from grader.feedback.characters import whole
from grader.toml_document import shown
from grader.wording import sentence

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SCHEMA = "grader/examples/1"

EXAMPLES = """\b
Examples:
  grader examples ex03
  grader examples 3 --no-color"""

_INTERRUPTED = 2


@click.command(epilog=EXAMPLES)
@exercise_argument()
@json_option
@kit_option
@language_option
@color_option
@click.pass_obj
def examples(group_kit: Path | None, exercise: str, as_json: bool, kit: Path | None, no_color: bool) -> int:
    """Run the visible checks of EXERCISE: the worked example of its task, as tests.

    It is plain pytest on the file test_examples.py beside yours, with the pytest and the NumPy that came with
    the grader, so that neither need be installed where you work. Your code is run as you would run it
    yourself: nothing is isolated, and nothing is remembered.
    """
    style = Style.chosen(no_color=no_color, verbose=False, to_file=False)
    found = open_kit(kit or group_kit)
    if found.workspace is None:
        raise UsageError(
            sentence("There are no exercises of yours here. “grader start” lays out a workspace.")
        )
    chosen = found.exercise(exercise)
    folder = chosen.stub.parent
    if not (folder / chosen.examples.name).is_file():
        raise UsageError(
            sentence(
                "{file} is missing; “grader start .” in your workspace adds it.",
                file=shown(folder / chosen.examples.name),
            )
        )
    if not chosen.stub.is_file():
        raise gone(chosen)
    if as_json:
        with tempfile.TemporaryDirectory(prefix="grader-examples-") as place:
            found_there = Path(place) / "results.xml"
            done = _run(folder, Style(), captured=True, more=(f"--junitxml={found_there}",))
            cases = read_cases(found_there)
        values = {"schema": SCHEMA, "exercise": chosen.stem, "checks": cases, "output": whole(done.stdout)}
        write_json(values)
    else:
        sys.stdout.flush()
        done = _run(folder, style, captured=False)
    if done.returncode == _INTERRUPTED:
        # A file that cannot be imported has interrupted pytest as well; it said why.
        return ExitCode.NOT_ALL_POINTS
    return ExitCode(done.returncode) if done.returncode in (0, 1) else ExitCode.OUR_FAULT


def _run(
    folder: Path, style: Style, *, captured: bool, more: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """Run pytest on the visible checks."""
    return subprocess.run(
        [
            *(sys.executable, "-m", "pytest", str(folder), "--rootdir", str(folder), "-c", os.devnull),
            *("-q", "--tb=short", "--import-mode=importlib", "-p", "no:cacheprovider"),
            f"--color={'yes' if style.color else 'no'}",
            *more,
        ],
        # Nothing is left beside the learner's files.
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": str(style.width)},
        check=False,
        stdout=subprocess.PIPE if captured else None,
        text=True,
        encoding="utf-8",
        errors="replace",
    )


def read_cases(results: Path) -> list[dict[str, str]]:
    """Return the checks in pytest's file of results: name, verdict, and the line that says why."""
    from xml.etree import ElementTree

    try:
        tree = ElementTree.parse(results)
    except (OSError, ElementTree.ParseError):
        # The learner's code may have ended pytest before it wrote anything.
        return []
    return [_case(case) for case in tree.iter("testcase")]


def _case(case: Element) -> dict[str, str]:
    for tag, verdict in (("failure", "failed"), ("error", "errored"), ("skipped", "skipped")):
        found = case.find(tag)
        if found is not None:
            message = (found.get("message") or "").partition("\n")[0]
            return {"check": case.get("name", ""), "verdict": verdict, "message": message}
    return {"check": case.get("name", ""), "verdict": "passed", "message": ""}
