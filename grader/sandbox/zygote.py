"""The zygote: a process that has everything imported and is forked once for every submission.

It never runs a learner's code itself, and it was not forked from the judge, so none of the judge's memory is
in it.
"""

from __future__ import annotations

import fcntl
import gc
import json
import os
import signal
import socket
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from grader.sandbox import confinement, hot_pages, probe, rehearsal, startup
from grader.sandbox.offered import COMMON

if TYPE_CHECKING:
    from grader.sandbox.confinement import Plan, Step, Walls


#: A check of one file mostly needs fewer workers, and would not get back what a rehearsal takes.
_FIRST_OF_MANY = 4


#: What a worker finds at these numbers: what it is asked, what it answers, and what its walls are made of.
_REQUESTS, _REPLIES, _RULESET = 3, 4, 5


def reserve_descriptors(control: int) -> int:
    """Take the numbers that workers need, so that nothing else gets them; return that of the control line."""
    if control <= _RULESET:
        control = fcntl.fcntl(control, fcntl.F_DUPFD_CLOEXEC, _RULESET + 1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, _REQUESTS, _REPLIES, _RULESET):
        os.dup2(nothing, number)
    if nothing > _RULESET:
        os.close(nothing)
    return control


def take_descriptors(requests: int, replies: int, output: int, *, first_unneeded: int) -> None:
    """Arrange a worker's descriptors: nothing on 0, output on 1 and 2, requests on 3, replies on 4."""
    for descriptor, number in ((output, 1), (output, 2), (requests, _REQUESTS), (replies, _REPLIES)):
        os.dup2(descriptor, number)
    os.closerange(first_unneeded, 65_536)


def open_output_ahead() -> None:
    """Make the streams that workers print to: over a pipe, as each worker will have one in its place."""
    reading, writing = os.pipe()
    for descriptor in (1, 2):
        os.dup2(writing, descriptor)
    startup.open_output()
    nothing = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nothing, descriptor)
    for descriptor in (reading, writing, nothing):
        os.close(descriptor)


