"""The trace: running a function on symbols writes its formula down, or fails and says nothing about it."""

from __future__ import annotations

import sys
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader.kit import Limits
from grader.sandbox import ExpressionFunction, Node, Sandbox, Symbol, Trace, TracedArray

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the zygote is for Linux")

W, B, ALPHA = Symbol("w"), Symbol("b"), Symbol("alpha")
X = np.array([Symbol("x0"), Symbol("x1"), Symbol("x2")], dtype=object)
Y = np.array([Symbol("y0"), Symbol("y1"), Symbol("y2")], dtype=object)
NUMBERS = {
    **{f"x{i}": value for i, value in enumerate((1.0, 2.0, 4.0))},
    **{f"y{i}": value for i, value in enumerate((3.0, 5.5, 6.0))},
    "w": 1.5,
    "b": 2.0,
    "alpha": 0.1,
}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """One sandbox for the whole module."""
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def tracing(sandbox: Sandbox) -> Iterator[Any]:
    """Return a function that traces `f` of a source."""
    workers = []

    def trace(source: str, *args: object, **options: Any) -> Trace:
        workers.append(sandbox.open(dedent(source), limits=Limits()))
        return workers[-1].trace("f", args, **options)

    yield trace
    for worker in workers:
        worker.close()


def evaluate(trace: Trace, numbers: dict[str, float] = NUMBERS) -> Any:
    """Return a trace's value at given numbers."""
    assert trace.status == "traced", trace.reason
    values: list[float] = []
    operators = {
        "add": lambda a, b: a + b,
        "sub": lambda a, b: a - b,
        "mul": lambda a, b: a * b,
        "div": lambda a, b: a / b,
        "pow": lambda a, b: a**b,
    }
    for node in trace.nodes:
        head = node[0]
        if head == "symbol":
            values.append(numbers[node[1]])
        elif head in ("integer", "float"):
            values.append(int(node[1]) if head == "integer" else float.fromhex(node[1]))
        elif head == "neg":
            values.append(-values[node[1]])
        elif head == "abs":
            values.append(abs(values[node[1]]))
        elif head == "call":
            values.append(float(getattr(np, node[1])(values[node[2]])))
        else:
            values.append(operators[head](values[node[1]], values[node[2]]))

    def fill(value: Any) -> Any:
        if isinstance(value, Node):
            return values[value.index]
        if isinstance(value, TracedArray):
            return np.array([fill(item) for item in value.items], dtype=float).reshape(value.shape)
        if isinstance(value, (tuple, list)):
            return [fill(item) for item in value]
        return value

    return fill(trace.value)


GRADIENTS = {
    "NumPy": """
e = w * x + b - y
return np.dot(e, x) / len(x), e.mean()
""",
    "matrix product": """
e = x * w + b - y
return (x @ e) / x.shape[0], np.sum(e) / x.size
""",
    "loop": """
dw = db = 0.0
for i in range(len(x)):
    e = w * x[i] + b - y[i]
    dw += e * x[i]
    db += e
return dw / len(x), db / len(x)
""",
    "zip": """
m = len(x)
dw = sum((w * a + b - c) * a for a, c in zip(x, y)) / m
return dw, sum(w * a + b - c for a, c in zip(x, y)) / m
""",
    "filled array": """
g = np.zeros(2)
for a, c in zip(x, y):
    g[0] += (w * a + b - c) * a
    g[1] += w * a + b - c
g = g / len(x)
return g[0], g[1]
""",
    "conversions": """
x = np.asarray(x, dtype=float)
y = np.array(y).astype(np.float64)
X = x.reshape(-1, 1)
e = float(w) * X + np.float64(b) - y.reshape(-1, 1)
return np.mean(e * X), float(np.mean(e))
""",
    "np.matrix": """
x = np.matrix(x).T
e = x * w + b - np.matrix(y).T
return (x.T * e).item() / 3, np.mean(e)
""",
    "squares": """
e = np.subtract(np.add(np.multiply(w, x), b), y)
return np.average(e * x), np.mean(np.square(e) / e)
""",
    "lists": """
e = [w * a + b - c for a, c in zip(x.tolist(), list(y))]
return np.inner(e, x) / 3, np.array(e).sum() / 3
""",
    "like": """
e = np.empty_like(x)
e[:] = w * x + b
e -= y
return np.einsum('i,i->', e, x) / 3, e.mean(axis=0)
""",
}


@pytest.mark.parametrize("body", GRADIENTS.values(), ids=GRADIENTS)
def test_gradients_in_every_style_are_traced(tracing: Any, body: str) -> None:
    """However the gradient is written, its trace has the gradient's values."""
    source = "import numpy as np\ndef f(x, y, w, b):\n" + "".join(
        f"    {line}\n" for line in body.splitlines()
    )
    x, y = np.array([1.0, 2.0, 4.0]), np.array([3.0, 5.5, 6.0])
    error = 1.5 * x + 2.0 - y

    assert [np.mean(error * x), np.mean(error)] == pytest.approx(
        evaluate(tracing(source, X, Y, W, B)), rel=1e-12
    )


