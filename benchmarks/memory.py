"""Measures the peak memory of `grader check ex03`: judge, zygote and worker together, shared pages once.

Linux only. Every few milliseconds the proportional set sizes (PSS) of the whole process tree are summed:
a page that two processes share counts half for each, so the sum is what the machine has to provide.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from cold_check import commands, environment, machine

GOAL_MB = 150
PAUSE = 0.002


@dataclass
class Peak:
    """The largest sum seen.

    Attributes
    ----------
    mb : float
        Megabytes (10⁶ bytes) of the whole tree.
    processes : list of float
        The same, process by process, largest first.
    is_exact : bool
        False if a process would not show its PSS; its resident size, which is never smaller, was taken.
    n_samples : int
        How often was looked.
    """

    mb: float = 0.0
    processes: list[float] = field(default_factory=list)
    is_exact: bool = True
    n_samples: int = 0


def parents() -> dict[int, int]:
    """Return the parent of every process."""
    found = {}
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            stat = Path("/proc", name, "stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue  # it ended meanwhile
        found[int(name)] = int(stat.rpartition(")")[2].split()[1])
    return found


def tree(root: int) -> list[int]:
    """Return a process and all its descendants."""
    children: dict[int, list[int]] = {}
    for pid, parent in parents().items():
        children.setdefault(parent, []).append(pid)
    members = [root]
    for pid in members:
        members += children.get(pid, [])
    return members


def size_of(pid: int) -> tuple[int, bool]:
    """Return a process's PSS in bytes and True, or its resident size and False where PSS is hidden."""
    try:
        for line in Path("/proc", str(pid), "smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024, True
    except PermissionError:
        # A judge keeps other processes of its user from looking into it, this benchmark included.
        pages = Path("/proc", str(pid), "statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE"), False
    return 0, True


def watch(process: subprocess.Popen[bytes]) -> Peak:
    """Look at a process and its descendants until it ends."""
    peak = Peak()
    while process.poll() is None:
        sizes, exact = [], True
        for pid in tree(process.pid):
            try:
                size, known = size_of(pid)
            except OSError:
                continue  # it ended meanwhile
            sizes.append(size / 1e6)
            exact = exact and known
        peak.n_samples += 1
        peak.is_exact = peak.is_exact and exact
        if sum(sizes) > peak.mb:
            peak.mb, peak.processes = sum(sizes), sorted(sizes, reverse=True)
        time.sleep(PAUSE)
    return peak


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=5, metavar="RUNS", help="runs (default 5)")
    parser.add_argument("--json", action="store_true", help="print all figures as JSON")
    chosen = parser.parse_args()
    if not sys.platform.startswith("linux"):
        parser.error("needs /proc, which only Linux has")
    if chosen.n < 1:
        parser.error("-n is a number from 1")
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        variables = environment(scratch)
        for command in commands(scratch):
            peaks = []
            for number in range(chosen.n + 1):
                with subprocess.Popen(
                    command.words, cwd=command.folder, env=variables, stdout=subprocess.DEVNULL
                ) as process:
                    peak = watch(process)
                if process.returncode != 0:
                    raise SystemExit(f"“{command.name}” ended with exit status {process.returncode}.")
                if number:  # the first run fills the caches
                    peaks.append(peak)
            results[command.name] = max(peaks, key=lambda peak: peak.mb)
    if chosen.json:
        figures = {name: asdict(peak) for name, peak in results.items()}
        print(json.dumps({"machine": machine(), "goal_mb": GOAL_MB, "peak": figures}, indent=2))
        return
    for name, peak in results.items():
        parts = " + ".join(f"{size:.0f}" for size in peak.processes)
        bound = "" if peak.is_exact else "at most "
        print(f"{name:24}{bound}{peak.mb:.0f} MB  ({parts}; {peak.n_samples} samples)")
    print(f"goal for the grader: under {GOAL_MB} MB; largest of {chosen.n} runs, {machine()}")


if __name__ == "__main__":
    main()
