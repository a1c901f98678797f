"""Asking a worker ahead for what a check is going to ask: fewer questions, and never another verdict."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.checking.report import make_report
from grader.checking.warm import WarmJudge
from grader.exercise import Limits
from grader.judge.ahead import Ahead
from grader.judge.bench import make_bench
from grader.judge.foreseen import Foreseen, foresee
from grader.judge.kept_answers import asked_at
from grader.judge.submission import UnforeseenError
from grader.kit import find_kit
from grader.results import Outcome
from grader.sandbox import Sandbox
from grader.sandbox.asking import Asked, Several

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.judge.bench import Bench
    from grader.judge.session import SuiteRun
    from grader.results import Report
    from grader.sandbox import Worker

ROOT = Path(__file__).resolve().parent.parent
RIGHT = (ROOT / "solutions" / "ex03_simultaneous_update" / "ex03.py").read_text(encoding="utf-8")
COUNTING = """
_asked = 0
_right_update, _right_gradient = update, compute_gradient


def update(x, y, w, b, alpha):
    global _asked
    _asked += 1
    {when_asked}
    return _right_update(x, y, w, b, alpha)


def compute_gradient(x, y, w, b):
    global _asked
    _asked += 1
    {when_asked}
    return _right_gradient(x, y, w, b)
