"""Says what a function computes where no misconception explains it: its own formula, for few samples."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from grader.diagnosis.formulas import quantity_text, symbol_text
from grader.judge.submission import CheckFailedError
from grader.judge.symbolic import run_on_symbols
from grader.maths.simplify import written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.judge.bench import Bench
    from grader.kit import Function

_SAMPLES = 2
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def formula_of(bench: Bench, function: Function) -> str:
    """Return what a cost, gradient or update computes as lines of mathematics; nothing if it cannot be told.

    The function is run on symbols with two samples and, where there are features, one: that is short
    enough to be read, and long enough to see what is done with each sample.
    """
    if function.computes in ("descent", "procedure") or not bench.derivation.data:
        return ""
    try:
        run = run_on_symbols(bench.oracle, bench.submission.worker, function, {"m": _SAMPLES, "n": 1, "h": 1})
    except CheckFailedError:
        return ""
    places = None if run is None else run.node_places()
    if run is None or places is None:
        return ""
    lines = written(run.nodes, [place for _, place in places], _names(run.nodes))
    if not lines or len(lines) != len(places):
        return ""
    return "\n".join(
        f"{_left_side(function, name)} = {line}" for (name, _), line in zip(places, lines, strict=True)
    )


def _left_side(function: Function, name: str) -> str:
    return f"{symbol_text(name)}_new" if function.computes == "update" else quantity_text(name)


def _names(nodes: Sequence[Sequence[Any]]) -> dict[str, str]:
    """Return `x[0]` as x₁, the way formulas count; with one feature the second index says nothing."""
    names = {}
    for node in nodes:
        if node[0] == "symbol":
            name = str(node[1])
            base, *places = re.split(r"[\[\]]+", name.rstrip("]"))
            number = str(int(places[0]) + 1).translate(_SUBSCRIPTS) if places and base in "xXy" else ""
            names[name] = {"alpha": "α"}.get(base, symbol_text(base)) + number
    return names
