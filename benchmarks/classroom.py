"""Measures how many ex03 submissions a second a class is graded with, against what else there is.

    python benchmarks/classroom.py --submissions 600
    python benchmarks/classroom.py --peers

In the same run, on the same submissions: the judges of `grader grade`, warm and with full isolation; three
limits, in which nothing is judged; a loop of plain pytest; and with `--peers` otter-grader and nbgrader,
which are then installed from PyPI into environments of their own, in a temporary folder unless
`--environments` names one. The limits are a process forked from one that has imported all, which runs the
file and calls its functions as often as the suite does. Bare, with nothing around it, it is forked from what
a grader is that forks itself, with NumPy, SymPy and pytest loaded; or from a process that has no more than
our workers' parent, so without the two, which nobody could judge by; or behind the same walls as ours.

Beside the rate stands the processor time of all processes together, for that says the same on a busy machine.
The start of judges and processes is left out, for a class is longer than it.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.classroom.judging import Job, Settings
from grader.classroom.local import LocalEngine
from grader.exercise import Limits
from grader.sandbox import Sandbox
from grader.sandbox.offered import CORE_MODULES, wanted
from grader.sandbox.startup import import_offered, warm_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent
STEM = "ex03_simultaneous_update"
PLAIN_SUITE = ROOT / "benchmarks" / "plain_suite"
SEED = 20417
WARM_UP = 60
TICKS = os.sysconf("SC_CLK_TCK")
#: Needs a plotting library, which the sandbox stands in for; beside it all others would look cheap.
LEFT_OUT = "right_plot_imports.py"
#: Calls the functions as often as the suite calls right ones: on six probes, and twenty in a row.
DRIVER = """

def _run_all():
    import numpy as np
    probes = [(np.arange(1.0, m + 1), np.arange(2.0, m + 2) ** 2, 1.5, 2.0) for m in (2, 2, 5, 7, 6, 6)]
    for place, (x, y, w, b) in enumerate(probes):
        for _ in range(3 if place < 2 else 1):
            compute_gradient(x.copy(), y.copy(), w, b)
            update(x.copy(), y.copy(), w, b, 0.01)
    for _ in range(20):
        w, b = update(x.copy(), y.copy(), w, b, 0.001)

_run_all()
"""


def sources(kind: str, n_submissions: int) -> list[bytes]:
    """Return so many different submissions: stored right ones, wrong ones, or both."""
    stored = sorted((ROOT / "tests" / "submissions" / "ex03").glob(f"{kind}*.py"))
    texts = [path.read_bytes() for path in stored if path.name != LEFT_OUT]
    return [texts[n % len(texts)] + f"\n# {n}\n".encode() for n in range(n_submissions)]


@dataclass(frozen=True)
class Cost:
    """What a number of submissions took: seconds by the wall and of all processors, each."""

    wall: float
    cpu: float


def processor_seconds() -> float:
    """Return the processor time of this process, of all below it, and of those that have ended."""
    parents: dict[int, tuple[int, float]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):
            fields = (folder / "stat").read_text(encoding="ascii", errors="replace").rsplit(")", 1)[1].split()
            parents[int(folder.name)] = int(fields[1]), sum(map(int, fields[11:15])) / TICKS
    mine, found = {os.getpid()}, 0
    while len(mine) != found:
        found = len(mine)
        mine |= {pid for pid, (parent, _) in parents.items() if parent in mine}
    return sum(parents[pid][1] for pid in mine if pid in parents)


def measured(work: Callable[[], object], n_submissions: int) -> Cost:
    """Do some work and return what it took for each submission."""
    cpu, wall = processor_seconds(), time.perf_counter()
    work()
    seconds = time.perf_counter() - wall
    return Cost(seconds / n_submissions, (processor_seconds() - cpu) / n_submissions)


# --- us ------------------------------------------------------------------------------------------------


def cost_of_class(submissions: list[bytes], n_judges: int) -> Cost:
    """Return what warm judges take, the first submissions of each left out."""
    # Each judge's first few pay for the suite, the derivation and SymPy.
    early = [Job(-1 - number, STEM, source) for number, source in enumerate(submissions[:WARM_UP])]
    jobs = early + [Job(number, STEM, source) for number, source in enumerate(submissions)]
    done, begun = 0, (0.0, 0.0)
    with LocalEngine(Settings(str(ROOT), "strict", SEED), n_judges) as engine:
        for batch in engine.judged(iter(jobs)):
            before, done = done, done + len(batch)
            if before < len(early) <= done:
                begun, counted = (time.perf_counter(), processor_seconds()), len(jobs) - done
        wall, cpu = time.perf_counter() - begun[0], processor_seconds() - begun[1]
    assert len(jobs) == done
    return Cost(wall / counted, cpu / counted)


# --- the limits ----------------------------------------------------------------------------------------


def run_bare(submissions: list[bytes]) -> None:
    """Fork for every submission from a process that could judge it; nothing is isolated, nothing judged."""
    for name in ("pytest", "sympy"):
        importlib.import_module(name)
    run_bare_without_sympy(submissions)


def run_bare_without_sympy(submissions: list[bytes]) -> None:
    """Fork for every submission, run it and call its functions; nothing is isolated, nothing judged."""
    import gc

    nowhere = open(os.devnull, "w")  # noqa: SIM115 - open to the end
    import_offered([*CORE_MODULES, *(name for source in submissions for name in wanted(source.decode()))])
    warm_up()
    gc.collect()
    gc.disable()
    gc.freeze()
    for source in submissions:
        child = os.fork()
        if child == 0:
            sys.stdout = sys.stderr = nowhere
            with suppress(BaseException):
                exec(compile(source + DRIVER.encode(), "ex03.py", "exec"), {"__name__": "submission"})
            os._exit(0)
        os.waitpid(child, 0)


def run_confined(submissions: list[bytes]) -> None:
    """Fork a confined worker for every submission, which runs it and calls its functions by itself."""
    with Sandbox("strict") as sandbox:
        assert sandbox.isolation

        def opened() -> Iterator[Any]:
            for source in submissions:
                yield sandbox.open(source.decode() + DRIVER, limits=Limits())

        workers = opened()
        following = next(workers, None)
        while following is not None:
            # As a judge does it: the next one is loaded while this one is waited for.
            worker, following = following, next(workers, None)
            worker.load()
            worker.close()


def cost_of_limit(run: Callable[[list[bytes]], None], submissions: list[bytes], n_processes: int) -> Cost:
    """Return what a limit's loop takes, on so many cores."""
    parts = [submissions[place::n_processes] for place in range(n_processes)]
    with ProcessPoolExecutor(n_processes, mp_context=get_context("spawn")) as pool:
        list(pool.map(run, [part[:10] for part in parts]))
        return measured(lambda: list(pool.map(run, parts)), len(submissions))