"""


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """Give one isolation process for all."""
    with Sandbox("default") as opened:
        yield opened


class Judged:
    """The reports on some submissions, and how often the worker that each ended in was asked."""

    def __init__(self, sandbox: Sandbox, sources: list[str], *, is_ahead: bool) -> None:
        self.reports: list[Report] = []
        self.n_requests: list[int] = []
        exercise = find_kit(ROOT).exercise("ex03_simultaneous_update")
        exercise = replace(exercise, limits=Limits(cpu_seconds=4.0, cpu_seconds_per_call=0.5))

        def done(run: SuiteRun, source: str, worker: Worker) -> None:
            output = worker.output
            self.n_requests.append(worker.n_requests)
            report = make_report(run, source.encode(), worker.load(), path="ex03.py", seed=3)
            self.reports.append(replace(report, output=output))

        WarmJudge(exercise, sandbox, seed=3).runs(sources, done, is_ahead=is_ahead)


def assert_same_either_way(sandbox: Sandbox, sources: list[str]) -> list[Report]:
    """Compare reports with those of asking one by one, and return them."""
    one_by_one = Judged(sandbox, sources, is_ahead=False)
    ahead = Judged(sandbox, sources, is_ahead=True)

    assert one_by_one.reports == ahead.reports
    return ahead.reports


def test_few_questions(sandbox: Sandbox) -> None:
    """A right submission is asked a handful of times, also the second one with the same answers."""
    sources = [RIGHT, RIGHT + "\n# again\n"]
    one_by_one = Judged(sandbox, sources, is_ahead=False)
    ahead = Judged(sandbox, sources, is_ahead=True)

    assert one_by_one.reports == ahead.reports
    assert [Outcome.PASSED] * 2 == [report.outcome for report in ahead.reports]
    assert all(count > 30 for count in one_by_one.n_requests)
    assert all(count < 10 for count in ahead.n_requests)


@pytest.mark.parametrize("kind", ["right", "wrong"])
def test_stored_submissions(sandbox: Sandbox, kind: str) -> None:
    """Of many ways to be right or wrong none is told otherwise, in whatever order they come."""
    files = sorted((ROOT / "tests" / "submissions" / "ex03").glob(f"{kind}*.py"))[
        :: 1 if kind == "right" else 6
    ]
    sources = [file.read_text(encoding="utf-8") for file in files]

    reports = assert_same_either_way(sandbox, [*sources, *reversed(sources[:10])])

    assert {kind == "right"} == {report.outcome is Outcome.PASSED for report in reports}


@pytest.mark.parametrize("place", [1, 2, 6, 13, 40])
@pytest.mark.parametrize(
    "happening",
    [
        "raise ValueError('too many')",
        "import os; os._exit(3)",
        "return 1e9, 1e9",
        "return None",
        "print('asked', _asked)",
    ],
    ids=["raises", "exits", "lies", "gives nothing", "prints"],
)
def test_call_that_goes_otherwise(sandbox: Sandbox, place: int, happening: str) -> None:
    """Whichever call goes otherwise than foreseen, it is found at the same check and told as usual."""
    source = RIGHT + COUNTING.format(when_asked=f"if _asked == {place}: {happening}")

    (report,) = assert_same_either_way(sandbox, [source])

    assert (happening.startswith("print")) == (report.outcome is Outcome.PASSED)


def test_unfinished_lines(sandbox: Sandbox) -> None:
    """What is printed stands in the same order however a call was asked for, and may have nowhere to go."""
    printing = "import sys; sys.stdout.write('one,'); sys.stderr.write('two\\n')"
    sources = [RIGHT + COUNTING.format(when_asked=printing), RIGHT + "\nimport sys\nsys.stdout = None\n"]

    reports = assert_same_either_way(sandbox, sources)

    assert [Outcome.PASSED] * 2 == [report.outcome for report in reports]
    assert "one,two\none,two\n" in reports[0].output


def test_deep_recursion(sandbox: Sandbox) -> None:
    """A recursion gets as deep in a call that was asked for with others as in one by itself."""
    diving = "print(_deepest(0))"
    source = RIGHT + COUNTING.format(when_asked=diving)
    source += "\n\ndef _deepest(n):\n    try:\n        return _deepest(n + 1)\n"
    source += "    except RecursionError:\n        return n\n"

    (report,) = assert_same_either_way(sandbox, [source])

    assert len(report.output.splitlines()) > 40


def test_check_that_begins_otherwise(sandbox: Sandbox) -> None:
    """A check that does not begin with the question that was asked for it already is begun anew."""
    exercise = find_kit(ROOT).exercise("ex03")
    bench = make_bench(exercise, sandbox.open(RIGHT, limits=exercise.limits), seed=3)

    def check(bench: Bench) -> None:
        for probe in bench.probes:
            bench.submission.compute_gradient(probe)

    ahead = Ahead(foresee(check, bench), None, None)
    function = exercise.function("compute_gradient")

    assert ahead.remembered(bench.submission) is None
    with pytest.raises(UnforeseenError):
        ahead.reply(bench.submission, function.name, bench.oracle.arguments(function, bench.probes[1]), ())
    bench.submission.renew()


def test_more_than_one_request_can_hold() -> None:
    """A check that asks for much is not asked for ahead."""
    texts = ["x" * 1000] * 400
    calls = [Asked("update", [texts, float(number)]) for number in range(4)]

    assert not Foreseen(calls, set(), is_whole=True).is_whole
    assert Foreseen(calls[:3], set(), is_whole=True).is_whole
    assert asked_at("update", [call.arguments for call in calls[:3]]) is None
    assert asked_at("update", [call.arguments for call in calls[:2]]) is not None


def test_slow_calls(sandbox: Sandbox) -> None:
    """Right calls that are slow are right: nobody has to answer all at once within the time for one."""
    busy = "import time; _until = time.process_time() + 0.03 * (_asked % 4 == 3)\n"
    busy += "    while time.process_time() < _until: pass"

    (report,) = assert_same_either_way(sandbox, [RIGHT + COUNTING.format(when_asked=busy)])

    assert report.outcome is Outcome.PASSED


def test_endless_call(sandbox: Sandbox) -> None:
    """A call that never ends is found to be the one that it is, though it was asked for with others."""
    source = RIGHT + COUNTING.format(when_asked="while _asked == 4: pass")

    (report,) = assert_same_either_way(sandbox, [source])

    assert report.outcome is Outcome.TIMED_OUT


HOSTILE = """
class Fraction:
    numerator, denominator = 1, 2
    def __init__(self, number):
        self._number = number
    def __float__(self):
        print("asked for a float")
        return self._number
Fraction.__module__ = "fractions"


class Other(tuple):
    def __getitem__(self, place):
        return -3 * tuple.__getitem__(self, place)


class Loud(float):
    def __float__(self):
        print("asked for a float")
        return 0.0
