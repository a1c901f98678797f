"""A class graded on a Dask cluster: the bytes are those of one machine, also when a worker is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from grader.__main__ import main
from grader.classroom.distributed import DaskEngine
from grader.classroom.distributed_judging import Seen
from grader.classroom.gradebook import Gradebook
from grader.classroom.judging import Settings
from grader.errors import ExitCode, NotIsolatedError, UsageError
from grader.kit import find_kit

if TYPE_CHECKING:
    from collections.abc import Iterator

distributed = pytest.importorskip("distributed")
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="submissions are confined on Linux only"),
    pytest.mark.filterwarnings("default"),  # the cluster's own
]

ROOT = Path(__file__).resolve().parent.parent
STEM = "ex03_simultaneous_update"
SUBMISSIONS = sorted((ROOT / "tests" / "submissions" / "ex03").glob("[rw]*_[a-m]*.py"))[::2]


@pytest.fixture(scope="module", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One cache of derivations for all test processes."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADER_CACHE", str(folder / "grader-cache"))
        yield


@contextmanager
def cluster(folder: Path, n_workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Run a scheduler and workers as an administrator would, each a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    options: dict[str, Any] = {
        "env": environment,
        "cwd": folder,
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
        "start_new_session": True,
    }
    file = str(folder / "scheduler.json")
    dask = [sys.executable, "-m", "dask"]
    shared = ["--scheduler-file", file, "--no-dashboard", "--host", "127.0.0.1"]
    processes = [subprocess.Popen([*dask, "scheduler", "--port", "0", *shared], **options)]
    command = [*dask, "worker", "--nthreads", "1", "--no-nanny", *shared]
    workers = [subprocess.Popen(command, **options) for _ in range(n_workers)]
    try:
        with distributed.Client(scheduler_file=file, timeout=30, set_as_default=False) as client:
            if n_workers:
                client.wait_for_workers(n_workers, timeout=30)
            address = client.scheduler.address
        yield address, workers
    finally:
        for process in [*workers, *processes]:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def grade(folder: Path, name: str, *options: str) -> int:
    """Grade the class by the command."""
    arguments = ["grade", str(folder / "in"), "--gradebook", str(folder / f"{name}.sqlite")]
    return main([*arguments, "--seed-file", str(folder / "seed"), "--kit", str(ROOT), *options])


def canonical(folder: Path, name: str) -> list[str]:
    """Return a gradebook in the form that does not hang on how it was made."""
    with Gradebook(folder / f"{name}.sqlite") as opened:
        return list(opened.canonical_lines())


def test_same_bytes_with_a_worker_killed(tmp_path: Path) -> None:
    """Three workers of which one is killed on the way come to the gradebook of this machine alone."""
    for path in SUBMISSIONS:
        for copy in range(2):
            learner = tmp_path / "in" / f"{path.stem}_{copy}"
            learner.mkdir(parents=True)
            source = path.read_text(encoding="utf-8")
            (learner / "ex03.py").write_text(f"{source}\n# {copy}\n", encoding="utf-8")
    (tmp_path / "seed").write_text("20417\n", encoding="ascii")

    with cluster(tmp_path, 3) as (address, workers), pytest.MonkeyPatch.context() as patch:
        collect = DaskEngine._collect
        killed: list[int] = []

        def collect_and_kill(self: DaskEngine) -> Any:
            judged = collect(self)
            if judged and not killed:
                killed.append(workers[0].pid)
                os.kill(workers[0].pid, signal.SIGKILL)
            return judged

        patch.setattr(DaskEngine, "_collect", collect_and_kill)
        code = grade(tmp_path, "cluster", "--engine", "dask", "--scheduler", address)

        assert ExitCode.ALL_POINTS == code
        assert [workers[0].pid] == killed
    assert ExitCode.ALL_POINTS == grade(tmp_path, "here", "--jobs", "2")
    assert 2 * len(SUBMISSIONS) == len(canonical(tmp_path, "here"))
    assert canonical(tmp_path, "here") == canonical(tmp_path, "cluster")


def engine_for(address: str, said: list[str]) -> DaskEngine:
    """Return an engine on a cluster."""
    kit = find_kit(ROOT)
    return DaskEngine(Settings(str(ROOT), "strict", 1), address, kit, [STEM], said.append)


@pytest.mark.parametrize(
    ("changes", "error", "sentence"),
    [
        (
            {"refusal": "Strict isolation is not to be had here (tier C)."},
            NotIsolatedError,
            "Strict isolation",
        ),
        ({"engine": "grader 0.0.1"}, UsageError, "it has grader 0.0.1, and here is grader"),
        ({"kit": "another"}, UsageError, f"its kit at {ROOT} differs from the one here."),
    ],
    ids=["isolation", "engine", "kit"],
)
def test_unfit_worker_gets_no_work(
    changes: dict[str, str],
    error: type[Exception],
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A worker without isolation, or with another engine or kit, is named and given nothing."""
    said: list[str] = []
    with cluster(tmp_path, 1) as (address, _), engine_for(address, said) as engine:
        real = engine._probe

        def unfit(address: str) -> Seen:
            seen = real(address)
            assert seen is not None
            return Seen(**{"engine": seen.engine, "kit": seen.kit, "tier": seen.tier, **changes})

        monkeypatch.setattr(engine, "_probe", unfit)
        monkeypatch.setattr("grader.classroom.distributed._PATIENCE_WITH_UNFIT", 0.0)
        with pytest.raises(error) as caught:
            next(engine.judged(iter(())))

    assert sentence in str(caught.value)
    assert 1 == len(said)
    assert sentence in said[0]


def test_no_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it waits for workers it says so, once, and in the end that there are none."""
    monkeypatch.setattr("grader.classroom.distributed._SECONDS_IN_SILENCE", 0.0)
    monkeypatch.setattr("grader.classroom.distributed._PATIENCE_WITH_WORKERS", 0.5)
    said: list[str] = []
    with (
        cluster(tmp_path, 0) as (address, _),
        engine_for(address, said) as engine,
        pytest.raises(UsageError, match="has no workers; start some"),
    ):
        next(engine.judged(iter(())))

    assert 1 == len(said)
    assert said[0].startswith("The Dask scheduler has no workers; waiting")


def test_no_scheduler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address at which nobody answers is said in a sentence, soon."""
    monkeypatch.setattr("grader.classroom.distributed._PATIENCE_WITH_SCHEDULER", 0.5)
    began = time.monotonic()
    with pytest.raises(UsageError) as caught:
        engine_for("tcp://127.0.0.1:9", [])

    assert "There is no Dask scheduler at tcp://127.0.0.1:9" in str(caught.value)
    assert 20 > time.monotonic() - began
