"""The zygote: a process that has everything imported and is forked once for every submission.

It is executed as a file (`python -I -S zygote.py {…}`), never imported by the judge, and it never runs a
learner's code itself. Only the modules of this folder are reachable as `grader.sandbox`; nothing else of the
grader can be imported here, so no suite and no solution is ever in this process or in its children.
"""

from __future__ import annotations

import builtins
import fcntl
import gc
import importlib
import json
import os
import sys
import types
from importlib.util import find_spec, module_from_spec

MODULES = ("values", "wire", "offered", "standins", "inspection", "expressions", "symbolic", "facade", "tracing")


def stub_packages(folder: str) -> None:
    """Make `grader.sandbox` this folder and `grader` nothing else."""
    for name, path in (("grader", []), ("grader.sandbox", [folder])):
        package = types.ModuleType(name)
        package.__path__ = path
        sys.modules[name] = package


def load(name: str) -> types.ModuleType:
    """Import one module of this folder with built-in functions of its own.

    A learner who assigns to `builtins.len` changes it for the learner's code, but not for the worker's.
    """
    full_name = f"grader.sandbox.{name}"
    spec = find_spec(full_name)
    if spec is None or spec.loader is None:
        raise ImportError(full_name)
    module = module_from_spec(spec)
    module.__dict__["__builtins__"] = dict(vars(builtins))
    sys.modules[full_name] = module
    spec.loader.exec_module(module)
    setattr(sys.modules["grader.sandbox"], name, module)
    return module


def import_offered(names: list[str]) -> None:
    """Import what a submission asks for; a name that this Python does not have is answered later, by name."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in names:
            if name not in sys.modules:
                try:
                    importlib.import_module(name)
                except Exception:
                    continue


def warm_up() -> None:
    """Run once what imports, opens or computes something when it is first used; later nothing can be opened."""
    import io
    import time
    import traceback
    import warnings

    import numpy as np

    time.localtime()
    a = np.array([[2.0, 1.0], [1.0, 3.0]])
    np.linalg.solve(a, a @ a)
    f"{a!r} {np.matrix(a)} {np.float64(0.1):.2f} {a.astype(object)}"
    with warnings.catch_warnings(), np.errstate(all="warn"):
        warnings.simplefilter("always")
        warnings.showwarning = lambda *details, **more: None
        np.exp(np.array([1e4]))
        warnings.warn("warm", stacklevel=1)
    try:
        np.zeros((2, 3)) @ np.zeros((2, 3))
    except ValueError:
        traceback.print_exc(file=io.StringIO())


class Imports:
    """The import search: open while the zygote itself imports something, closed in every worker.

    Parameters
    ----------
    finder : object
        What answers an import of anything that is not loaded.
    """

    def __init__(self, finder: object) -> None:
        from importlib.machinery import BuiltinImporter, FrozenImporter

        self._open = list(sys.path), list(sys.path_hooks), list(sys.meta_path)
        self._closed: tuple[list, list, list] = ([], [], [BuiltinImporter, FrozenImporter, finder])  # type: ignore[type-arg] # as sys has them
        for name in [name for name in sys.modules if name == "grader" or name.startswith("grader.")]:
            del sys.modules[name]
        sys.modules["__main__"] = types.ModuleType("__main__")
        self.close()

    def close(self) -> None:
        """Leave only what is loaded, and the sentences that answer the rest."""
        sys.path[:], sys.path_hooks[:], sys.meta_path[:] = self._closed
        sys.path_importer_cache.clear()

    def load(self, names: list[str]) -> None:
        """Import what a submission asks for and is not there yet."""
        missing = [name for name in names if name not in sys.modules]
        if missing:
            sys.path[:], sys.path_hooks[:], sys.meta_path[:] = self._open
            import_offered(missing)
            self.close()


def take_descriptors(requests: int, replies: int, output: int) -> None:
    """Arrange the descriptors: nothing on 0, output on 1 and 2, requests on 3, replies on 4, no other open."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    moved = [fcntl.fcntl(fd, fcntl.F_DUPFD, 32) for fd in (nothing, output, output, requests, replies)]
    for target, fd in enumerate(moved):
        os.dup2(fd, target)
    os.closerange(5, 65_536)


