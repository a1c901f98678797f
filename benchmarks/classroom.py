"""Measures how many ex03 submissions a second a class is graded with, against what else there is.

    python benchmarks/classroom.py --submissions 600
    python benchmarks/classroom.py --otter .otter/bin/python --nbgrader .nbgrader/bin/python

In the same run: the judges of `grader grade`, warm and with full isolation; the bare limit of the machine,
which is to fork a process that has NumPy, run the file and call its functions as often as the suite does,
with nothing isolated and nothing checked; a loop of plain pytest; and, where a side environment that has
them is named, otter-grader and nbgrader. The judges' start is left out, for a class is longer than it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from grader.classroom.judging import Job, Settings
from grader.classroom.local import LocalEngine

ROOT = Path(__file__).resolve().parent.parent
STEM = "ex03_simultaneous_update"
PLAIN_SUITE = ROOT / "benchmarks" / "plain_suite"
CALLS = 40
SEED = 20417


def sources(kind: str, n_submissions: int) -> list[bytes]:
    """Return so many different submissions: stored right ones, wrong ones, or both."""
    stored = sorted((ROOT / "tests" / "submissions" / "ex03").glob(f"{kind}*.py"))
    texts = [path.read_bytes() for path in stored]
    return [texts[n % len(texts)] + f"\n# {n}\n".encode() for n in range(n_submissions)]


# --- us ------------------------------------------------------------------------------------------------


def rate_of_class(submissions: list[bytes], n_judges: int, mode: str = "strict") -> float:
    """Return submissions a second of warm judges, the first ones left out."""
    jobs = [Job(number, STEM, source) for number, source in enumerate(submissions)]
    # Each judge's first few pay for the suite, the derivation and SymPy.
    warm_up = [Job(-1 - number, STEM, source) for number, source in enumerate(submissions[:60])]
    with LocalEngine(Settings(str(ROOT), mode, SEED), n_judges) as engine:  # type: ignore[arg-type]
        for _ in engine.judged(iter(warm_up)):
            pass
        began = time.perf_counter()
        judged = sum(len(batch) for batch in engine.judged(iter(jobs)))
        seconds = time.perf_counter() - began
    assert len(jobs) == judged
    return len(jobs) / seconds


# --- the limit -----------------------------------------------------------------------------------------


def _forks(submissions: list[bytes]) -> float:
    """Fork for every submission, run it and call its functions; return the seconds that took."""
    import contextlib

    import numpy as np

    x, y = np.array([1.0, 2.0, 3.0]), np.array([3.0, 5.0, 7.0])
    np.random.default_rng(0)  # what is loaded when it is first used is loaded before the forks
    began = time.perf_counter()
    for source in submissions:
        child = os.fork()
        if child == 0:
            sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115 - open to the end
            with contextlib.suppress(BaseException):
                names: dict[str, Any] = {"__name__": "submission"}
                exec(compile(source, "ex03.py", "exec"), names)
                for _ in range(CALLS // 2):
                    names["compute_gradient"](x.copy(), y.copy(), 1.0, 1.0)
                    names["update"](x.copy(), y.copy(), 1.0, 1.0, 0.1)
            os._exit(0)
        os.waitpid(child, 0)
    return time.perf_counter() - began


def rate_of_forks(submissions: list[bytes], n_processes: int) -> float:
    """Return submissions a second of the bare fork-and-run loop on so many cores."""
    parts = [submissions[place::n_processes] for place in range(n_processes)]
    with ProcessPoolExecutor(n_processes, mp_context=get_context("spawn")) as pool:
        list(pool.map(_forks, [part[:5] for part in parts]))
        began = time.perf_counter()
        list(pool.map(_forks, parts))
        return len(submissions) / (time.perf_counter() - began)


# --- others --------------------------------------------------------------------------------------------


def rate_of_commands(commands: list[list[str]], folders: list[Path], n_processes: int) -> float:
    """Return commands a second, so many side by side, each in a folder of its own."""

    def run(pair: tuple[list[str], Path]) -> None:
        subprocess.run(pair[0], cwd=pair[1], capture_output=True, check=False)

    with ThreadPoolExecutor(n_processes) as pool:
        began = time.perf_counter()
        list(pool.map(run, zip(commands, folders, strict=True)))
        return len(commands) / (time.perf_counter() - began)


def rate_of_pytest(work: Path, submissions: list[bytes], n_processes: int) -> float:
    """Return submissions a second of a shell loop of plain pytest."""
    folders = []
    for number, source in enumerate(submissions):
        folder = work / f"plain_{number}"
        shutil.copytree(PLAIN_SUITE, folder)
        (folder / "ex03.py").write_bytes(source)
        folders.append(folder)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:grader", "-p", "no:cacheprovider", "."]
    return rate_of_commands([command] * len(folders), folders, n_processes)


_OTTER_TEST = """
OK_FORMAT = False
from otter.test_files import test_case
name = "q"
points = 4