def test_column_vectors_are_traced(tracing: Any) -> None:
    """Shapes (m, n), (m, 1) and (n, 1) go in as arrays of symbols and come out with their shapes."""
    symbols = np.array([[Symbol(f"x{i}")] for i in range(3)], dtype=object)
    w = np.array([[Symbol("w")]], dtype=object)
    source = """\
        def f(X, y, w, b, alpha):
            e = X @ w + b - y
            return w - alpha * X.T @ e / len(y), b - alpha * e.mean()
        """
    trace = tracing(source, symbols, Y.reshape(3, 1), w, B, ALPHA)

    x, y = np.array([1.0, 2.0, 4.0]), np.array([3.0, 5.5, 6.0])

    assert (1, 1) == trace.value[0].shape
    assert 1.5 - 0.1 * np.mean((1.5 * x + 2.0 - y) * x) == pytest.approx(evaluate(trace)[0].item())


def test_functions_of_one_argument_are_traced(tracing: Any) -> None:
    """NumPy's and the standard library's functions become nodes."""
    source = """\
        import math
        import numpy as np
        from math import sqrt
        from numpy import tanh
        def f(w):
            first = 1 / (1 + np.exp(-w)), math.log(w), sqrt(w), tanh(w)
            return *first, abs(-w), math.pow(w, 2), np.log1p(w), np.sin([w])[0]
        """
    trace = tracing(source, W)
    w = 1.5
    expected = [1 / (1 + np.exp(-w)), np.log(w), w**0.5, np.tanh(w), w, w * w, np.log1p(w), np.sin(w)]

    assert expected == pytest.approx(evaluate(trace))
    assert {"exp", "log", "sqrt", "tanh", "log1p", "sin"} == {
        node[1] for node in trace.nodes if node[0] == "call"
    }


def test_a_third_stays_a_third(tracing: Any) -> None:
    """Integers and fractions are kept exactly."""
    trace = tracing("from fractions import Fraction\ndef f(w):\n    return w * Fraction(1, 3)\n", W)

    assert ["integer", "3"] in trace.nodes
    assert all(node[0] != "float" for node in trace.nodes)


def test_zero_and_one_leave_no_nodes(tracing: Any) -> None:
    """What changes nothing is not written down."""
    assert [["symbol", "w"]] == tracing("def f(w):\n    return 0 + 1 * w / 1 - 0\n", W).nodes[:1]
    assert Node(0) == tracing("def f(w):\n    return (w + 0) ** 1\n", W).value


def test_a_second_gradient_at_new_parameters_shows(tracing: Any) -> None:
    """In a sequential update the recorded calls show the new parameter, and its formula holds alpha twice."""
    source = """\
        def gradient(w, b):
            return 2 * w + b, w + 2 * b
        def f(w, b, alpha):
            w = w - alpha * gradient(w, b)[0]
            b = b - alpha * gradient(w, b)[1]
            return w, b
        """
    trace = tracing(source, W, B, ALPHA, record=["gradient"])

    assert 2 == len(trace.calls)
    assert (Node(0), Node(1)) == trace.calls[0].args
    assert trace.value[0] == trace.calls[1].args[0]


def test_function_arguments_are_traced(tracing: Any) -> None:
    """A gradient that was handed in is evaluated on symbols, and its calls are recorded."""
    bowl = ExpressionFunction(
        2, [["parameter", 0], ["parameter", 1], ["integer", "20"], ["mul", 2, 1]], [0, 3]
    )
    source = (
        "def f(grad_fn, w, rate):\n    for _ in range(2):\n        w = w - rate * grad_fn(w)\n    return w\n"
    )
    trace = tracing(source, bowl, np.array([W, B], dtype=object), ALPHA)

    assert [1.5 * 0.9**2, 2.0 * (1 - 2.0) ** 2] == pytest.approx(evaluate(trace).tolist())
    assert ["grad_fn", "grad_fn"] == [call.function for call in trace.calls]
    assert isinstance(trace.calls[0].args[0], TracedArray)


FAILING = {
    "truth": "return w or 1",
    "integer": "return int(w)",
    "rounding": "return round(w, 2)",
    "endless branches": "while w > 1:\n        w = w / 2\n    return w",
    "branch without a number": "return w if w > 0 else None",
    "real float": "import builtins\n    return builtins.float(w)",
    "hash": "return {w: 1}",
    "remainder": "return w % 2",
    "exception": "raise ValueError('x')",
    "endless loop": "while True: pass",
    "exit": "import os\n    os._exit(0)",
    "long formula": "for i in range(30_000): w = w * w + i\n    return w",
    "long integer": "return w * 10**100",
    "true arrays": "import numpy\n    a = numpy.zeros(2)\n    a[0] = w\n    return a",
}


