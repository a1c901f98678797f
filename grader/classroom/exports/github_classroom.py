"""Makes the workflow with which GitHub judges a learner's repository at each push."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader import __version__
from grader.classroom.exports.engine_wheel import DISTRIBUTION
from grader.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

PYTHON = "3.12"
# By commit, for a tag can be moved; the tag is said beside it.
_CHECKOUT = "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2"
_PYTHON = "actions/setup-python@0b93645e9fea7318ecaed2b359559ac225c90a2b # v5.3.0"
_KIT = "course-kit"
SECRET = "GRADER_KIT_KEY"
_SEAL = "# Written by grader export github-classroom; a hash of what it wrote: "


@dataclass(frozen=True)
class CourseKit:
    """A private repository with the kit: its name, and the commit, tag or branch."""

    repository: str
    reference: str = ""

    @classmethod
    def parse(cls, text: str) -> CourseKit:
        """Return what `OWNER/NAME` or `OWNER/NAME@REFERENCE` means."""
        match = re.fullmatch(r"([A-Za-z0-9-]+/[A-Za-z0-9._-]+)(?:@([A-Za-z0-9._/-]+))?", text)
        if match is None:
            raise UsageError(
                f"“{text}” names no repository; write it like my-course/kit or my-course/kit@v3."
            )
        return cls(match[1], match[2] or "")


def workflow(stems: Sequence[str], *, requirement: str = "", course_kit: CourseKit | None = None) -> str:
    """Return the workflow as YAML.

    Parameters
    ----------
    stems : sequence of str
        The exercises that are judged, each in a job of its own.
    requirement : str
        What pip installs; this version of the grader if empty.
    course_kit : CourseKit or None
        Where the suites are, if they are not those that ship with the grader.
    """
    needed = requirement or f"{DISTRIBUTION}=={__version__}"
    if "'" in needed or not needed.isprintable():
        raise UsageError(f"“{needed}” cannot stand in a workflow; name a requirement as pip takes it.")
    exercises = "".join(
        f"          - exercise: {stem[:4]}\n            file: exercises/{stem}/{stem[:4]}.py\n"
        for stem in stems
    )
    kit_steps = kit_option = ""
    if course_kit is not None:
        reference = f"\n          ref: {course_kit.reference}" if course_kit.reference else ""
        kit_steps = f"""\
      - name: Fetch the suites
        uses: {_CHECKOUT}
        with:
          repository: {course_kit.repository}{reference}
          ssh-key: ${{{{ secrets.{SECRET} }}}}
          path: {_KIT}
          persist-credentials: false
"""
        kit_option = f" --kit {_KIT}"
    return _sealed(f"""\
# Judges the exercises at each push and points at lines of the files. Practice, not a mark.
name: grader
"on":
  push:
    paths: ["exercises/**", ".github/workflows/grader.yml"]
  workflow_dispatch:
permissions:
  contents: read
concurrency:
  group: grader-${{{{ github.ref }}}}
  cancel-in-progress: true
jobs:
  check:
    name: ${{{{ matrix.exercise }}}}
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    strategy:
      fail-fast: false
      matrix:
        include:
{exercises}    steps:
      - name: Fetch the repository
        uses: {_CHECKOUT}
        with:
          persist-credentials: false
{kit_steps}      - name: Set up Python
        uses: {_PYTHON}
        with:
          python-version: "{PYTHON}"
      - name: Install the grader
        run: python -m pip install --quiet '{needed}'
      - name: Judge
        env:
          EXERCISE: ${{{{ matrix.exercise }}}}
          FILE: ${{{{ matrix.file }}}}
        run: grader check "$EXERCISE" "$FILE" --format github{kit_option}
""")


def is_as_written(text: str) -> bool:
    """Tell whether a workflow is one of ours, whatever its version, that nobody has edited.

    Parameters
    ----------
    text : str
        The file, its line ends as Python reads them: git may have changed them.
    """
    lines = text.splitlines(keepends=True)
    return text == _sealed("".join(line for line in lines if not line.startswith(_SEAL)))


def _sealed(text: str) -> str:
    """Return a workflow with a first line from which edits can be told."""
    return f"{_SEAL}{hashlib.sha256(text.encode()).hexdigest()[:16]}\n{text}"


def readme_lines(stems: Sequence[str], course_kit: CourseKit | None = None) -> str:
    """Return what the repository's README should say to learners, as Markdown."""
    first = stems[0]
    return f"""\
## How your work is judged

At each push GitHub runs `grader check` on the exercises: {", ".join(stem[:4] for stem in stems)}.
Under **Actions** each exercise has a summary with its points, and the lines that matter are marked in your
file. The same check runs on your own machine, without a network, and faster{_own_machine(first, course_kit)}
A red cross says that points are still missing; it is no mark. Marks come from your instructor.
"""


def _own_machine(first: str, course_kit: CourseKit | None) -> str:
    if course_kit is not None:
        return ", if your instructor has given you the checks."
    return f":\n\n    pip install '{DISTRIBUTION}=={__version__}'\n    grader check {first[:4]}\n"
