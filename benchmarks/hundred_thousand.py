"""Grades very many generated submissions while the grader is killed again and again, and loses nothing.

    python benchmarks/hundred_thousand.py --submissions 100000 --kills 10
    python benchmarks/hundred_thousand.py --submissions 100000 --kills 10 --minutes 60

writes a class of right, wrong and hostile submissions, grades it once undisturbed and once with `kill -9` of
the coordinating process, and compares the two gradebooks byte for byte. It also reports the rate, and by how
much memory grows with the number of submissions, of the coordinator and of all processes together.

With `--minutes` each of the two runs is stopped after half of that time, as by Ctrl-C; what is compared then
is what both have come to.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from grader.classroom.gradebook import Gradebook
from grader.classroom.gradebook_error import GradebookError

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
    memory : list of (int, int, int)
        Results so far, and the memory in KiB then: the coordinator's, and that of all processes.
    lines : list of str
        The gradebook in canonical form.
    """

    seconds: float
    n_kills: int
    memory: list[tuple[int, int, int]]
    lines: list[str]

    @property
    def verdicts(self) -> dict[str, str]:
        """The lines of those who have a result, by learner."""
        found = {}
        for line in self.lines:
            content = json.loads(line)
            if content["outcome"] is not None:
                found[content["learner"]] = line
        return found

    def growth(self, column: int) -> float:
        """Return how many KiB memory grows by in a thousand submissions, the first tenth left out."""
        last = self.memory[-1][0]
        late = [row for row in self.memory if row[0] > last / 10 and row[column]]
        if len({row[0] for row in late}) < 2:
            return 0.0
        slope = statistics.linear_regression([row[0] for row in late], [row[column] for row in late]).slope
        return 1000 * slope


def graded(
    folder: Path,
    gradebook: Path,
    seed_file: Path,
    *options: str,
    n_kills: int = 0,
    n_all: int = 0,
    seconds: float = math.inf,
) -> Ran:
    """Grade a class, killing the grader at so many places that are spread over the way.

    After so many seconds it is stopped, and what it has come to is returned.
    """
    command = [sys.executable, "-m", "grader", "grade", str(folder), "--gradebook", str(gradebook)]
    command += ["--seed-file", str(seed_file), *options]
    draw = random.Random(n_kills)
    places = sorted(draw.randrange(1, max(n_all, 2)) for _ in range(n_kills))
    memory: list[tuple[int, int, int]] = []
    began, killed = time.monotonic(), 0
    while True:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
        )
        place = places[killed] if killed < n_kills else None
        while process.poll() is None:
            time.sleep(0.05 if n_all < 5000 else 1.0)
            done = results_in(gradebook)
            memory.append((done, _memory(process.pid), sum(map(_memory, processes_below(process.pid)))))
            if time.monotonic() - began > seconds:
                os.kill(process.pid, signal.SIGINT)
                process.communicate()
                break
            if place is not None and done >= place:
                # The coordinator alone: that everything else ends with it is part of what is tested.
                os.kill(process.pid, signal.SIGKILL)
                process.communicate()  # until all who share its output have ended
                killed += 1
                break
        if time.monotonic() - began > seconds:
            break
        if place is None or process.returncode != -signal.SIGKILL:
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


def processes_below(pid: int) -> list[int]:
    """Return a process and all that were started by it or by those."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):
            text = (folder / "stat").read_text(encoding="ascii", errors="replace")
            parents[int(folder.name)] = int(text.rsplit(")", 1)[1].split()[1])
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def main() -> None:
    """Run the comparison and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--submissions", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--hostile", type=float, default=0.01)
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, help="how long it may take in all")
    parser.add_argument("--folder", type=Path, help="where to work; a temporary one by default")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as temporary:
        work = Path(temporary)
        write_class(work / "class", given.submissions, given.seed, given.hostile)
        (work / "seed").write_text("20417\n", encoding="ascii")
        options = ("--exercise", "ex03", "--jobs", str(given.jobs))
        runs: dict[str, Ran] = {}
        n_all = given.submissions
        seconds = 30 * given.minutes if given.minutes else math.inf
        for name, n_kills in (("undisturbed", 0), ("killed", given.kills)):
            ran = runs[name] = graded(
                work / "class",
                work / f"{name}.sqlite",
                work / "seed",
                *options,
                n_kills=n_kills,
                # Where time is short the places of the kills are among those that can be reached.
                n_all=n_all,
                seconds=seconds,
            )
            n_all = len(ran.verdicts)
            print(
                f"{name}: {n_all} of {given.submissions} accounted for in {ran.seconds:.0f} s "
                f"({n_all / ran.seconds:.1f} a second), killed {ran.n_kills} times; at most "
                f"{max(row[1] for row in ran.memory) / 1024:.0f} MiB in the coordinator, "
                f"{max(row[2] for row in ran.memory) / 1024:.0f} MiB in all; growth by 1000 submissions "
                f"{ran.growth(1):+.0f} and {ran.growth(2):+.0f} KiB; load {os.getloadavg()[0]:.1f}",
                flush=True,
            )
        undisturbed, killed = (ran.verdicts for ran in runs.values())
        both = undisturbed.keys() & killed.keys()
        differing = sorted(name for name in both if undisturbed[name] != killed[name])
        for learner in differing[:10]:
            print(undisturbed[learner], killed[learner], sep="")
        is_whole = len(both) == given.submissions
        same = not differing and (is_whole or given.minutes is not None)
        print(
            f"{len(both)} results are in both gradebooks,",
            f"{len(differing)} of them not the same" if differing else "all of them the same byte for byte",
        )
    sys.exit(not same)


if __name__ == "__main__":
    main()
