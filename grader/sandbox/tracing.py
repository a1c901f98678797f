"""What running a learner's function on symbols takes: a tape, a facade, and a way to send the result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.sandbox.facade import facade_over
from grader.sandbox.symbolic import Symbolic, Tape

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["ENCODERS", "facade_over", "start"]


def _encode(number: Symbolic) -> Any:
    return {"n": number.index}


# Only a trace's replies know this tag: a symbol that a learner's code kept is opaque in any other reply.
ENCODERS: dict[type, Callable[[Any], Any]] = {Symbolic: _encode}


def start() -> Tape:
    """Return an empty tape."""
    return Tape()
