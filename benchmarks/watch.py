"""Times `grader watch ex03` from a save to the verdict on the screen, at a terminal of its own.

Right and wrong files are saved in turn, in place and as editors do it, by renaming a new file over the old
one: `python benchmarks/watch.py -n 40`.
"""

from __future__ import annotations

import argparse
import json
import os
import pty
import select
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cold_check import machine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parent.parent
SUBMISSIONS = ROOT / "tests" / "submissions" / "ex03"
FILES = ("right_loop", "wrong_missing_mean", "right_vectorised", "wrong_sequential_update_w_first")
GOAL_MEDIAN, GOAL_P95 = 0.100, 0.200
WARM_UPS = 4
PATIENCE = 60.0


class Watcher:
    """`grader watch ex03` at a terminal whose output is read as it comes."""

    def __init__(self, folder: Path) -> None:
        self.master, slave = pty.openpty()
        variables = {**os.environ, "GRADER_STATE": str(folder / "state"), "TERM": "xterm", "PYTHONUTF8": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "grader", "watch", "ex03", "--no-color"],
            cwd=folder / "workspace",
            env=variables,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)

    def wait_for(self, text: bytes) -> float:
        """Read until a text has appeared; return when it did."""
        seen, deadline = b"", time.perf_counter() + PATIENCE
        while text not in seen:
            ready, _, _ = select.select([self.master], [], [], max(0.0, deadline - time.perf_counter()))
            if not ready:
                raise SystemExit(f"No verdict appeared, only: {seen.decode('utf-8', 'replace')}")
            seen += os.read(self.master, 65536)
        return time.perf_counter()

    def close(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait()
        os.close(self.master)


def in_place(file: Path, content: bytes) -> None:
    """Save by writing over the file."""
    file.write_bytes(content)


def renamed(file: Path, content: bytes) -> None:
    """Save by renaming a new file over the old one."""
    draft = file.with_name(f".{file.name}.new")
    draft.write_bytes(content)
    os.replace(draft, file)


def measured(n_saves: int, tell: Callable[[str], None]) -> dict[str, list[float]]:
    """Return the seconds from each save to its verdict, by the way of saving."""
    seconds: dict[str, list[float]] = {"in place": [], "renamed": []}
    contents = [(SUBMISSIONS / f"{name}.py").read_bytes() for name in FILES]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = [sys.executable, "-m", "grader", "--kit", str(ROOT), "start", str(folder / "workspace")]
        subprocess.run(start, check=True, stdout=subprocess.DEVNULL)
        file = folder / "workspace" / "exercises" / "ex03_simultaneous_update" / "ex03.py"
        watcher = Watcher(folder)
        try:
            watcher.wait_for(b"q quit")
            for number in range(WARM_UPS + n_saves):
                # Each save has other bytes, for one that changes nothing is not judged.
                content = contents[number % len(contents)] + f"# save {number}\n".encode()
                way, save = (("in place", in_place), ("renamed", renamed))[number // len(contents) % 2]
                begun = time.perf_counter()
                save(file, content)
                took = watcher.wait_for(b" of 10 points") - begun
                watcher.wait_for(b"q quit")
                if number >= WARM_UPS:
                    seconds[way].append(took)
                tell(f"save {number + 1} of {WARM_UPS + n_saves}")
                # A person does not save again at once; nor may one save be taken for two.
                time.sleep(0.15)
        finally:
            watcher.close()
    return seconds


def summary(seconds: dict[str, list[float]]) -> dict[str, object]:
    """Return all figures, with what they were measured on."""
    everything = [value for values in seconds.values() for value in values]
    return {
        "date": date.today().isoformat(),
        "machine": machine(),
        "n_saves": len(everything),
        "seconds": {
            "median": statistics.median(everything),
            "p95": percentile(everything, 0.95),
            "max": max(everything),
        },
        "median_by_way": {way: statistics.median(values) for way, values in seconds.items() if values},
        "goal": {"median": GOAL_MEDIAN, "p95": GOAL_P95},
    }


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that is not below this share of all."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=40, metavar="SAVES", help="how many saves (default 40)")
    parser.add_argument("--json", action="store_true", help="print all figures as JSON")
    chosen = parser.parse_args()
    if chosen.n < 1:
        parser.error("-n is a number from 1")

    def tell(text: str) -> None:
        if sys.stderr.isatty():
            print(f"\r{text} ", end="", file=sys.stderr, flush=True)

    found = summary(measured(chosen.n, tell))
    tell("\n")
    if chosen.json:
        print(json.dumps(found, indent=2))
        return
    seconds, by_way = found["seconds"], found["median_by_way"]
    assert isinstance(seconds, dict)
    assert isinstance(by_way, dict)
    print(
        f"save to verdict: median {1000 * seconds['median']:.0f} ms (goal at most {1000 * GOAL_MEDIAN:.0f})"
    )
    print(f"                 p95    {1000 * seconds['p95']:.0f} ms (goal at most {1000 * GOAL_P95:.0f})")
    print(f"                 max    {1000 * seconds['max']:.0f} ms")
    for way, value in by_way.items():
        print(f"saved {way}: median {1000 * value:.0f} ms")
    print(f"{found['n_saves']} saves, {found['date']}, {found['machine']}")


if __name__ == "__main__":
    main()
