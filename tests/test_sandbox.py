"""The sandbox: what a submission does reaches the judge as a value, an error or an ending of its own."""

from __future__ import annotations

import os
import signal
import struct
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import numpy as np
import pytest

from grader.errors import JudgeFaultError, NotIsolatedError
from grader.kit import Limits
from grader.sandbox import ExpressionFunction, FunctionInfo, Isolation, Opaque, Sandbox, Worker
from grader.sandbox.confinement import open_libc
from grader.sandbox.launching import Allowance, Deadline
from grader.sandbox.seccomp import TABLES, Filter

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the zygote is for Linux")

LIMITS = Limits(cpu_seconds_per_call=0.5, cpu_seconds=5.0, memory_mb=512)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """One sandbox for the whole module."""
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def start(sandbox: Sandbox) -> Iterator[object]:
    """Return a function that opens a worker with a source text."""
    workers: list[Worker] = []

    def open_worker(source: str, limits: Limits = LIMITS) -> Worker:
        workers.append(sandbox.open(dedent(source), limits=limits))
        return workers[-1]

    yield open_worker
    for worker in workers:
        worker.close()


def test_a_call_returns_its_value(start) -> None:
    """Arrays and numbers go in, and what the function returns comes out."""
    worker = start("def step(x, w):\n    return (w * x).sum(), {'w': [w]}, x > 1\n")
    reply = worker.call("step", (np.array([1.0, 2.0]), 3.0))

    assert "returned" == reply.status
    assert (9.0, {"w": [3.0]}) == reply.value[:2]
    assert [False, True] == reply.value[2].tolist()


def test_arguments_are_copies_that_may_be_changed(start) -> None:
    """A function may write into its arguments; the judge sees what it did and keeps its own."""
    mine = np.array([1.0, 2.0])
    worker = start("def change(x, items):\n    x[0] = 9\n    items.append(1)\n")
    reply = worker.call("change", (mine, [0]))

    assert [1.0, 2.0] == mine.tolist()
    assert [9.0, 2.0] == reply.arguments_after[0].tolist()
    assert [0, 1] == reply.arguments_after[1]


def test_keyword_arguments_and_types_arrive(start) -> None:
    """Python floats stay Python floats, and names reach their parameters."""
    worker = start("def look(x, *, y=0):\n    return type(x).__name__, y, x.__class__ is float\n")

    assert ("float", 2, True) == worker.call("look", (1.0,), {"y": 2}).value


def test_an_exception_is_told_with_the_learners_own_lines(start) -> None:
    """An error has its type, its text, its line and only the learner's frames."""
    worker = start(
        """\
        import json

        def inner(x):
            return json.loads(x)

        def outer(x):
            return inner(x)
        """
    )
    error = worker.call("outer", ("{",)).error

    assert ("JSONDecodeError", 4) == (error.type_name, error.line)
    assert ((7, "outer", "    return inner(x)"), (4, "inner", "    return json.loads(x)")) == error.frames


def test_a_syntax_error_is_told_with_its_line(start) -> None:
    """A file that is not Python is raised at loading, and every call says so again."""
    worker = start("x = 1\ndef f(:\n")

    assert ("SyntaxError", 2) == (worker.load().error.type_name, worker.load().error.line)
    assert "SyntaxError" == worker.call("f", ()).error.type_name
    assert {} == worker.describe()


def test_a_name_error_is_told_in_pythons_words(start) -> None:
    """The message is Python's own, with the near name that a newer Python suggests."""
    worker = start("def f(alpha):\n    return aplha\n")

    assert worker.call("f", (1,)).error.message.startswith("name 'aplha' is not defined")


def test_an_import_that_is_not_offered_is_answered_by_name(start) -> None:
    """The learner is told which module is missing and what the exercise needs instead."""
    error = start("import scipy.optimize\n").load().error

    assert (
        "scipy is not offered here; this exercise needs only NumPy and the standard library." == error.message
    )
    assert "scipy" == error.missing_module


def test_a_failed_import_may_be_caught(start) -> None:
    """Code that can do without a module goes on without it."""
    worker = start(
        "try:\n    import torch\nexcept ImportError:\n    torch = None\ndef f():\n    return torch\n"
    )

    assert worker.call("f", ()).value is None


