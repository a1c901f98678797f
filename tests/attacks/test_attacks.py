"""No attack gets through: each runs in a worker of its own, and the scene outside it is asked for harm."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.kit import Limits

if TYPE_CHECKING:
    from grader.sandbox import Reply, Sandbox, Worker

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are confined on Linux only")

ATTACKS = sorted(Path(__file__).with_name("submissions").glob("*.py"))
X86_ONLY = {"int80", "x32_numbers"}
# A short time for each call keeps the attacks on time itself short; imports of an attack count as well.
LIMITS = Limits(cpu_seconds_per_call=0.3, cpu_seconds=3.0, memory_mb=256)
RIGHT = "def double(x):\n    return 2 * x\n"


def zygote_pid(sandbox: Sandbox) -> int:
    """Return the process id of a sandbox's zygote."""
    return int(sandbox._launcher._process.pid)  # type: ignore[attr-defined] # the launcher of Linux


def family(zygote: int) -> set[int]:
    """Return every process that runs the zygote's program and is not the zygote, wherever it has gone."""
    command = Path(f"/proc/{zygote}/cmdline").read_bytes()
    found = set()
    for entry in os.listdir("/proc"):
        if entry.isdigit() and int(entry) != zygote:
            try:
                if Path(f"/proc/{entry}/cmdline").read_bytes() == command:
                    found.add(int(entry))
            except OSError:
                continue
    return found


def is_gone(zygote: int, patience: float = 2.0) -> bool:
    """Whether no worker of a zygote is left after a moment."""
    deadline = time.monotonic() + patience
    while family(zygote):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def run(worker: Worker, told: dict[str, object]) -> Reply:
    """Let an attack run, and ask the worker once more, for some attacks wait for that."""
    reply = worker.call("attack", (told,))
    again = worker.call("attack", (told,)) if reply.status == "returned" else reply
    return again if again.status in ("tampered", "timed-out", "crashed") else reply


@pytest.mark.parametrize("path", ATTACKS, ids=lambda path: path.stem)
def test_attack_gets_nothing_and_harms_nothing(path: Path, scene, sandbox: Sandbox) -> None:
    """An attack ends as its file says, learns no secret and leaves everything outside as it was."""
    if path.stem in X86_ONLY and os.uname().machine != "x86_64":
        pytest.skip("there is no such gate on this machine")
    assert sandbox.isolation.probe == "16/16"
    source = path.read_text()
    ends = source.partition("\n")[0].removeprefix("# ends: ").split(", ")
    worker = sandbox.open(source, limits=LIMITS)
    zygote = zygote_pid(sandbox)

    reply = run(worker, scene.told(zygote))
    worker.close()

    assert reply.status in ends, reply
    assert scene.token not in repr(reply)
    assert scene.token not in worker.output
    assert scene.got_through not in repr(reply.value)
    assert [] == scene.harm()
    assert is_gone(zygote)


def test_every_attack_says_how_it_ends() -> None:
    """Each stored attack begins with the statuses that it may end in."""
    known = {"returned", "raised", "timed-out", "out-of-memory", "exited", "crashed", "tampered"}
    for path in ATTACKS:
        first, second = path.read_text().splitlines()[:2]

        assert first.startswith("# ends: "), path
        assert known.issuperset(first.removeprefix("# ends: ").split(", ")), path
        assert second.startswith("# "), path


def test_next_submission_sees_nothing_of_an_earlier_one(sandbox: Sandbox) -> None:
    """What one worker patches in NumPy and the built-in functions, the next does not find."""
    patching = Path(__file__).with_name("submissions") / "patched_numpy.py"
    first = sandbox.open(patching.read_text(), limits=LIMITS)
    first.load()
    look = "import numpy as np\ndef look():\n    return len([1, 2, 3]), bool(np.allclose(1, 2))\n"
    with_patch = sandbox.open(look, limits=LIMITS)

    assert (3, False) == with_patch.call("look", ()).value
    first.close()
    with_patch.close()


def test_patches_do_not_reach_the_worker(sandbox: Sandbox) -> None:
    """A file that rebinds built-in functions and the json module still gets its value across."""
    patching = Path(__file__).with_name("submissions") / "patched_numpy.py"
    worker = sandbox.open(patching.read_text(), limits=LIMITS)

    assert 1.5 == worker.call("attack", ({},)).value
    worker.close()


def test_a_submission_after_all_attacks_is_served(sandbox: Sandbox) -> None:
    """The zygote that forked every attacker still serves an honest file."""
    worker = sandbox.open(RIGHT, limits=LIMITS)

    assert 4.0 == worker.call("double", (2.0,)).value
    worker.close()


def test_values_that_lie_arrive_plain(sandbox: Sandbox) -> None:
    """Subclasses with methods of their own arrive as the number or the array that they hold."""
    folder = Path(__file__).with_name("submissions")
    for name, kind, text in (("lying_float", float, "1.5"), ("lying_array", None, "array([0., 0., 0.])")):
        worker = sandbox.open((folder / f"{name}.py").read_text(), limits=LIMITS)
        value = worker.call("attack", ({},)).value

        assert text == repr(value)
        assert kind is None or type(value) is kind
        worker.close()