@pytest.mark.parametrize("body", FAILING.values(), ids=FAILING)
def test_what_cannot_be_traced_fails_quietly(tracing: Any, body: str) -> None:
    """A branch on a symbol, a conversion or any error is a failed trace with a reason."""
    trace = tracing(f"import numpy as np\ndef f(w):\n    {body}\n", W, seconds=0.3)

    assert "failed" == trace.status
    assert trace.reason


BRANCHING = {
    "if": ("return w if w > 0 else -w", 2),
    "same in both": ("if w > 100:\n        print('large')\n    return 2 * w", 1),
    "swallowed": ("try:\n        w > 0\n    except Exception:\n        return 7\n    return w", 1),
    "where": ("return np.where(np.array([w]) >= 0, w, 2 * w)[0]", 2),
    "absolute value where signs are told apart": ("return abs(w) if w < 0 else -abs(w)", 1),
    "same question in two forms": ("return (1 if w >= 0 else 2) * w if w < 0 else 2 * w", 1),
    "maximum": ("return np.maximum(w, 0)", 2),
}


@pytest.mark.parametrize(("body", "different"), BRANCHING.values(), ids=BRANCHING)
def test_branches_are_followed(tracing: Any, body: str, different: int) -> None:
    """Every branch is taken; a symbol of its own tells its formula from the first one's."""
    trace = tracing(f"import numpy as np\ndef f(w):\n    {body}\n", W)

    assert "traced" == trace.status, trace.reason
    assert different - 1 == sum(node[0] == "symbol" and node[1].startswith("either") for node in trace.nodes)


NUMBER_TYPES = {
    "fraction": ("from fractions import Fraction", "Fraction(float(w)) * Fraction(1, 2)"),
    "quotient": ("import fractions", "fractions.Fraction(w, 2)"),
    "decimal": ("from decimal import Decimal", "Decimal(repr(float(w))) * Decimal('0.5')"),
    "decimal of a number": ("import decimal", "decimal.Decimal(w) / 2"),
    "statistics": ("from statistics import fmean", "fmean([w, 0])"),
    "spread": ("import statistics", "statistics.pstdev([w, 0])"),
    "single precision": ("import numpy as np", "np.float32(np.array([w, w]))[1] / np.float32(2)"),
    "guard": ("import numpy as np", "w / 2 if np.isfinite(w) and not np.isnan([w]).any() else 0"),
}


@pytest.mark.parametrize(("imported", "expression"), NUMBER_TYPES.values(), ids=NUMBER_TYPES)
def test_other_types_of_numbers_are_traced(tracing: Any, imported: str, expression: str) -> None:
    """Fractions, decimals and single precision let a symbol through, as float does."""
    trace = tracing(f"{imported}\ndef f(w):\n    return {expression}\n", W)

    assert NUMBERS["w"] / 2 == pytest.approx(evaluate(trace))


def test_prints_do_not_break_a_trace(tracing: Any) -> None:
    """Symbols can be printed and formatted."""
    assert "traced" == tracing("def f(w):\n    print(w, f'{w:.3f}', '%s' % w, [w])\n    return w\n", W).status


def test_numbers_stay_numbers(tracing: Any) -> None:
    """Parts of the result that no symbol went into are told as they are."""
    trace = tracing("import numpy as np\ndef f(w):\n    return w, 2, 1.5, 'x', np.ones(2, dtype=int)\n", W)

    assert (2, 1.5, "x") == trace.value[1:4]
    assert [1, 1] == trace.value[4].tolist()


def test_a_trace_leaves_the_module_as_it_was(sandbox: Sandbox) -> None:
    """After a trace, and after a failed one, ordinary calls give ordinary numbers."""
    source = dedent(
        """\
        import numpy as np
        last = 0
        def f(w):
            global last
            last = w
            return np.exp(float(w)) * np.zeros(1)[0] + last
        def g(w):
            return float(w) if w > 0 else 0.0
        """
    )
    worker = sandbox.open(source, limits=Limits())
    for name in ("f", "g"):
        worker.trace(name, (W,))

    assert 2.0 == worker.call("f", (2.0,)).value
    assert 3.0 == worker.call("g", (3.0,)).value
    assert {"last": 2.0} == worker.globals()
    worker.close()


def test_integer_arrays_still_cut_off(tracing: Any) -> None:
    """A symbol put into an array of integers fails, for there a float would lose its decimals."""
    source = "import numpy as np\ndef f(w):\n    a = np.zeros(2, dtype=int)\n    a[0] = w\n    return a\n"

    assert "failed" == tracing(source, W).status