@pytest.mark.parametrize(
    ("body", "status", "detail"),
    [
        ("while True: pass", "timed-out", "no answer within 0.5 s of processor time"),
        ("import time; time.sleep(60)", "timed-out", "no answer within 2 s"),
        ("import sys; sys.exit(3)", "exited", "sys.exit(3)"),
        ("import sys; sys.exit('bye')", "exited", "sys.exit(…)"),
        ("import os; os._exit(0)", "exited", "exit status 0"),
        ("import ctypes; ctypes.string_at(0)", "crashed", "segmentation fault (SIGSEGV)"),
        ("import os; os.abort()", "crashed", "abort (SIGABRT)"),
        (
            "import numpy; numpy.ones(10**9)",
            "out-of-memory",
            "the code asked for more memory than it may have",
        ),
        ("import os; os.write(4, b'\\xff' * 8)", "tampered", "a message too large"),
    ],
)
def test_endings_are_kept_apart(start, body: str, status: str, detail: str) -> None:
    """Each way to end without an answer has its own status and its own words."""
    reply = start(f"def f():\n    {body}\n").call("f", ())

    assert (status, detail) == (reply.status, reply.detail)


def test_idling_adds_up(start) -> None:
    """Who sleeps in every call, each time within its limit, is ended when it has slept for long."""
    source = "import time\ndef f():\n    time.sleep(0.4)\n    return 1\n"
    worker = start(source, Limits(cpu_seconds=1.0, cpu_seconds_per_call=0.5))
    statuses = [worker.call("f", ()).status for _ in range(3)]
    fresh = worker.fresh()

    assert ["returned", "returned", "timed-out"] == statuses
    assert "timed-out" == fresh.call("f", ()).status
    fresh.close()


@pytest.mark.parametrize(("delayed", "left"), [(0.0, 0.85), (0.15, 1.0), (None, 1.0)])
def test_waiting_for_a_processor_is_not_idling(delayed: float | None, left: float) -> None:
    """What the system kept from a worker, or does not tell about it, is not counted as its own idling."""

    class Waiting:
        def cpu_seconds(self) -> float:
            return 0.0

        def delayed_seconds(self) -> float | None:
            return delayed

    allowance = Allowance(Limits(cpu_seconds=1.0))
    deadline = Deadline(Waiting(), 0.5, allowance)
    time.sleep(0.15)
    deadline.answered()

    assert left == pytest.approx(allowance.idle_seconds, abs=0.1)


def test_recursion_is_an_ordinary_error(start) -> None:
    """Endless recursion raises, and the worker lives on."""
    worker = start("def f(n):\n    return f(n + 1)\ndef g():\n    return 1\n")

    assert "RecursionError" == worker.call("f", (0,)).error.type_name
    assert 1 == worker.call("g", ()).value


def test_memory_is_given_back(start) -> None:
    """After running out of memory the worker still answers."""
    worker = start("def f():\n    return bytearray(1 << 32)\ndef g():\n    return 1\n")

    assert "out-of-memory" == worker.call("f", ()).status
    assert 1 == worker.call("g", ()).value


def test_a_death_ends_one_worker_and_fresh_gives_another(start) -> None:
    """A dead worker repeats how it died; a fresh one runs the same file again."""
    worker = start("import os\ndef f(n):\n    return n or os._exit(7)\n")

    assert "exit status 7" == worker.call("f", (0,)).detail
    assert not worker.alive
    assert "exit status 7" == worker.call("f", (1,)).detail
    again = worker.fresh()
    assert 1 == again.call("f", (1,)).value
    again.close()


def test_processor_time_is_counted_over_fresh_workers(start) -> None:
    """A submission that dies again and again does not get its whole time again and again."""
    worker = start("def f():\n    while True: pass\n", Limits(cpu_seconds_per_call=0.4, cpu_seconds=0.6))
    first = worker.call("f", ())
    second_worker = worker.fresh()
    second = second_worker.call("f", ())
    second_worker.close()

    assert ("timed-out", "timed-out") == (first.status, second.status)
    assert "no answer within the submission's processor time" == second.detail


def test_prints_are_kept_apart_by_call_and_bounded(start) -> None:
    """What a call printed comes with its reply; all of it, up to a bound, is the worker's output."""
    worker = start("print('loading')\ndef f(n):\n    print('x' * n)\n")

    assert "loading\n" == worker.load().printed
    assert "xxx\n" == worker.call("f", (3,)).printed
    assert 4096 == len(worker.call("f", (300_000,)).printed)
    assert 64 << 10 == len(worker.output)
    assert worker.output_truncated


