"""Which class asks which kind of item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.quiz.terminal.lettered_questions import Choice, Matching, Ordering
from grader.quiz.terminal.typed_questions import Blanks, Code, Formula, Number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grader.quiz.terminal.question import Question

KINDS: Mapping[str, type[Question]] = {
    "single": Choice,
    "multiple": Choice,
    "numeric": Number,
    "formula": Formula,
    "ordering": Ordering,
    "matching": Matching,
    "code": Code,
    "blank": Blanks,
}


def make_question(item: Mapping[str, Any], seed: str, key: str = "") -> Question:
    """Return an item of any kind at the variant that a seed means."""
    return KINDS[item["kind"]](item, seed, key)
