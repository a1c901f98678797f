"""Where a formula changes from one piece to another: |x| at 0, max(a, b) at a = b, a Piecewise's borders.

At a kink a derivative is a matter of taste, so no probe lies on one; and a piece that no probe lies in
is a piece that nobody is judged on. Both are decided by the formulas whose zeros the kinks are.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.maths.formula import Formula, index_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grader.maths.formula import Tree
    from grader.maths.model import Derivation
    from grader.maths.probes import Probe

#: A probe is on a kink if it is nearer to it than this.
_NEAR = 1e-3
#: Two gradients are told apart by so much.
_APART = 1e-3

Mark = tuple[str, int]


def kinks_of(derivation: Derivation, cost: str) -> list[Formula]:
    """Return the formulas whose zeros are the kinks of a cost, each once."""
    model = derivation.costs.get(cost)
    return [] if model is None else kinks_in(model.cost.tree)


def kinks_in(tree: Tree) -> list[Formula]:
    """Return the formulas whose zeros are the kinks of a tree, each once."""
    found: dict[str, Formula] = {}
    for zero in _zeros(tree):
        free = sorted(index_names(zero) - _bound(zero))
        found.setdefault(str(zero), Formula(zero, tuple(free)))
    return list(found.values())


def has_kinks(derivation: Derivation) -> bool:
    """Tell whether any cost of a problem has pieces; exact points far out then lie in one of them only."""
    return any(kinks_in(model.cost.tree) for model in derivation.costs.values())


def marks(
    derivation: Derivation, kinks: Sequence[Formula], probe: Probe, seen: set[Mark]
) -> set[Mark] | None:
    """Return what a probe shows: sides of kinks, and wrong gradients that differ; None if it hits a kink.

    Parameters
    ----------
    derivation : Derivation
        Whose gradients.
    kinks : sequence of Formula
        Of the probe's cost.
    probe : Probe
        Where they are evaluated.
    seen : set of Mark
        What earlier probes have shown; a wrong gradient that is among it is not looked at again.
    """
    found = _sides(kinks, probe, _labels(derivation, probe))
    if found is None or probe.kind == "large":
        return found
    model = derivation.costs[probe.cost]
    right = {name: f.evaluate(probe.values, probe.sizes) for name, f in model.gradient.items()}
    for place, candidate in enumerate(model.wrong_gradients):
        mark = ("told", place)
        if mark in seen:
            continue
        for name, formula in candidate.outputs.items():
            wrong = np.ravel(formula.evaluate(probe.values, probe.sizes))
            wanted = np.ravel(right[name])
            if wrong.size != wanted.size or np.max(np.abs(wrong - wanted)) > _APART:
                found.add(mark)
    return found


def _labels(derivation: Derivation, probe: Probe) -> Any:
    """Return the labels of a probe's samples; None where targets are no labels."""
    for quantity in derivation.data:
        if quantity.domain in ("binary", "signs") and quantity.indices == ("i",):
            return probe.values[quantity.name]
    return None


def _sides(kinks: Sequence[Formula], probe: Probe, labels: Any) -> set[Mark] | None:
    """Return on which sides of its kinks a cost is asked at a probe, by label; None if one is hit.

    Where all samples on one side have the same label, nobody sees what a formula does with labels there.
    """
    found: set[Mark] = set()
    for place, kink in enumerate(kinks):
        values = np.ravel(kink.evaluate(probe.values, probe.sizes))
        if not np.all(np.abs(values) > _NEAR):
            return None
        kinds = labels if labels is not None and kink.free == ("i",) else [0.0] * values.size
        found |= {
            (f"{'above' if value > 0 else 'below'} {kind:g}", place)
            for value, kind in zip(values, kinds, strict=True)
        }
    return found


def _zeros(tree: Tree) -> Iterator[Tree]:
    head, *parts = tree
    if head == "call" and parts[0] in ("abs", "sign"):
        yield parts[1]
    elif head in ("less", "at_most"):
        yield _difference(*parts)
    elif head in ("max", "min"):
        for one, other in itertools.combinations(parts, 2):
            yield _difference(one, other)
    for part in parts:
        if isinstance(part, list):
            yield from _zeros(part)


def _difference(one: Tree, other: Tree) -> Tree:
    return ["add", one, ["mul", ["number", -1, 1], other]]


def _bound(tree: Sequence[Any]) -> set[str]:
    found = {tree[2]} if tree[0] == "sum" else set()
    for part in tree[1:]:
        if isinstance(part, list):
            found |= _bound(part)
    return found