# --- others --------------------------------------------------------------------------------------------


def cost_of_commands(commands: list[list[str]], folders: list[Path], n_processes: int) -> Cost:
    """Return what a command takes, so many side by side, each in a folder of its own."""

    def run(pair: tuple[list[str], Path]) -> None:
        subprocess.run(pair[0], cwd=pair[1], capture_output=True, check=False)

    def run_all() -> None:
        with ThreadPoolExecutor(n_processes) as pool:
            list(pool.map(run, zip(commands, folders, strict=True)))

    return measured(run_all, len(commands))


def cost_of_pytest(work: Path, submissions: list[bytes], n_processes: int) -> Cost:
    """Return what a shell loop of plain pytest takes."""
    folders = []
    for number, source in enumerate(submissions):
        folder = work / f"plain_{number}"
        shutil.copytree(PLAIN_SUITE, folder)
        (folder / "ex03.py").write_bytes(source)
        folders.append(folder)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:grader", "-p", "no:cacheprovider", "."]
    return cost_of_commands([command] * len(folders), folders, n_processes)


def plain_checks() -> tuple[str, list[str]]:
    """Return the plain suite without its import of the submission, and the names of its checks."""
    text = (PLAIN_SUITE / "test_ex03.py").read_text(encoding="utf-8")
    text = text.replace("from ex03 import compute_gradient, update\n", "")
    return text, [line[4:].partition("(")[0] for line in text.splitlines() if line.startswith("def test_")]


def environment_with(folder: Path, package: str) -> str:
    """Return the Python of an environment that has a package from PyPI; made if it is not there yet."""
    python = folder / package / "bin" / "python"
    if not python.exists():
        print(f"installing {package} …", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", folder / package], check=True)
        pip = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        subprocess.run([*pip, package, "numpy", "pytest", "ipykernel"], check=True)
    return str(python)


def cost_of_otter(python: str, work: Path, submissions: list[bytes], n_processes: int) -> Cost:
    """Return what `otter run` takes, which grades one submission; its batch command needs Docker."""
    text, names = plain_checks()
    test = f'OK_FORMAT = False\nfrom otter.test_files import test_case\nname = "q"\npoints = 4\n{text}\n'
    for name in names:
        test += f"\n@test_case(points=1)\ndef otter_{name}(env):\n"
        test += '    globals().update({key: env[key] for key in ("compute_gradient", "update")})\n'
        test += f"    {name}()\n"
    folders = []
    packing = "import zipfile; z = zipfile.ZipFile('autograder.zip', 'w'); z.write('tests/q.py'); "
    packing += "z.writestr('otter_config.json', '{\"lang\": \"python\"}'); z.close()"
    for number, source in enumerate(submissions):
        folder = work / f"otter_{number}"
        (folder / "tests").mkdir(parents=True)
        (folder / "tests" / "q.py").write_text(test, encoding="utf-8")
        (folder / "ex03.py").write_bytes(source)
        subprocess.run([python, "-c", packing], cwd=folder, check=True)
        folders.append(folder)
    command = [python, "-m", "otter", "run", "-a", "autograder.zip", "ex03.py"]
    cost = cost_of_commands([command] * len(folders), folders, n_processes)
    graded = sum((folder / "results.json").is_file() for folder in folders)
    if graded < len(folders):
        print(f"otter: only {graded} of {len(folders)} graded", file=sys.stderr)
    return cost


def _notebook(source: str) -> str:
    """Return a submission as a notebook with the plain suite's checks in it, each worth a point."""
    text, names = plain_checks()

    def cell(content: str, identity: str, points: int) -> dict[str, Any]:
        about: dict[str, Any] = {"grade_id": identity, "locked": True, "schema_version": 3, "task": False}
        about |= {"grade": points > 0, "solution": False}
        about |= {"points": points} if points else {}
        described = {"nbgrader": about} if identity != "code" else {}
        return {
            "cell_type": "code",
            "source": content,
            "metadata": described,
            "outputs": [],
            "execution_count": None,
        }

    cells = [cell(source, "code", 0), cell(text, "suite", 0)]
    cells += [cell(f"{name}()", name, 1) for name in names]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 4})


