"""Grades very many generated submissions while the grader is killed again and again, and loses nothing.

    python benchmarks/hundred_thousand.py --submissions 100000 --kills 10

writes a class of right, wrong and hostile submissions, grades it once undisturbed and once with `kill -9` of
the coordinating process, and compares the two gradebooks byte for byte. It also
reports the rate, and how much memory the coordinator took at a tenth of the way and at the end.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from grader.classroom.gradebook import Gradebook, GradebookError

ROOT = Path(__file__).resolve().parent.parent
STEM = "ex03_simultaneous_update"
ORDINARY = sorted((ROOT / "tests" / "submissions" / "ex03").glob("*.py"))
ATTACKS = sorted((ROOT / "tests" / "attacks" / "submissions").glob("*.py"))
#: Calls the attack where a learner's function would compute; the names are those of the attacks' scene.
_AIMED = """

_SCENE = {scene!r}


def compute_gradient(x, y, w, b):
    return attack(_SCENE)


def update(x, y, w, b, alpha):
    return attack(_SCENE)
"""


def hostile_source(path: Path) -> str:
    """Return an attack as a submission to exercise 03."""
    scene = {
        "folder": tempfile.gettempdir(),
        "secret_path": str(ROOT / "solutions" / STEM / "ex03.py"),
        "secret_length": 32,
        "suite_path": str(ROOT / "solutions" / STEM / "test_hidden.py"),
        "size_marker": "an attack got through",
        "got_through": "an attack got through",
        "canary_path": str(ROOT / "README.md"),
        "tcp_port": 80,
        "udp_port": 53,
        "unix_path": "/run/socket",
        "abstract_name": "name",
        "decoy_pid": os.getpid(),
        "decoy_address": 4096,
        "zygote_pid": os.getppid(),
        "judge_pid": os.getppid(),
    }
    return path.read_text(encoding="utf-8") + _AIMED.format(scene=scene)


def write_class(folder: Path, n_submissions: int, seed: int, hostile: float = 0.01) -> None:
    """Write a class: one folder for each learner, no two files the same.

    Parameters
    ----------
    folder : Path
        Where to; made if it is missing.
    n_submissions : int
        How many.
    seed : int
        The same seed writes the same class.
    hostile : float
        Which part of them attacks.
    """
    draw = random.Random(seed)
    ordinary = [path.read_text(encoding="utf-8") for path in ORDINARY]
    attacks = [hostile_source(path) for path in ATTACKS]
    for number in range(n_submissions):
        source = draw.choice(attacks if draw.random() < hostile else ordinary)
        learner = folder / f"learner_{number:07}"
        learner.mkdir(parents=True)
        (learner / "ex03.py").write_text(f"{source}\n# handed in by {learner.name}\n", encoding="utf-8")


def write_kit(folder: Path, limits: str = "") -> Path:
    """Write a kit that has exercise 03 only, with other limits if they are given, and return it."""
    for half in ("exercises", "solutions"):
        shutil.copytree(
            ROOT / half / STEM, folder / half / STEM, ignore=shutil.ignore_patterns("__pycache__")
        )
    if limits:
        toml = folder / "exercises" / STEM / "exercise.toml"
        toml.write_text(f"{toml.read_text(encoding='utf-8')}\n[limits]\n{limits}\n", encoding="utf-8")
    return folder


@dataclass
class Ran:
    """How one grading went.

    Attributes
    ----------
    seconds : float
        From start to end, pauses between killed runs included.
    n_kills : int
        How often it was killed on the way.
    memory : list of (int, int)
        Results so far, and the coordinator's memory in KiB then.
    lines : list of str
        The gradebook in canonical form.
    """

    seconds: float
    n_kills: int
    memory: list[tuple[int, int]]
    lines: list[str]


def graded(
    folder: Path, gradebook: Path, seed_file: Path, *options: str, n_kills: int = 0, n_all: int = 0
) -> Ran:
    """Grade a class, killing the grader at so many places that are spread over the way."""
    command = [sys.executable, "-m", "grader", "grade", str(folder), "--gradebook", str(gradebook)]
    command += ["--seed-file", str(seed_file), *options]
    draw = random.Random(n_kills)
    places = sorted(draw.randrange(1, max(n_all, 2)) for _ in range(n_kills))
    memory: list[tuple[int, int]] = []
    began, killed = time.monotonic(), 0
    while True:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
        )
        place = places[killed] if killed < n_kills else None
        while process.poll() is None:
            time.sleep(0.05 if n_all < 5000 else 1.0)
            done = results_in(gradebook)
            memory.append((done, _memory(process.pid)))
            if place is not None and done >= place:
                # The coordinator alone: that everything else ends with it is part of what is tested.
                os.kill(process.pid, signal.SIGKILL)
                process.communicate()  # until all who share its output have ended
                killed += 1
                break
        else:
            output = process.communicate()[0].decode()
            if process.returncode:
                raise SystemExit(f"grader grade ended with {process.returncode}:\n{output}")
            break
    with Gradebook(gradebook) as opened:
        lines = list(opened.canonical_lines())
    return Ran(time.monotonic() - began, killed, memory, lines)


def results_in(gradebook: Path) -> int:
    """Return how many results a gradebook holds."""
    try:
        with Gradebook(gradebook) as opened:
            return opened.newest_result()
    except GradebookError:
        return 0


def _memory(pid: int) -> int:
    """Return a process's memory in KiB."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")), 0)


def main() -> None:
    """Run the comparison and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--submissions", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--hostile", type=float, default=0.01)
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to work; a temporary one by default")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as temporary:
        work = Path(temporary)
        write_class(work / "class", given.submissions, given.seed, given.hostile)
        (work / "seed").write_text("20417\n", encoding="ascii")
        options = ("--exercise", "ex03", "--jobs", str(given.jobs))
        runs = {}
        for name, n_kills in (("undisturbed", 0), ("killed", given.kills)):
            runs[name] = graded(
                work / "class",
                work / f"{name}.sqlite",
                work / "seed",
                *options,
                n_kills=n_kills,
                n_all=given.submissions,
            )
            ran = runs[name]
            early = [kib for done, kib in ran.memory if done <= given.submissions / 10]
            late = [kib for done, kib in ran.memory if done > given.submissions / 10]
            print(
                f"{name}: {len(ran.lines)} of {given.submissions} accounted for in {ran.seconds:.0f} s "
                f"({given.submissions / ran.seconds:.1f} a second), killed {ran.n_kills} times, coordinator "
                f"{max(early, default=0) / 1024:.0f} MiB in the first tenth, "
                f"{max(late, default=0) / 1024:.0f} MiB after it"
            )
        same = runs["undisturbed"].lines == runs["killed"].lines
        print("the gradebooks are", "the same, byte for byte" if same else "NOT the same")
    sys.exit(not same)


if __name__ == "__main__":
    main()
