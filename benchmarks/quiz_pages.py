"""Measures building pages: this kit's own, and kits of many generated concepts, for time and peak memory.

Each build runs in a process of its own. Derivations are warm (they belong to the exercises), bundles and
pages are cold; a second build with one changed concept follows.
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
BUILD = "import sys; from grader.__main__ import command; sys.argv[0] = 'grader'; command()"

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


def build(kit: Path, pages: Path, cache: Path) -> dict[str, float]:
    """Build once; return seconds and the peak resident size in megabytes."""
    arguments = ["quiz", "build", "--kit", str(kit), "-o", str(pages)]
    before = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", BUILD, *arguments],
        env={**os.environ, "GRADER_CACHE": str(cache)},
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"the build of {kit} failed")
    return {"seconds": round(time.perf_counter() - before, 2), "mb": round(usage.ru_maxrss / 1000, 1)}


def measure(count: int) -> dict[str, dict[str, float]]:
    """Measure one kit: cold, with one concept changed, unchanged. No concepts means this repository's own."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        kit = place / "kit"
        write_kit(kit, count or 1)
        build(kit, place / "warm", place / "cache")  # derivations
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
        found = {"cold": build(kit, place / "pages", place / "cache")}
        changed = sorted((kit / "quizzes").glob("*.toml"))[0]
        changed.write_text(changed.read_text() + "\n# changed\n")
        found["one changed"] = build(kit, place / "pages", place / "cache")
        found["unchanged"] = build(kit, place / "pages", place / "cache")
        return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-n", type=int, nargs="*", default=[0, 100, 1000], help="concepts; 0: the kit's own")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = {count: measure(count) for count in options.n}
    if options.json:
        print(json.dumps(found))
        return
    for count, builds in found.items():
        print(f"{count or 'own'} concepts")
        for name, figures in builds.items():
            print(f"  {name:<12} {figures['seconds']:>7} s  {figures['mb']:>7} MB")


if __name__ == "__main__":
    main()