def test_prints_before_an_endless_loop_are_not_lost(start) -> None:
    """The last words of a worker that had to be killed are kept."""
    reply = start("def f():\n    print('before')\n    while True: pass\n").call("f", ())

    assert ("timed-out", "before\n") == (reply.status, reply.printed)


def test_warnings_go_to_the_output(start) -> None:
    """A diverging run's overflow warning is printed, and is no fault."""
    worker = start("import numpy as np\ndef f():\n    return np.float64(1e300) * np.array([1e300])\n")
    reply = worker.call("f", ())

    assert "returned" == reply.status
    assert "RuntimeWarning: overflow" in reply.printed


def test_functions_are_described(start) -> None:
    """Public names are told with their parameters, or with their type where they cannot be called."""
    described = start(
        """\
        import functools
        import numpy as np
        from numpy import *

        ALPHA = 0.1
        def update(w, grad, learning_rate=0.1, *rest, keep, **more): pass
        half = functools.partial(update, 1)
        class Model:
            def __call__(self, x): pass
        model = Model()
        vector = np.vectorize(lambda x: x)
        _hidden = 1
        """
    ).describe()

    assert (
        FunctionInfo(True, "function", ("w", "grad", "learning_rate"), 2, ("keep",), True, True, 6)
        == described["update"]
    )
    assert FunctionInfo(False, "float") == described["ALPHA"]
    assert ("grad", "learning_rate") == described["half"].parameters
    assert described["model"].takes(1)
    assert not described["model"].takes(2)
    assert described["vector"].takes(1)
    assert "_hidden" not in described


def test_calls_are_recorded_with_arguments_from_before(start) -> None:
    """Recorded arguments are copies taken before the call, in the order of the parameters."""
    worker = start(
        """\
        def gradient(x, w, b):
            x[0] = 99
            return w
        def update(x, w, b):
            gradient(x, w, b)
            return gradient(x, b=b, w=w + 1)
        """
    )
    reply = worker.call("update", (np.array([1.0]), 2.0, 3.0), record=["gradient", "missing"])
    first, second = reply.calls

    assert [1.0] == first.args[0].tolist()
    assert (2.0, 3.0) == first.args[1:]
    assert [99.0] == second.args[0].tolist()
    assert (3.0, 3.0) == second.args[1:]
    assert () == worker.call("update", (np.array([1.0]), 2.0, 3.0)).calls


def test_recorded_calls_are_bounded(start) -> None:
    """Of a thousand calls the first sixty-four are told."""
    worker = start("def g(i): return i\ndef f():\n    for i in range(1000): g(i)\n")

    assert list(range(64)) == [call.args[0] for call in worker.call("f", (), record=["g"]).calls]


def test_a_function_argument_is_evaluated_in_the_worker(start) -> None:
    """An expression passed as a function maps arrays to arrays, and its calls are recorded."""
    twice = ExpressionFunction(
        2, [["parameter", 0], ["parameter", 1], ["integer", "2"], ["mul", 2, 0], ["pow", 1, 2]], [3, 4]
    )
    worker = start("def f(grad_fn, w):\n    return grad_fn(w), grad_fn(list(w + 1))\n")
    reply = worker.call("f", (twice, np.array([3.0, 4.0])))

    assert [[6.0, 16.0], [8.0, 25.0]] == [value.tolist() for value in reply.value]
    assert ["grad_fn", "grad_fn"] == [call.function for call in reply.calls]
    assert [4.0, 5.0] == reply.calls[1].args[0].tolist()


def test_numeric_globals_are_told(start) -> None:
    """Module-level numbers, small arrays and lists of numbers are known to the judge; nothing else is."""
    worker = start(
        "import numpy as np\nm = 5\nw = np.zeros(2)\ndata = [[1, 2.5]]\nname = 'x'\nbig = np.zeros(2000)\n"
    )
    found = worker.globals()

    assert {"m", "w", "data"} == set(found)
    assert [0.0, 0.0] == found["w"].tolist()


def test_draws_are_the_same_every_time(start) -> None:
    """A submission that draws numbers draws the same ones in every worker."""
    source = "import random\nimport numpy as np\ndef f(): return random.random(), np.random.rand()\n"

    assert start(source).call("f", ()).value == start(source).call("f", ()).value