def open_output() -> None:
    """Let what is printed go to descriptor 1, line by line, so that nothing is lost when the process is killed."""
    for name, descriptor in (("stdout", 1), ("stderr", 2)):
        stream = open(descriptor, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115 - open for the process's life
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


class Zygote:
    """Answers the judge on its control socket.

    Parameters
    ----------
    settings : dict
        What the judge passes on the command line; it holds no secret.
    """

    def __init__(self, settings: dict) -> None:  # type: ignore[type-arg] # plain JSON
        import signal
        import socket

        self._signal = signal
        self._socket = socket
        self._judge = settings["judge"]
        self._watches = not settings["dies_with_judge"]
        self._mode = settings["mode"]
        self._control = socket.socket(fileno=settings["control"])
        self._confinement, self._probes = load_confinement()
        self._libc = self._confinement.open_libc()
        self._confinement.hide_memory(self._libc)
        if settings["dies_with_judge"]:
            self._confinement.die_with_parent(self._libc, self._judge)
        self._pid = os.getpid()
        self._plan, self._probe = self._start_probe()
        self._preload(settings["extra_modules"])
        self._say({"hello": self._finish_probe()})

    def _start_probe(self) -> tuple:  # type: ignore[type-arg] # the plan's class is loaded by name
        """Choose the walls, and let a child try them while this process imports NumPy."""
        if self._mode == "none":
            return self._confinement.no_walls(), None
        plan = self._confinement.best_plan(self._libc)
        return plan, self._probes.start(self._libc, plan) if plan.seccomp else None

    def _preload(self, extra_modules: list[str]) -> None:
        gc.disable()
        offered = load("offered")
        import_offered([*offered.CORE_MODULES, *extra_modules])
        warm_up()
        for name in MODULES:
            if name != "offered":
                load(name)
        self._worker = load("worker")
        self._offered = offered.OFFERED
        self._imports = Imports(sys.modules["grader.sandbox.standins"].Finder())
        gc.freeze()

    def _finish_probe(self) -> dict:  # type: ignore[type-arg] # plain JSON
        threads = len(os.listdir("/proc/self/task"))
        score, reason = ("not run", "") if self._probe is None else self._probes.finish(*self._probe)
        if self._mode == "none":
            reason = "isolation was switched off"
        elif not self._plan.seccomp:
            reason = f"there is no system call filter for {os.uname().machine}"
        elif threads != 1:
            reason = f"the isolation process has {threads} threads"
        if score == "0/16":  # the walls cannot be put up at all, so none is claimed
            self._plan = self._confinement.no_walls()
        return {
            "mechanisms": self._plan.mechanisms,
            "landlock_abi": self._plan.landlock_abi,
            "probe": score,
            "reason": reason,
        }

    def _say(self, message: dict) -> None:  # type: ignore[type-arg] # plain JSON
        self._control.send(json.dumps(message).encode())

    def serve(self) -> None:
        """Spawn and end workers until the judge is gone."""
        self._control.settimeout(1.0 if self._watches else None)
        while True:
            try:
                data, descriptors, _, _ = self._socket.recv_fds(self._control, 1 << 16, 3)
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
                self._end(message)

    def _spawn(self, message: dict, descriptors: list[int]) -> None:  # type: ignore[type-arg] # plain JSON
        self._imports.load([name for name in message["modules"] if name in self._offered])
        try:
            pid = os.fork()
        except OSError as error:
            self._say({"spawned": message["token"], "error": str(error)})
            pid = -1
        if pid == 0:
            self._become_worker(message, descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        if pid > 0:
            self._say({"spawned": message["token"], "pid": pid})

    def _become_worker(self, message: dict, descriptors: list[int]) -> None:  # type: ignore[type-arg] # plain JSON
        """Confine the forked child and let it answer requests; it never comes back from here."""
        try:
            os.setsid()
            take_descriptors(*descriptors)
            os.chdir("/")
            open_output()
            service = self._worker.Service(3, 4)
            gc.enable()
            self._confinement.confine(
                self._libc,
                self._plan,
                parent=self._pid,
                cpu_seconds=message["cpu_seconds"],
                memory_mb=message["memory_mb"],
            )
            service.serve()
        except BaseException as error:  # no learner's code has run: this is our own fault, and said to be
            os.write(2, f"{type(error).__name__}: {error}".encode())
        finally:
            os._exit(98)

    def _end(self, message: dict) -> None:  # type: ignore[type-arg] # plain JSON
        """Kill a worker and say how it ended; it is our own unreaped child, so its number is still its own."""
        pid, patience = message["pid"], message["patience"]
        by_itself = False
        if patience:
            by_itself = self._ends_by_itself(pid, patience)
        os.kill(pid, self._signal.SIGKILL)
        _, status, usage = os.wait4(pid, 0)
        self._say(
            {
                "ended": pid,
                "status": os.waitstatus_to_exitcode(status),
                "by_itself": by_itself,
                "cpu_seconds": usage.ru_utime + usage.ru_stime,
                "peak_kb": usage.ru_maxrss,
            }
        )

    @staticmethod
    def _ends_by_itself(pid: int, patience: float) -> bool:
        """Wait a moment for a worker that has closed its pipes, as one does that is ending."""
        import time

        deadline = time.monotonic() + patience
        while True:
            if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
                return True
            if time.monotonic() > deadline:
                return False
            time.sleep(0.002)


def load_confinement() -> tuple[types.ModuleType, types.ModuleType]:
    """Load what confines and what tries it, in the order in which one needs the other."""
    for name in ("landlock", "seccomp"):
        load(name)
    return load("confinement"), load("probe")


def main() -> None:
    """Serve the judge that started this process."""
    settings = json.loads(sys.argv[1])
    sys.path[:] = [*sys.path, *settings["paths"]]
    stub_packages(os.path.dirname(os.path.abspath(__file__)))
    Zygote(settings).serve()


if __name__ == "__main__":
    main()