def cost_of_nbgrader(python: str, work: Path, submissions: list[bytes]) -> Cost:
    """Return what `nbgrader autograde` takes, which grades a whole class one by one."""
    course = work / "course"
    places = [("source", "", "pass")]
    places += [("submitted", f"l{n}", source.decode()) for n, source in enumerate(submissions)]
    for half, learner, source in places:
        folder = course / half / learner / "ps1"
        folder.mkdir(parents=True)
        (folder / "ex03.ipynb").write_text(_notebook(source), encoding="utf-8")
    environment = {**os.environ, "PATH": f"{Path(python).parent}{os.pathsep}{os.environ['PATH']}"}
    nbgrader = [python, "-m", "nbgrader"]

    def run(*command: str) -> None:
        subprocess.run([*nbgrader, *command], cwd=course, capture_output=True, check=False, env=environment)

    run("generate_assignment", "ps1", "--force")
    cost = measured(lambda: run("autograde", "ps1"), len(submissions))
    graded = len(list(course.glob("autograded/*/ps1/ex03.ipynb")))
    if graded < len(submissions):
        print(f"nbgrader: only {graded} of {len(submissions)} graded", file=sys.stderr)
    return cost


# --- all of them ---------------------------------------------------------------------------------------


def in_turn(ways: dict[str, Callable[[], Cost]], rounds: int) -> dict[str, Cost]:
    """Measure each way once in every round, in changing order; return the medians."""
    found: dict[str, list[Cost]] = {name: [] for name in ways}
    for number in range(rounds):
        for name in list(ways)[:: -1 if number % 2 else 1]:
            found[name].append(ways[name]())
    return {
        name: Cost(statistics.median(c.wall for c in costs), statistics.median(c.cpu for c in costs))
        for name, costs in found.items()
    }


OURS = "grader grade, right ones"


def table(costs: dict[str, Cost], jobs: int) -> str:
    """Return what was measured as lines of text."""
    ours = costs[OURS]
    lines = [f"{'':44}{'a second':>10}{'CPU ms':>9}{'ours, rate':>12}{'ours, CPU':>11}"]
    for name, cost in costs.items():
        ratio, cpu_ratio = cost.wall / ours.wall, cost.cpu / ours.cpu
        lines.append(f"{name:44}{1 / cost.wall:10.2f}{1000 * cost.cpu:9.2f}{ratio:11.2f}×{cpu_ratio:10.2f}×")
    load = os.getloadavg()[0]
    lines.append(f"{jobs} at once, load {load:.1f}, Python {sys.version.split()[0]}")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--submissions", type=int, default=480)
    parser.add_argument(
        "--rounds", type=int, default=3, help="how often each of ours and the limits is measured"
    )
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--slow", type=int, default=20, help="submissions for each of the other tools")
    parser.add_argument("--peers", action="store_true", help="measure otter-grader and nbgrader as well")
    parser.add_argument("--environments", type=Path, help="where their environments are, or are to be made")
    parser.add_argument("--no-pytest", action="store_true")
    given = parser.parse_args()
    right, wrong = (sources(kind, given.submissions) for kind in ("right", "wrong"))
    mixed = sources("[rw]", given.submissions)
    costs = in_turn(
        {
            "fork and run, bare": lambda: cost_of_limit(run_bare, right, given.jobs),
            "fork and run, bare, no SymPy, no pytest": lambda: cost_of_limit(
                run_bare_without_sympy, right, given.jobs
            ),
            "fork, confine and run, nothing judged": lambda: cost_of_limit(run_confined, right, given.jobs),
            OURS: lambda: cost_of_class(right, given.jobs),
            "grader grade, wrong ones, diagnosed": lambda: cost_of_class(wrong, given.jobs),
            "grader grade, right and wrong": lambda: cost_of_class(mixed, given.jobs),
        },
        given.rounds,
    )
    few = sources("right", given.slow)
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        if not given.no_pytest:
            costs["a loop of plain pytest"] = cost_of_pytest(work, few, given.jobs)
        if given.peers:
            environments = given.environments or work / "environments"
            otter = environment_with(environments, "otter-grader")
            costs["otter run"] = cost_of_otter(otter, work, few, given.jobs)
            nbgrader = environment_with(environments, "nbgrader")
            costs["nbgrader autograde"] = cost_of_nbgrader(nbgrader, work, few)
    print(table(costs, given.jobs))


if __name__ == "__main__":
    main()