def test_ordinary_python_works_with_files_closed(start) -> None:
    """What learners use of the standard library and NumPy runs although nothing can be opened."""
    worker = start(
        """\
        from numpy import *
        import copy, dataclasses, datetime, enum, inspect, logging, pickle, statistics, typing
        import unittest, warnings
        from collections import defaultdict, namedtuple
        from decimal import Decimal
        from fractions import Fraction
        import numpy as np

        @dataclasses.dataclass
        class Point:
            x: float
            y: "typing.Optional[float]" = None

        class Kind(enum.Enum):
            A = 1

        def f():
            warnings.warn("careful")
            logging.warning("logged")
            np.testing.assert_allclose(1.0, 1.0)
            print(np.array([[1.5, 2.5]]), f"{np.float64(0.1):.3f}", "%s" % Kind.A)
            rng = np.random.default_rng()
            values = [
                Point(1.0), copy.deepcopy(Point(2.0, 3.0)), pickle.loads(pickle.dumps(Point(1.0))),
                np.linalg.solve(np.eye(2), np.ones(2)), np.fft.fft(np.ones(4)),
                np.polynomial.Polynomial([1, 2])(2), rng.normal(size=2).shape, np.matrix([[1.0]]) * 2,
                statistics.mean([1, 2]), np.median([1, 2, 3]), np.unique([1, 1]),
                np.cov([1.0, 2.0], [1.0, 3.0]), namedtuple("P", "x")(1),
                datetime.datetime.strptime("2020", "%Y").year, datetime.datetime.now().year,
                inspect.getsource(f)[:5], typing.get_type_hints(Point)["y"] is not None,
                dict(defaultdict(int)),
            ]
            try:
                np.zeros(2) @ np.zeros(3)
            except ValueError as error:
                values.append(str(error)[:6])
            return Fraction(1, 3), Decimal("1.5"), len(values)
        """
    )
    reply = worker.call("f", ())

    assert (Fraction(1, 3), 1.5, 19) == (reply.value[0], float(reply.value[1]), reply.value[2])
    assert "careful" in reply.printed


def test_exit_is_there_and_is_an_ending(start) -> None:
    """Learners type exit() in their files; it ends the call and not the worker."""
    worker = start("def f(): exit()\ndef g(): return 1\n")

    assert ("exited", "sys.exit()") == (worker.call("f", ()).status, worker.call("f", ()).detail)
    assert 1 == worker.call("g", ()).value


def test_prints_hold_no_terminal_commands(start) -> None:
    """What a terminal would obey is replaced in what was printed."""
    worker = start("print('\\x1b[2J a\\rb\\tc')\n")

    assert "\ufffd[2J a\nb\tc\n" == worker.load().printed == worker.output


def test_arguments_that_cannot_be_sent_are_our_own_fault(start) -> None:
    """The judge's arguments arrive whole or not at all."""
    worker = start("def f(x): return x\n")

    with pytest.raises(JudgeFaultError, match=r"f cannot be asked: a value that cannot be sent \(set\)"):
        worker.call("f", ([{1, 2}],))


def test_main_guard_does_not_run(start) -> None:
    """Code for the command line is not run."""
    assert "" == start("if __name__ == '__main__':\n    print('main')\n").load().printed


def test_a_byte_order_mark_is_no_error(start) -> None:
    """A file saved with a byte order mark and carriage returns loads."""
    assert "returned" == start("\ufeffx = 1\r\ny = 2\r\n").load().status


def test_files_cannot_be_opened_but_the_error_is_ordinary(start) -> None:
    """A learner who opens a file gets Python's own error on the right line."""
    error = start("def f():\n    return open('/etc/hostname').read()\n").call("f", ()).error

    assert ("PermissionError", 2) == (error.type_name, error.line)


def test_opaque_values_have_their_types_name(start) -> None:
    """What is not a plain value arrives as the name of its type."""
    assert Opaque("generator") == start("def f():\n    return (x for x in [])\n").call("f", ()).value


def test_several_workers_are_open_at_once(start) -> None:
    """Workers of one sandbox do not disturb each other."""
    workers = [start(f"def f(): return {number}\n") for number in range(4)]

    assert [3, 2, 1, 0] == [worker.call("f", ()).value for worker in reversed(workers)]


