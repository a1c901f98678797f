"""Whether a file's functions keep anything, and what that spares a diagnosis."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.checking.report import make_report
from grader.checking.warm import WarmJudge
from grader.diagnosis import keeps_nothing
from grader.kit import find_kit
from grader.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.judge.session import SuiteRun
    from grader.results import Report
    from grader.sandbox import Worker

ROOT = Path(__file__).resolve().parent.parent
WRONG = (ROOT / "tests" / "submissions" / "ex03" / "wrong_missing_mean.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "source",
    [
        "import numpy as np\nALPHA = 0.1\nNAMES = ('w', 'b')\n",
        "'A text.'\nfrom math import sqrt\ndef f(x, n=-1, *, names=('a',)):\n    y = [x]\n    y[0] += 1\n",
        "def f(x):\n    def inner(y):\n        return x + y\n    return list(map(inner, x))\n",
    ],
)
def test_what_keeps_nothing(source: str) -> None:
    """Imports, numbers and functions of their arguments keep nothing."""
    assert keeps_nothing(source)


@pytest.mark.parametrize(
    "source",
    [
        "SEEN = []\n",
        "SEEN = {}\ndef f(x): SEEN[x] = 1\n",
        "def f(x, seen=[]): seen.append(x)\n",
        "def f(x, *, seen={}): seen[x] = 1\n",
        "n = 0\ndef f(x):\n    global n\n    n += 1\n",
        "def f(x): f.calls = x\n",
        "def f(x): f.__dict__['calls'] = x\n",
        "import numpy as np\ndef f(x): np.kept = x\n",
        "import sys\n",
        "from functools import lru_cache\n",
        "import functools\n@functools.lru_cache\ndef f(x): return x\n",
        "import numpy as np\ndef f(x): return np.random.rand()\n",
        "class Model:\n    pass\n",
        "f = lambda x: x\n",
        "def f(x):\n    def g(y=[]): y.append(x)\n    return g\n",
        "def f(x):\n    setattr(f, 'calls', x)\n",
        "def f(x):\n    import builtins\n    builtins.kept = x\n",
        "for i in range(3): pass\n",
        "def f(:\n",
        "(" * 5000,
    ],
)
def test_what_may_keep_something(source: str) -> None:
    """Whatever could be changed by one call and seen by the next is found; what cannot be read as well."""
    assert not keeps_nothing(source)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """Give one isolation process for all."""
    with Sandbox("default") as opened:
        yield opened


def judged(sandbox: Sandbox, source: str) -> tuple[Report, int]:
    """Return the report on a submission to exercise 3, and how often its workers were asked."""
    found: list[tuple[Report, int]] = []

    def done(run: SuiteRun, text: str, worker: Worker) -> None:
        report = make_report(run, text.encode(), worker.load(), path="ex03.py", seed=3)
        found.append((report, run.bench.submission.worker.n_requests))

    WarmJudge(find_kit(ROOT).exercise("ex03"), sandbox, 20417).runs(iter([source]), done)
    return found[0]


@pytest.mark.parametrize("addition", ["", "print(1)", "print(x)"])
def test_diagnosis_is_the_same(sandbox: Sandbox, addition: str) -> None:
    """Answers that are kept and asked for at once name what a fresh process that is asked one by one does."""
    source = WRONG.replace("    return", f"    {addition}\n    return", 1) if addition else WRONG
    kept, n_kept = judged(sandbox, source)
    alone, n_alone = judged(sandbox, f"{source}\nSEEN = []\n")

    assert kept.diagnoses == alone.diagnoses
    assert ["missing-mean"] == [diagnosis.misconception for diagnosis in kept.diagnoses]
    assert n_kept < 2 * n_alone if not addition else n_alone


def test_symbols_that_were_kept_do_no_harm(sandbox: Sandbox) -> None:
    """Who keeps what it was given is diagnosed in a fresh process, which no trace has left symbols in."""
    before = "    if type(w) is not float: SEEN[0] = w\n    dj_dw = dj_dw + 0.0 * SEEN[0]\n"
    report, _ = judged(sandbox, "SEEN = [0.0]\n" + WRONG.replace("    return", f"{before}    return", 1))

    assert ["missing-mean"] == [diagnosis.misconception for diagnosis in report.diagnoses]