"""


@pytest.mark.parametrize(
    "value",
    [
        "(w, b)",
        "[w, b]",
        "np.array([w, b])",
        "np.array([[w], [b]])",
        "np.matrix([w, b])",
        "np.array([w, b], dtype=object)",
        "(np.float32(w), b)",
        "(np.array([w]), np.array(b))",
        "([w], [b])",
        "(__import__('fractions').Fraction(w), __import__('decimal').Decimal(b))",
        "(round(w), b)",
        "(True, b)",
        "(w, b, w)",
        "(w,)",
        "(w, np.nan)",
        "(w, None)",
        "(w, str(b))",
        "{'w': w, 'b': b}",
        "(Fraction(w), b)",
        "(Loud(w), b)",
        "Other((w, b))",
        "None",
    ],
)
def test_what_is_passed_on(sandbox: Sandbox, value: str) -> None:
    """Values that are not passed on come to the same as if each call had been asked for by itself."""
    source = RIGHT + HOSTILE + "\n_right = update\n\n\ndef update(x, y, w, b, alpha):\n"
    source += f"    w, b = _right(x, y, float(w), float(b), alpha)\n    return {value}\n"

    assert_same_either_way(sandbox, [source])


def test_forged_answers(sandbox: Sandbox) -> None:
    """A call that writes answers of its own to the judge's line is found out, however many were asked for."""
    forging = (
        "if _asked == 3:\n"
        "        import os, json, struct\n"
        "        for number in range(1, 60):\n"
        "            reply = {'id': number, 'status': 'returned', 'value': {'t': [1.0, 2.0]}}\n"
        "            text = json.dumps(reply).encode()\n"
        "            os.write(4, struct.pack('<II', len(text), 0) + text)"
    )

    (report,) = assert_same_either_way(sandbox, [RIGHT + COUNTING.format(when_asked=forging)])

    assert report.outcome is Outcome.TAMPERED


MUCH = """
import json
import os
import struct

import numpy as np


def much(number):
    return np.zeros(50_000)


def forged(number):
    for place in range(5):
        value = 4 if place == 0 else {"a": ["<f8", [50_000], 0, 400_000]}
        text = json.dumps({"id": 2 + place, "status": "returned", "value": value}).encode()
        os.write(4, struct.pack("<II", len(text), 400_000 if place else 0) + text)
        os.write(4, bytes(400_000 if place else 0))
    while True:
        pass
"""


def test_long_answers(sandbox: Sandbox) -> None:
    """No more answers come at once than a judge has room for, whoever says them."""
    workers = [sandbox.open(MUCH, limits=Limits(cpu_seconds=4.0)) for _ in range(2)]
    much, forged = (
        worker.call_several(Several([Asked(function, [1.0])] * 4))
        for worker, function in zip(workers, ("much", "forged"), strict=True)
    )

    assert much is not None
    assert 3 == len(much)
    assert forged is None
    assert [True, False] == [worker.alive for worker in workers]
    workers[0].close()


SPYING = """
import struct
import sys

_right_update = update


def _numbers(value, known):
    if isinstance(value, float):
        return [float(value)]
    if id(value) in known or isinstance(value, type(sys)):
        return []
    known[id(value)] = value
    if isinstance(value, bytes):
        return list(struct.unpack(f"<{len(value) // 8}d", value[: len(value) // 8 * 8]))
    if isinstance(value, np.ndarray):
        return value.ravel().astype(float).tolist()
    parts = []
    if isinstance(value, dict):
        parts += value.values()
    elif isinstance(value, (list, tuple)):
        parts += value
    elif hasattr(value, "gi_frame") and value.gi_frame is not None:
        parts += value.gi_frame.f_locals.values()
    elif type(value).__module__.startswith("grader."):
        parts += getattr(value, "__dict__", {}).values()
    return [one for part in parts for one in _numbers(part, known)]


def update(x, y, w, b, alpha):
    frame, seen, known = sys._getframe(1), [], {}
    while frame is not None:
        for value in list(frame.f_locals.values()):
            seen += _numbers(value, known)
        frame = frame.f_back
    new = _right_update(x, y, w, b, alpha)
    print("seen", *(one.hex() for one in dict.fromkeys(seen)))
    print("new", *(float(one).hex() for one in new))
    return new
"""


def test_nothing_expected_is_told_ahead(sandbox: Sandbox) -> None:
    """Whatever requests a function can get hold of, they hold no value that is still asked for."""
    (report,) = Judged(sandbox, [RIGHT + SPYING], is_ahead=True).reports
    lines = [line.split() for line in report.output.splitlines()]
    seen = [{float.fromhex(one) for one in line[1:]} for line in lines if line[0] == "seen"]
    new = [{float.fromhex(one) for one in line[1:]} for line in lines if line[0] == "new"]
    steps = new[-20:]  # the descent's, whose values are nobody's inputs

    assert Outcome.PASSED is report.outcome
    assert max(map(len, seen)) > 20  # all that was asked at once is within reach
    assert not any(seen[place] & set().union(*steps[1:]) for place in range(len(seen) - 20))
    assert not any(seen[-20 + place] & set().union(*steps[place:]) for place in range(20))
