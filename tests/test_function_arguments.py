"""Functions that are handed to a learner's function as arguments: of an array, and of named numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader.exercise import Limits
from grader.judge.oracle import _function_of
from grader.maths.formula import Formula
from grader.sandbox import ExpressionFunction, Sandbox, Symbol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.sandbox import Worker

#: alpha0 / (1 + 3/10 · t)².
SLOWING = Formula(
    [
        "mul",
        ["symbol", "alpha0"],
        ["pow", ["add", ["number", 1, 1], ["mul", ["number", 3, 10], ["symbol", "t"]]], ["number", -2, 1]],
    ]
)
SCHEDULE = _function_of(SLOWING, ("theta", "gradient", "alpha0", "t", "schedule"), "schedule")


@pytest.fixture(scope="module")
def start() -> Iterator[Callable[[str], Worker]]:
    """A function that starts a worker with a source."""
    with Sandbox() as sandbox:

        def open_and_load(source: str) -> Worker:
            worker = sandbox.open(source, limits=Limits())
            worker.load()
            return worker

        yield open_and_load


def test_a_formula_becomes_a_function_of_the_arguments_it_speaks_of() -> None:
    """Its parameters are those arguments of the called function, in their order."""
    named = [node for node in SCHEDULE.nodes if node[0] == "parameter"]

    assert 2 == SCHEDULE.parameters
    assert [["parameter", 0, "alpha0"], ["parameter", 1, "t"]] == sorted(named)


@pytest.mark.parametrize("call", ["schedule(0.8, 10)", "schedule(0.8, t=10)", "schedule(t=10, alpha0=0.8)"])
def test_numbers_are_passed_by_place_or_by_name(call: str, start: Any) -> None:
    """A schedule may be called as any Python function of two arguments, and returns one number."""
    reply = start(f"def f(schedule): return {call}\n").call("f", (SCHEDULE,))

    assert 0.05 == pytest.approx(reply.value)
    assert np.ndim(reply.value) == 0


def test_arrays_of_one_number_will_do(start: Any) -> None:
    """A learner's rate may be an array of shape (1,) or a NumPy scalar."""
    source = "import numpy as np\ndef f(schedule): return schedule(np.array([0.8]), np.int64(10))\n"
    reply = start(source).call("f", (SCHEDULE,))

    assert 0.05 == pytest.approx(reply.value)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("schedule(10)", "schedule takes 2 numbers: alpha0, t"),
        ("schedule(1, 2, 3)", "schedule takes 2 numbers: alpha0, t"),
        ("schedule(1, k=2)", "schedule takes 2 numbers: alpha0, t"),
        ("schedule(1, alpha0=2)", "schedule takes 2 numbers: alpha0, t"),
        ("schedule([1, 2], 3)", "schedule takes a number for alpha0, got shape (2,)"),
    ],
)
def test_wrong_calls_are_explained(call: str, message: str, start: Any) -> None:
    """A call with other arguments raises an error that names what is asked."""
    reply = start(f"def f(schedule): return {call}\n").call("f", (SCHEDULE,))

    assert "raised" == reply.status
    assert message == reply.error.message


def test_calls_are_recorded(start: Any) -> None:
    """The judge is told at which numbers a schedule was asked."""
    reply = start("def f(schedule): return schedule(0.8, 1) + schedule(0.4, 2)\n").call("f", (SCHEDULE,))

    assert [("schedule", (0.8, 1.0)), ("schedule", (0.4, 2.0))] == [
        (call.function, call.args) for call in reply.calls
    ]


def test_named_numbers_may_be_symbols(start: Any) -> None:
    """A trace goes through a schedule as it goes through a gradient."""
    worker = start("def f(rate, schedule): return schedule(rate, 10)\n")
    trace = worker.trace("f", (Symbol("alpha"), SCHEDULE))

    assert "traced" == trace.status
    assert ["symbol", "alpha"] in [list(node) for node in trace.nodes]


def test_a_function_of_an_array_takes_one_array(start: Any) -> None:
    """A gradient is called with one array, and with nothing else."""
    twice = ExpressionFunction(1, [["parameter", 0], ["add", 0, 0]], [1])
    reply = start("def f(grad_fn): return grad_fn(1.0, 2.0)\n").call("f", (twice,))

    assert "grad_fn takes one array" == reply.error.message