def test_isolation_is_told(sandbox: Sandbox) -> None:
    """The report has the tier, the walls and the probe's score; on Linux every attempt is refused."""
    isolation = sandbox.isolation

    assert "16/16" == isolation.probe
    assert "seccomp" in isolation.mechanisms
    assert ("A" == isolation.tier) == (
        "landlock" in isolation.mechanisms or "other-user" in isolation.mechanisms
    )
    assert ("A" == isolation.tier) == (isolation.reason == "")
    assert isolation.tier == isolation.as_dict()["tier"]


def test_strict_refuses_what_is_not_isolated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Below tier A nothing runs in strict mode, and the error says why and what to do."""
    with Sandbox("strict") as sandbox:
        weak = Isolation("B", ("rlimits", "seccomp"), None, "5.4", "x86_64", "16/16", "there is one wall")
        monkeypatch.setattr(sandbox._launcher, "isolation", lambda: weak)

        with pytest.raises(NotIsolatedError, match=r"tier B\): there is one wall\. Run on Linux"):
            sandbox.open("x = 1\n", limits=LIMITS).load()


def test_strict_runs_what_is_isolated() -> None:
    """On tier A strict mode is like the default; below it, the test before this one holds."""
    with Sandbox("default") as sandbox:
        if sandbox.isolation.tier != "A":
            pytest.skip("this machine has one wall only")
    with Sandbox("strict") as sandbox:
        assert 1 == sandbox.open("def f(): return 1\n", limits=LIMITS).call("f", ()).value


def test_mode_none_is_tier_c() -> None:
    """Without isolation the report says so, and submissions still run with limits."""
    with Sandbox("none") as sandbox:
        worker = sandbox.open("def f(): return 1\n", limits=LIMITS)

        assert ("C", "isolation was switched off") == (sandbox.isolation.tier, sandbox.isolation.reason)
        assert 1 == worker.call("f", ()).value


def test_a_lost_zygote_is_our_own_fault() -> None:
    """If the isolation process is gone, that is no verdict on a submission."""
    with Sandbox() as sandbox:
        assert sandbox.isolation
        sandbox._launcher._process.kill()
        sandbox._launcher._process.wait()

        with pytest.raises(JudgeFaultError):
            sandbox.open("x = 1\n", limits=LIMITS).load()


_JUDGE = """
import sys, time
from grader.kit import Limits
from grader.sandbox import Sandbox
with Sandbox() as sandbox:
    worker = sandbox.open("def f():\\n    while True: pass\\n", limits=Limits(30.0, 60.0))
    worker.load()
    print(sandbox._launcher._process.pid, flush=True)
    worker.call("f", ())
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL], ids=lambda number: number.name)
def test_no_process_outlives_the_judge(number: signal.Signals) -> None:
    """Ctrl-C and kill -9 of the judge end the zygote and a looping worker."""
    judge = subprocess.Popen(
        [sys.executable, "-c", _JUDGE],
        cwd=Path(__file__).parents[1],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    zygote = int(judge.stdout.readline())
    command = Path(f"/proc/{zygote}/cmdline").read_bytes()
    time.sleep(0.1)
    judge.send_signal(number)
    judge.communicate()

    def left() -> list[str]:
        found = []
        for entry in filter(str.isdigit, os.listdir("/proc")):
            try:
                if Path(f"/proc/{entry}/cmdline").read_bytes() == command:
                    found.append(entry)
            except OSError:
                continue
        return found

    deadline = time.monotonic() + 3
    while left() and time.monotonic() < deadline:
        time.sleep(0.02)

    assert [] == left()


@pytest.mark.parametrize("machine", sorted(TABLES))
def test_filter_knows_one_process_only(machine: str) -> None:
    """Two workers' filters differ at the two places at which the worker's own number stands."""
    filter_of_anybody = Filter(open_libc(), machine)
    programs = []
    for pid in (4_194_303, 77):
        filter_of_anybody.allow_signals_to(pid)
        programs.append(filter_of_anybody.code)
    steps = [[code[at : at + 8] for at in range(0, len(code), 8)] for code in programs]
    differing = [pair for pair in zip(*steps, strict=True) if pair[0] != pair[1]]
    named = [tuple(struct.unpack("HBBI", step)[3] for step in pair) for pair in differing]

    assert 2 * [(4_194_303, 77)] == named
