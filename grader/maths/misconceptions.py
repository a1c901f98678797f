"""The catalogue as a whole: every mistake that the kit can name, in the words that a learner reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.maths.catalogue import (
    batches,
    gradients,
    loops,
    optimisers,
    other_costs,
    scaling,
    stopping,
    updates,
)
from grader.maths.catalogue.entry import Misconception

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CATALOGUE", "GROUPS", "Misconception"]

#: Misconceptions by kind, in the order in which the exercises meet them.
GROUPS: Mapping[str, Mapping[str, Misconception]] = {
    "gradient": gradients.ENTRIES,
    "update": updates.ENTRIES,
    "loop": loops.ENTRIES,
    "stopping": stopping.ENTRIES,
    "scaling": scaling.ENTRIES,
    "batches": batches.ENTRIES,
    "optimisers": optimisers.ENTRIES,
    "other costs": other_costs.ENTRIES,
}

#: All of them by id.
CATALOGUE: Mapping[str, Misconception] = {
    name: entry for group in GROUPS.values() for name, entry in group.items()
}
