"""Measures building pages: this kit's own, and kits of many generated concepts, for time and peak memory.

Each command runs in a process of its own. Derivations are warm (they belong to the exercises), bundles and
pages are cold; a second build with one changed concept follows. Of generated concepts the slope is told: by
how much the largest size of a process grows with each concept, from the smallest kit to the largest, so that
what an interpreter and its modules take is left out. The process that was started and the largest of its
forks are told apart.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
Figures = dict[str, float]

#: A command of the grader that says at its end how large it, and the largest of its forks, has been.
COMMAND = """
import atexit, resource, sys

target = sys.argv.pop(1)

def tell():
    sizes = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    with open(target, "w") as file:
        print(*sizes, file=file)

atexit.register(tell)
sys.argv[0] = "grader"
from grader.__main__ import command
command()
"""
FORMATS = ("json", "moodle", "qti12", "qti21", "anki-tsv", "anki")
ALSO = ("check", *FORMATS)

CONCEPT = r"""
title = 'Concept {number}'
summary = 'One step against the gradient.'
order = {number}
exercises = ['ex03']
problem = 'ex03'

[given]
x = [1, 2, {number}]
y = [2, 5, 7]
w = 0
b = 1
alpha = 0.1

[values]
step = {{ compute = 'update' }}
uphill = {{ compute = 'update', mistake = 'gradient-ascent' }}

[[lesson]]
heading = 'The step'
text = 'From $w = {{{{ w }}}}$ to $w = {{{{ step.w : frac }}}}$.'
{items}
[[cards]]
id = 'way'
front = 'Which way?'
back = 'Down: $w - \alpha g$.'
"""
ITEM = r"""
[[items]]
id = 'which-{number}'
kind = 'single'
stem = 'From $w = {{{{ w }}}}$ with $\alpha = {{{{ alpha }}}}$: what is $w$ now?'
[items.parameters]
w = [0, 1, 2, {number}]
alpha = [0.1, 0.2]
[[items.options]]
text = '${{{{ step.w : frac }}}}$'
right = true
feedback = 'Yes.'
[[items.options]]
text = '${{{{ uphill.w : frac }}}}$'
misconception = 'gradient-ascent'
feedback = 'That is uphill.'
"""


def write_kit(root: Path, count: int) -> None:
    """Write a kit with this repository's exercises and so many concepts of eight items."""
    (root / "quizzes").mkdir(parents=True)
    for half in ("exercises", "solutions"):
        (root / half).symlink_to(ROOT / half)
    items = "".join(ITEM.format(number=number) for number in range(3, 11))
    for number in range(1, count + 1):
        text = CONCEPT.format(number=number, items=items)
        (root / "quizzes" / f"concept-{number}.toml").write_text(text, encoding="utf-8")


def run(kit: Path, cache: Path, *arguments: str, faults: bool = False) -> Figures:
    """Run a command of `grader quiz` once; return seconds and the largest sizes in megabytes."""
    sizes = cache.with_name("sizes")
    before = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, str(sizes), "quiz", *arguments, "--kit", str(kit)],
        env={**os.environ, "GRADER_CACHE": str(cache)},
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status and not (faults and os.waitstatus_to_exitcode(status) == 1):
        raise SystemExit(f"grader quiz {' '.join(arguments)} failed for {kit}")
    own, forks = map(int, sizes.read_text().split())
    return {
        "seconds": round(time.perf_counter() - before, 2),
        "cpu": round(usage.ru_utime + usage.ru_stime, 2),
        "mb": round(own / 1000, 1),
        "forks_mb": round(forks / 1000, 1),
    }


def measure(count: int, also: list[str]) -> dict[str, Figures]:
    """Measure one kit: cold, with one concept changed, unchanged. No concepts means this repository's own."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        kit, cache = place / "kit", place / "cache"
        write_kit(kit, count or 1)
        run(kit, cache, "build", "-o", str(place / "warm"))  # derivations
        if not count:
            for path in (kit / "quizzes").glob("*.toml"):
                path.unlink()
            for path in (ROOT / "quizzes").glob("**/*.toml"):
                target = kit / "quizzes" / path.relative_to(ROOT / "quizzes")
                target.parent.mkdir(exist_ok=True)
                target.write_bytes(path.read_bytes())
        else:
            # The warm build has made no bundle that counts: every concept's text changes.
            for path in (kit / "quizzes").glob("*.toml"):
                path.write_text(path.read_text().replace("That is uphill", "That leads uphill"))
        build = ("build", "-o", str(place / "pages"))
        found = {"cold": run(kit, cache, *build)}
        changed = sorted((kit / "quizzes").glob("*.toml"))[0]
        changed.write_text(changed.read_text() + "\n# changed\n")
        found["one changed"] = run(kit, cache, *build)
        found["unchanged"] = run(kit, cache, *build)
        for command in also:
            if command == "check":
                # What is generated has a fault: no exercise names it.
                found[command] = run(kit, cache, command, faults=True)
            else:
                found[command] = run(kit, cache, "export", command, "-o", str(place / "export"))
        return found


def slopes(found: dict[int, dict[str, Figures]]) -> dict[str, Figures]:
    """Return by how many kilobytes a concept each command grows, from the smallest kit to the largest."""
    counts = sorted(count for count in found if count)
    if len(counts) < 2:
        return {}
    few, many = counts[0], counts[-1]
    return {
        name: {
            key: round((found[many][name][key] - found[few][name][key]) * 1000 / (many - few), 1)
            for key in ("mb", "forks_mb")
        }
        for name in found[few]
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "-n", type=int, nargs="*", default=[0, 100, 300, 1000], help="concepts; 0: the kit's own"
    )
    parser.add_argument("--also", nargs="*", default=[], choices=ALSO, help="check, or formats of exports")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = {count: measure(count, options.also) for count in options.n}
    grown = slopes(found)
    if options.json:
        print(json.dumps({"commands": found, "kb_per_concept": grown}))
        return
    for count, commands in found.items():
        print(f"{count or 'own'} concepts")
        for name, figures in commands.items():
            print(
                f"  {name:<12} {figures['seconds']:>7} s  {figures['cpu']:>7} s of processor time  "
                f"{figures['mb']:>6} MB, largest fork {figures['forks_mb']:>6} MB"
            )
    if grown:
        print("slope, kB for each concept")
        for name, figures in grown.items():
            print(f"  {name:<12} {figures['mb']:>6}, largest fork {figures['forks_mb']:>6}")


if __name__ == "__main__":
    main()
