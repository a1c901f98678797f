"""What of the caller's environment reaches the processes that run submissions: next to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grader.kit import Limits
from grader.sandbox import Sandbox

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = """
import json, linecache, os, sys

def environment():
    return dict(os.environ)

def interpreter():
    return [sys.flags.inspect, sys.flags.optimize, sys.flags.dev_mode, list(sys.warnoptions)]

def traces():
    left = [name for name in (*sys.modules, *linecache.cache) if "rehears" in name]
    return list(sys.argv), sys.orig_argv[1:], left

def origins():
    return [json.__file__, "sitecustomize" in sys.modules, "usercustomize" in sys.modules]
"""
#: Each of them would change how a Python starts, what it imports or what it runs.
HOSTILE = {
    "PYTHONHOME": "/nowhere",
    "PYTHONSTARTUP": "{folder}/sitecustomize.py",
    "PYTHONPATH": "{folder}",
    "PYTHONWARNINGS": "error",
    "PYTHONINSPECT": "1",
    "PYTHONOPTIMIZE": "2",
    "PYTHONDEVMODE": "1",
    "PYTHONBREAKPOINT": "os.abort",
    "PYTHONUSERBASE": "{folder}",
    "PYTHONPLATLIBDIR": "nowhere",
    "PYTHONEXECUTABLE": "{folder}/python",
    "PYTHONPYCACHEPREFIX": "{folder}",
    "PYTHONIOENCODING": "ascii",
    "PYTHONMALLOC": "debug",
    "LD_PRELOAD": "{folder}/preload.so",
    "LD_AUDIT": "{folder}/preload.so",
    "BASH_ENV": "{folder}/sitecustomize.py",
    "GRADER_SEED": "20417",
}
OWN = {"PATH", "LANG", "PYTHONHASHSEED"}
KEPT = {"TMPDIR", "TEMP", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT"}


@pytest.mark.parametrize("single_use", [False, True], ids=["forked", "single use"])
def test_no_variable_of_the_callers_reaches_a_submission(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, single_use: bool
) -> None:
    """Neither Python's variables nor the loader's are passed on; no module comes from where they point."""
    for name in ("sitecustomize", "usercustomize", "json", "numpy"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(3)\n", encoding="ascii")
    for name, value in HOSTILE.items():
        monkeypatch.setenv(name, value.format(folder=tmp_path))
    monkeypatch.chdir(tmp_path)
    with Sandbox("none", single_use=single_use) as sandbox:
        worker = sandbox.open(SOURCE, limits=Limits())
        environment = worker.call("environment", ()).value
        interpreter = worker.call("interpreter", ()).value
        json_file, *customised = worker.call("origins", ()).value
        worker.close()

    threads = {name for name in environment if name.endswith("_THREADS")}
    assert set() == set(environment) - OWN - KEPT - threads
    assert "0" == environment["PYTHONHASHSEED"]
    assert [0, 0, False, []] == interpreter
    assert [False, False] == customised
    assert not json_file.startswith(str(tmp_path))


def test_nothing_is_left_of_the_rehearsal() -> None:
    """A submission sees neither the command that started its process nor the file that was rehearsed."""
    with Sandbox() as sandbox:
        for _ in range(5):  # the rehearsal is held when a fourth worker is asked for
            worker = sandbox.open(SOURCE, limits=Limits(), filename="ex03.py")
            found = worker.call("traces", ()).value
            worker.close()

    assert (["ex03.py"], [], []) == found


def test_modules_of_one_submission_are_not_there_for_the_next() -> None:
    """What a function finds imported does not hang on who was judged before."""
    unnamed = "import sys\ndef is_there():\n    return 'deci' + 'mal' in sys.modules\n"
    with Sandbox() as sandbox:
        named = sandbox.open(f"import decimal\n{unnamed}", limits=Limits())
        before = named.call("is_there", ()).value
        after = sandbox.open(unnamed, limits=Limits()).call("is_there", ()).value

    assert [True, False] == [before, after]