class Zygote:
    """Answers the judge on its control socket.

    Parameters
    ----------
    settings : dict
        What the judge passes on the command line; it holds no secret.
    """

    def __init__(self, settings: dict[str, Any]) -> None:
        self._judge = settings["judge"]
        self._watches = not settings["dies_with_judge"]
        self._mode = settings["mode"]
        # Also there where a fault is told that ends this process.
        settings["control"] = reserve_descriptors(settings["control"])
        self._control = socket.socket(fileno=settings["control"])
        self._libc = confinement.open_libc()
        self._pid = os.getpid()
        confinement.hide_memory(self._libc)
        if settings["dies_with_judge"]:
            confinement.die_with_parent(self._libc, self._judge)
        os.chdir("/")
        self._refused = ""
        self._plan, self._walls, running = self._start_probe()
        gc.disable()
        self._worker, self._imports = startup.preload(settings["extra_modules"])
        self._n_spawned = 0
        self._hello = self._finish_probe(running)
        self._first_unneeded = _RULESET + 1 if self._plan.landlock_abi else _RULESET
        # Whatever every worker needs is made here: what a forked process writes, it has to copy first.
        open_output_ahead()
        self._service = self._worker.Service(_REQUESTS, _REPLIES)
        self._worker.seed()
        confinement.restrict_for_good(self._libc)
        gc.freeze()

    def _start_probe(self) -> tuple[Plan, Walls, tuple[int, int] | None]:
        """Choose the walls, and let a child try them while this process imports NumPy."""
        if self._mode == "none":
            plan = confinement.no_walls()
            return plan, confinement.Walls(self._libc, plan), None
        plan = confinement.best_plan(self._libc)
        try:
            walls = confinement.Walls(self._libc, plan)
            walls.move_descriptor(_RULESET)
        except OSError as error:
            self._refused = str(error)
            plan = confinement.no_walls()
            return plan, confinement.Walls(self._libc, plan), None
        return plan, walls, probe.start(self._libc, walls) if plan.seccomp else None

    def _finish_probe(self, running: tuple[int, int] | None) -> dict[str, Any]:
        """Return what the judge is told of the walls."""
        threads = len(os.listdir("/proc/self/task"))
        score, reason = probe.finish(*running) if running else ("not run", "")
        if self._mode == "none":
            reason = "isolation was switched off"
        elif self._refused:
            reason = f"the confinement could not be set up ({self._refused})"
        elif not self._plan.seccomp:
            reason = f"there is no system call filter for {os.uname().machine}"
        elif threads != 1:
            reason = f"the isolation process has {threads} threads"
        if score == probe.NOTHING_REFUSED:  # the walls cannot be put up at all, so none is claimed
            self._walls.close()
            self._plan = confinement.no_walls()
            self._walls = confinement.Walls(self._libc, self._plan)
        return {
            "mechanisms": self._plan.mechanisms,
            "landlock_abi": self._plan.landlock_abi,
            "probe": score,
            "reason": reason,
        }

    def _say(self, message: dict[str, Any]) -> None:
        self._control.send(json.dumps(message).encode())

    def serve(self) -> None:
        """Spawn and end workers until the judge is gone."""
        self._say({"hello": self._hello})
        self._control.settimeout(1.0 if self._watches else None)
        while True:
            try:
                data, descriptors, _, _ = socket.recv_fds(self._control, 1 << 16, 3)
            except TimeoutError:
                if os.getppid() != self._judge:
                    return
                continue
            if not data:
                return
            message = json.loads(data)
            if message["do"] == "spawn":
                self._spawn(message, descriptors)
            else:
                self._end(message["pid"], message["patience"], tell=message["tell"])

    def _spawn(self, message: dict[str, Any], descriptors: list[int]) -> None:
        self._n_spawned += 1
        if self._n_spawned == _FIRST_OF_MANY:
            self._get_ready_for_many()
        steps = self._walls.steps(message["cpu_seconds"], message["memory_mb"])
        answer: dict[str, Any] = {"spawned": message["token"]}
        try:
            answer["pid"] = os.fork()
        except OSError as error:
            answer["error"] = str(error)
        if answer.get("pid") == 0:
            self._become_worker(message["modules"], steps, descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        self._say(answer)

    def _get_ready_for_many(self) -> None:
        """Do once what workers would do each for themselves."""
        self._imports.load(COMMON)
        self._worker.seed()
        rehearsal.rehearse(self._worker)
        gc.freeze()
        with suppress(
            OSError
        ):  # its descriptor stays open, and the pages pinned, for as long as this process lives
            hot_pages.copy_when_forking(self._libc, self._pages_that_workers_write())

    def _pages_that_workers_write(self) -> list[int]:
        """Let a worker of our own answer, and return the pages that it had to copy."""
        areas = hot_pages.private_areas()
        (asks, asked), (answers, answered) = os.pipe(), os.pipe()
        nothing = os.open(os.devnull, os.O_WRONLY)
        # It stays whose this process is: else that could not look at its pages.
        steps = self._walls.steps(cpu_seconds=5, memory_mb=512, keeps_user=True)
        worker = os.fork()
        if worker == 0:
            confinement.show_memory(self._libc)
            self._become_worker([], steps, [asks, answered, nothing])
        for descriptor in (asks, answered, nothing):
            os.close(descriptor)
        try:
            self._worker.wire.read_frame(answers)
            rehearsal.prompt(self._worker, asked, answers, rounds=1)
            return hot_pages.own_pages(worker, areas)
        except EOFError:  # it has ended: then nothing is known of it
            return []
        finally:
            os.close(asked)
            os.close(answers)
            os.kill(worker, signal.SIGKILL)
            os.waitpid(worker, 0)

    def _become_worker(self, modules: list[str], steps: list[Step], descriptors: list[int]) -> None:
        """Confine the forked child and let it answer requests; it never comes back from here."""
        try:
            # Here, and not before the fork: what one submission asks for is not there for the next one.
            if modules and self._imports.load(modules):
                self._worker.seed()
            os.setsid()
            take_descriptors(*descriptors, first_unneeded=self._first_unneeded)
            gc.enable()
            self._walls.put_up(steps, self._pid)
            self._service.serve()
        except BaseException as error:  # no learner's code has run yet: the judge is told what failed
            with suppress(OSError):
                os.write(2, f"{type(error).__name__}: {error}".encode())
        finally:
            os._exit(98)

    def _end(self, pid: int, patience: float, *, tell: bool) -> None:
        """Kill a worker and, if asked, say how it ended; an unreaped child's number is nobody else's."""
        by_itself = _ends_by_itself(pid, patience)
        with suppress(OSError):
            os.killpg(pid, signal.SIGKILL)  # where nothing is confined it may have children
        os.kill(pid, signal.SIGKILL)
        _, status, usage = os.wait4(pid, 0)
        if not tell:
            return
        self._say(
            {
                "ended": pid,
                "status": os.waitstatus_to_exitcode(status),
                "by_itself": by_itself,
                "cpu_seconds": usage.ru_utime + usage.ru_stime,
                "peak_kb": usage.ru_maxrss,
            }
        )


def _ends_by_itself(pid: int, patience: float) -> bool:
    """Give a worker that has closed its pipes, as one does that is ending, a moment to end."""
    deadline = time.monotonic() + patience
    while True:
        if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
            return True
        if time.monotonic() >= deadline:
            return False
        time.sleep(0.002)


def run(settings: dict[str, Any]) -> None:
    """Serve the judge that started this process."""
    Zygote(settings).serve()