@test_case(points=4)
def test_plain(env):
    import numpy as np
    x, y = np.array([1.0, 2.0]), np.array([3.0, 5.0])
    assert np.allclose(env["compute_gradient"](x, y, 1.0, 2.0), (0.0, 0.0), atol=9)
    assert np.allclose(env["update"](x, y, 1.0, 2.0, 0.1), (1.0, 2.0), atol=9)
"""


def rate_of_otter(python: str, work: Path, submissions: list[bytes], n_processes: int) -> float:
    """Return submissions a second of `otter run`, which takes one at a time."""
    folders = []
    for number, source in enumerate(submissions):
        folder = work / f"otter_{number}"
        (folder / "tests").mkdir(parents=True)
        (folder / "tests" / "q.py").write_text(_OTTER_TEST, encoding="utf-8")
        (folder / "ex03.py").write_bytes(source)
        packing = "import os, zipfile; z = zipfile.ZipFile('autograder.zip', 'w'); z.write('tests/q.py'); "
        packing += "z.writestr('otter_config.json', '{\"lang\": \"python\"}'); z.close()"
        subprocess.run([python, "-c", packing], cwd=folder, check=True)
        folders.append(folder)
    command = [python, "-m", "otter", "run", "-a", "autograder.zip", "ex03.py"]
    return rate_of_commands([command] * len(folders), folders, n_processes)


def rate_of_nbgrader(python: str, work: Path, submissions: list[bytes]) -> float:
    """Return submissions a second of `nbgrader autograde`, which takes a whole class one by one."""
    course = work / "course"
    check = {"grade": True, "grade_id": "q", "locked": True, "points": 4, "schema_version": 3}
    check |= {"solution": False, "task": False}
    test = "import numpy as np\nx, y = np.array([1.0, 2.0]), np.array([3.0, 5.0])\n"
    test += "assert len(update(x, y, 1.0, 2.0, 0.1)) == 2"

    def notebook(source: str) -> str:
        cells = [
            {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], "execution_count": None},
            {
                "cell_type": "code",
                "source": test,
                "metadata": {"nbgrader": check},
                "outputs": [],
                "execution_count": None,
            },
        ]
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        return json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 4})

    places = [("source", "", "pass")]
    places += [("submitted", f"l{n}", source.decode()) for n, source in enumerate(submissions)]
    for half, learner, source in places:
        folder = course / half / learner / "ps1"
        folder.mkdir(parents=True)
        (folder / "ex03.ipynb").write_text(notebook(source), encoding="utf-8")
    nbgrader = [python, "-m", "nbgrader"]
    subprocess.run([*nbgrader, "generate_assignment", "ps1"], cwd=course, capture_output=True, check=True)
    command = [*nbgrader, "autograde", "ps1"]
    began = time.perf_counter()
    subprocess.run(command, cwd=course, capture_output=True, check=False)
    return len(submissions) / (time.perf_counter() - began)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--submissions", type=int, default=480)
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--slow", type=int, default=20, help="submissions for each of the other tools")
    parser.add_argument("--otter", metavar="PYTHON", help="a Python that has otter-grader")
    parser.add_argument("--nbgrader", metavar="PYTHON", help="a Python that has nbgrader")
    parser.add_argument("--no-pytest", action="store_true")
    given = parser.parse_args()
    rates: dict[str, float] = {}
    mixed = sources("[rw]", given.submissions)
    rates["bare fork and run, right ones"] = rate_of_forks(sources("right", given.submissions), given.jobs)
    rates["grader grade, right ones"] = rate_of_class(sources("right", given.submissions), given.jobs)
    rates["grader grade, wrong ones, diagnosed"] = rate_of_class(
        sources("wrong", given.submissions), given.jobs
    )
    rates["grader grade, right and wrong"] = rate_of_class(mixed, given.jobs)
    few = sources("right", given.slow)
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        if not given.no_pytest:
            rates["a loop of plain pytest"] = rate_of_pytest(work, few, given.jobs)
        if given.otter:
            rates["otter run"] = rate_of_otter(given.otter, work, few, given.jobs)
        if given.nbgrader:
            rates["nbgrader autograde"] = rate_of_nbgrader(given.nbgrader, work, few)
    ours = rates["grader grade, right ones"]
    for name, rate in rates.items():
        print(f"{name:36} {rate:8.2f} a second   grader's right ones to it: {ours / rate:7.2f}")
    print(f"{given.jobs} judges, load {os.getloadavg()[0]:.1f}, Python {sys.version.split()[0]}")


if __name__ == "__main__":
    main()
