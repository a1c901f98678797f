"""Times `grader check ex03` against plain pytest on an equivalent suite, run by run in turn.

Both are cold processes of the running environment: `python benchmarks/cold_check.py -n 15`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
SOLUTION = ROOT / "solutions" / "ex03_simultaneous_update" / "ex03.py"
PLAIN_SUITE = ROOT / "benchmarks" / "plain_suite"
GOAL = 1.1
WARM_UPS = 2


@dataclass(frozen=True)
class Command:
    """One side of the comparison: what is run, and where."""

    name: str
    words: Sequence[str]
    folder: Path


@dataclass(frozen=True)
class Run:
    """Wall and processor seconds of one cold process and its children."""

    wall: float
    cpu: float


def console_script(name: str, module: str) -> list[str]:
    """Return the command that a person of this environment would type, or its equal with -m."""
    script = Path(sys.executable).parent / name
    return [str(script)] if script.is_file() else [sys.executable, "-m", module]


def commands(scratch: Path) -> list[Command]:
    """Return both sides; the plain suite gets a folder with the learner's file beside it."""
    plain = scratch / "plain"
    shutil.copytree(PLAIN_SUITE, plain, ignore=shutil.ignore_patterns("__pycache__", ".pytest_cache"))
    submission = scratch / "ex03.py"
    for copy in (plain / "ex03.py", submission):
        shutil.copyfile(SOLUTION, copy)
    return [
        Command(
            "grader check ex03",
            [*console_script("grader", "grader"), "--kit", str(ROOT), "check", "ex03", str(submission)],
            scratch,
        ),
        # A pytest of somebody who does not have the grader would not load the grader's plugin.
        Command("pytest, by hand", [*console_script("pytest", "pytest"), "-p", "no:grader"], plain),
    ]


def environment(scratch: Path) -> dict[str, str]:
    """Return a learner's environment: byte code and derivations are cached, nothing else is set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST"))}
    return {**kept, "GRADER_CACHE": str(scratch / "cache")}


def run_once(command: Command, variables: Mapping[str, str]) -> Run:
    """Run one side; anything but a pass ends the benchmark."""
    before, begun = os.times(), time.perf_counter()
    done = subprocess.run(command.words, cwd=command.folder, env=variables, capture_output=True, check=False)
    wall, after = time.perf_counter() - begun, os.times()
    if done.returncode != 0:
        print((done.stdout + done.stderr).decode("utf-8", "replace"), file=sys.stderr)
        raise SystemExit(
            f"“{command.name}” ended with exit status {done.returncode}, so nothing was measured."
        )
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(wall, used)


def in_turn(
    sides: Sequence[Command], variables: Mapping[str, str], n_runs: int, tell: Callable[[str], None]
) -> Iterator[tuple[Run, ...]]:
    """Yield one run of each side at a time; who goes first changes, so that neither heats the cache."""
    for command in sides:
        for _ in range(WARM_UPS):
            run_once(command, variables)
    for number in range(n_runs):
        order = list(range(len(sides)))
        if number % 2:
            order.reverse()
        runs = {place: run_once(sides[place], variables) for place in order}
        tell(f"run {number + 1} of {n_runs}")
        yield tuple(runs[place] for place in range(len(sides)))


def describe(values: Sequence[float]) -> dict[str, float]:
    """Return minimum, median and maximum."""
    return {"min": min(values), "median": statistics.median(values), "max": max(values)}


def summary(sides: Sequence[Command], runs: Sequence[tuple[Run, ...]]) -> dict[str, object]:
    """Return all figures, with what they were measured on."""
    measured = {
        side.name: {what: describe([asdict(pair[place])[what] for pair in runs]) for what in ("wall", "cpu")}
        for place, side in enumerate(sides)
    }
    return {
        "date": date.today().isoformat(),
        "machine": machine(),
        "n_runs": len(runs),
        "seconds": measured,
        "wall_ratio": describe([ours.wall / theirs.wall for ours, theirs in runs]),
        "cpu_ratio": describe([ours.cpu / theirs.cpu for ours, theirs in runs]),
        "goal": GOAL,
    }


def machine() -> str:
    """Return the processor, the cores and the Python in one line."""
    processor = platform.processor() or platform.machine()
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                processor = " ".join(line.partition(":")[2].split())
                break
    except OSError:
        pass
    cores = os.cpu_count() or 1
    system, python = f"{platform.system()} {platform.release()}", f"Python {platform.python_version()}"
    return f"{processor}, {cores} cores, {system}, {python}"


def table(found: dict[str, object]) -> str:
    """Return the figures as a small table."""
    seconds, lines = found["seconds"], [f"{'':24}{'wall ms':>9}{'min':>7}{'max':>7}{'cpu ms':>9}"]
    assert isinstance(seconds, dict)
    for name, figures in seconds.items():
        wall, cpu = figures["wall"], figures["cpu"]
        columns = (wall["median"], wall["min"], wall["max"], cpu["median"])
        lines.append(
            f"{name:24}" + "".join(f"{1000 * v:{w}.0f}" for v, w in zip(columns, (9, 7, 7, 9), strict=True))
        )
    for what in ("wall", "cpu"):
        ratio = found[f"{what}_ratio"]
        assert isinstance(ratio, dict)
        goal = f", goal at most {GOAL}" if what == "wall" else ""
        spread = f"({ratio['min']:.2f} to {ratio['max']:.2f})"
        lines.append(f"{what} ratio, pair by pair: {ratio['median']:.2f} {spread}{goal}")
    return "\n".join([*lines, f"{found['n_runs']} pairs, {found['date']}, {found['machine']}"])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=15, metavar="RUNS", help="pairs of runs (default 15)")
    parser.add_argument("--json", action="store_true", help="print all figures as JSON")
    chosen = parser.parse_args()
    if chosen.n < 1:
        parser.error("-n is a number from 1")

    def tell(text: str) -> None:
        if sys.stderr.isatty():
            print(f"\r{text} ", end="", file=sys.stderr, flush=True)

    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        sides = commands(scratch)
        runs = list(in_turn(sides, environment(scratch), chosen.n, tell))
    tell("\n")
    found = summary(sides, runs)
    print(json.dumps(found, indent=2) if chosen.json else table(found))


if __name__ == "__main__":
    main()
