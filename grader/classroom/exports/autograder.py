"""Makes the zip that Gradescope calls an autograder: the engine, one exercise's both halves, two scripts."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING

from grader.classroom.exports.engine_wheel import constraints, engine_wheel
from grader.zips import packed

if TYPE_CHECKING:
    from pathlib import Path

    from grader.exercise import Exercise, FeedbackPolicy

SETUP = """\
#!/usr/bin/env bash
# Runs once, when Gradescope builds the image; choose one with Ubuntu 22.04 or newer.
set -euo pipefail
root="${GRADER_AUTOGRADER:-/autograder}"

find_python() {
  for python in python3.13 python3.12 python3.11 python3; do
    if command -v "$python" >/dev/null &&
      "$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      return 0
    fi
  done
  return 1
}

if ! find_python; then
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends python3-venv
  find_python || apt-get install -y -qq --no-install-recommends python3.11 python3.11-venv
  find_python || { echo 'Python 3.11 or newer is needed; choose a newer base image.' >&2; exit 1; }
fi

"$python" -m venv "$root/environment"
"$root/environment/bin/pip" install --quiet \\
  --constraint "$root/source/constraints.txt" "$root"/source/engine/*.whl
chmod 700 "$root/source"

# The reference must get all points here; this also keeps what has to be derived only once.
export GRADER_CACHE="$root/cache"
"$root/environment/bin/python" -P -m grader.classroom.exports.autograder_run --rehearse ||
  echo 'The rehearsal failed, see above: submissions will have no score until that is mended.' >&2
"""

RUN = """\
#!/usr/bin/env bash
# Runs for each submission.
root="${GRADER_AUTOGRADER:-/autograder}"
python="${GRADER_AUTOGRADER_PYTHON:-$root/environment/bin/python}"
export GRADER_CACHE="$root/cache"
mkdir -p "$root/results"
rm -f "$root/results/results.json"
"$python" -P -m grader.classroom.exports.autograder_run
status=$?
if [ ! -s "$root/results/results.json" ]; then
  # Without a score Gradescope records none: this is not the learner's fault.
  printf '%s\\n' '{"output": "This is a fault of the grader, not of your work; it is not your score.",' \\
    '"extra_data": {"outcome": "grader-fault"}}' >"$root/results/results.json"
fi
exit "$status"
"""


def autograder_zip(
    exercise: Exercise, *, isolation: str, visibility: str, feedback: FeedbackPolicy, seed: int | None = None
) -> bytes:
    """Return the zip.

    Parameters
    ----------
    exercise : Exercise
        Which one is graded.
    isolation : str
        `strict`, or what it may be instead.
    visibility : str
        Of the tests, in Gradescope's words.
    feedback : FeedbackPolicy
        How much learners see of a failed check.
    seed : int or None
        What inputs are drawn from; one of the zip's own if None.
    """
    name, wheel = engine_wheel()
    settings = {
        "exercise": exercise.stem,
        "isolation": isolation,
        "visibility": visibility,
        "feedback": feedback.value,
        "seed": secrets.randbits(63) if seed is None else seed,
    }
    files = {
        "setup.sh": SETUP.encode(),
        "run_autograder": RUN.encode(),
        "constraints.txt": constraints().encode(),
        f"engine/{name}": wheel,
        "settings.json": (json.dumps(settings, indent=2) + "\n").encode(),
    }
    for half, folder in (("exercises", exercise.folder), ("solutions", exercise.solution_folder)):
        files.update(_files_below(folder, f"kit/{half}/{exercise.stem}"))
    return packed(files, programs=("setup.sh", "run_autograder"))


def _files_below(folder: Path, place: str) -> dict[str, bytes]:
    """Return the files of a folder, without what tools leave behind."""
    return {
        f"{place}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part[0] == "." or part == "__pycache__" for part in path.parts[-2:])
    }
