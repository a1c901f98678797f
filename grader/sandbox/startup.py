"""Starts a process on the learner's side of the trust line; executed as a file, never imported by the judge.

`python -s -P -S startup.py {"role": "zygote", …}`. Only the modules of this folder are reachable, as
`grader.sandbox`; nothing else of the grader can be imported, so that no suite and no solution is ever in such
a process or in its children.
"""

from __future__ import annotations

import builtins
import importlib
import io
import json
import os
import sys
import types
from contextlib import contextmanager
from importlib.util import find_spec, module_from_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# What stays in a worker while a learner's code runs, in the order in which one needs the other.
_WORKER_MODULES = (
    "values",
    "decoding",
    "wire",
    "offered",
    "standins",
    "inspection",
    "expressions",
    "symbolic",
    "facade",
    "tracing",
    "recording",
    "passing",
    "batch",
    "worker",
)


def stub_packages(folder: str) -> None:
    """Make `grader.sandbox` this folder and `grader` nothing else."""
    folders: tuple[tuple[str, list[str]], ...] = (("grader", []), ("grader.sandbox", [folder]))
    for name, path in folders:
        package = types.ModuleType(name)
        package.__path__ = path
        sys.modules[name] = package


def own_copy(name: str, *, register: bool) -> types.ModuleType:
    """Import a module once more, with built-in functions of its own.

    A learner who assigns to `builtins.len` changes it for the learner's code, but not for the worker's.
    """
    spec = find_spec(name)
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = module_from_spec(spec)
    module.__dict__["__builtins__"] = dict(vars(builtins))
    if register:
        sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def load(name: str) -> types.ModuleType:
    """Import one module of this folder, with built-in functions of its own."""
    module = own_copy(f"grader.sandbox.{name}", register=True)
    setattr(sys.modules["grader.sandbox"], name, module)
    return module


def import_offered(names: list[str]) -> None:
    """Import what a submission asks for; a name that this Python lacks is answered later, by name."""
    import warnings

    with warnings.catch_warnings(), without_fork_hooks():
        warnings.simplefilter("ignore")
        for name in names:
            if name not in sys.modules:
                try:
                    importlib.import_module(name)
                except Exception:
                    continue


@contextmanager
def without_fork_hooks() -> Iterator[None]:
    """Let no module have something run in every forked process, such as making new locks and seeds.

    No lock is held when a worker is forked, every worker has the same seed, and none of them can fork.
    """
    register: Any = getattr(os, "register_at_fork", None)
    if register is None:  # this system has no forked processes
        yield
        return
    os.register_at_fork = lambda **hooks: None
    try:
        yield
    finally:
        os.register_at_fork = register


def warm_up() -> None:
    """Run once what opens or imports something when it is first used; later nothing can be opened."""
    import _sitebuiltins
    import time
    import traceback
    import warnings

    import numpy as np

    time.localtime()
    for name in ("exit", "quit"):  # a Python without its site has not got them, and learners type them
        setattr(builtins, name, _sitebuiltins.Quitter(name, "Ctrl-D"))
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
    """The import search: open while something is imported, closed wherever a learner's code runs.

    Parameters
    ----------
    finder : object
        What answers an import of anything that is not loaded.
    offered : frozenset of str
        What may be imported later.
    """

    def __init__(self, finder: object, offered: frozenset[str]) -> None:
        from importlib.machinery import BuiltinImporter, FrozenImporter

        self._offered = offered
        self._open = list(sys.path), list(sys.path_hooks), list(sys.meta_path)
        self._closed: tuple[list[str], list[Any], list[Any]] = (
            [],
            [],
            [BuiltinImporter, FrozenImporter, finder],
        )
        for name in [name for name in sys.modules if name == "grader" or name.startswith("grader.")]:
            del sys.modules[name]
        sys.modules["__main__"] = types.ModuleType("__main__")
        self.close()

    def close(self) -> None:
        """Leave only what is loaded, and the sentences that answer the rest."""
        sys.path[:], sys.path_hooks[:], sys.meta_path[:] = self._closed
        sys.path_importer_cache.clear()

    def load(self, names: Sequence[str]) -> bool:
        """Import what a submission asks for, is offered and is not there yet; tell whether anything was."""
        missing = [name for name in names if name in self._offered and name not in sys.modules]
        if missing:
            sys.path[:], sys.path_hooks[:], sys.meta_path[:] = self._open
            import_offered(missing)
            self.close()
        return bool(missing)


def open_output() -> None:
    """Let prints go to descriptor 1 line by line, so that none is lost when the process is killed."""
    for name, descriptor in (("stdout", 1), ("stderr", 2)):
        raw = io.FileIO(descriptor, "w", closefd=False)
        stream = io.TextIOWrapper(
            io.BufferedWriter(raw), encoding="utf-8", errors="backslashreplace", line_buffering=True
        )
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def preload(extra_modules: list[str]) -> tuple[Any, Imports]:
    """Import all that workers stand on and close the import search.

    Returns
    -------
    worker : module
        `grader.sandbox.worker`, which is not to be imported by that name any more.
    imports : Imports
        The way to open the search once more.
    """
    from grader.sandbox.offered import CORE_MODULES, OFFERED

    import_offered([*CORE_MODULES, *extra_modules])
    if "numpy" not in sys.modules:
        raise ImportError("NumPy cannot be imported")
    warm_up()
    for name in _WORKER_MODULES:
        load(name)
    json_classes = [own_copy(f"json.{name}", register=False) for name in ("encoder", "decoder")]
    sys.modules["grader.sandbox.wire"].use(json_classes[0].JSONEncoder, json_classes[1].JSONDecoder)
    worker, standins = sys.modules["grader.sandbox.worker"], sys.modules["grader.sandbox.standins"]
    return worker, Imports(standins.Finder(), OFFERED)


def main() -> None:
    """Be what the judge asks for."""
    settings = json.loads(sys.argv[1])
    del sys.argv[1:], sys.orig_argv[1:]  # nothing of it is a submission's business
    try:
        sys.path[:] = [*sys.path, *settings["paths"]]
        stub_packages(os.path.dirname(os.path.abspath(__file__)))
        sys.modules["grader.sandbox.startup"] = sys.modules["__main__"]
        role: Any = importlib.import_module(f"grader.sandbox.{settings['role']}")
        role.run(settings)
    except Exception as error:  # our own fault: the judge is told, on whatever line there is
        sentence = f"{type(error).__name__}: {error}"
        os.write(settings.get("control", 2), json.dumps({"fault": sentence}).encode())
        sys.exit(1)


if __name__ == "__main__":
    main()
