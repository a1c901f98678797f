"""Which items are asked: of one concept or of all, those first that were not right yet."""

from __future__ import annotations

from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

from grader.errors import UsageError
from grader.quiz.bundles import Bundles
from grader.quiz.chrome import read_strings
from grader.quiz.terminal.kinds import make_question
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from grader.progress import Answered
    from grader.quiz.course import Course
    from grader.quiz.terminal.question import Question

#: Of the few words that a bundle holds besides its concept's own.
LANGUAGE = "en"
#: So many items are asked where no concept is named.
ROUND = 10


@dataclass(frozen=True)
class Wish:
    """What a learner wants to be asked.

    Attributes
    ----------
    concept : str or None
        All concepts if None.
    count : int or None
        At most so many; if None all of a concept, or `ROUND` of all concepts.
    only_wrong : bool
        Only items that were answered, and not right the last time, at the variant that was asked then.
    seed : str
        Chooses variants and the order of options.
    has_own_seed : bool
        The seed was not named; items that were wrong keep theirs.
    """

    concept: str | None
    count: int | None
    only_wrong: bool
    seed: str
    has_own_seed: bool = True


def choose(
    course: Course, wish: Wish, answers: Mapping[str, Answered], notice: Callable[[], None] = lambda: None
) -> list[Question]:
    """Return the items to be asked.

    Items that are not right yet come first; within these, and within the others, the order is the course's.
    Concepts are made ready one by one, and no more of them than needed.

    Parameters
    ----------
    course : Course
        With the items.
    wish : Wish
        Which of them.
    answers : mapping of str to Answered
        What is remembered, by `concept/item`.
    notice : callable
        Called before something is worked out that takes a while.

    Raises
    ------
    UsageError
        There is no such item.
    """
    count = wish.count if wish.count is not None else None if wish.concept else ROUND
    first: list[Question] = []
    others: list[Question] = []
    for item, key in _items(course, wish.concept, notice):
        known = answers.get(item["id"])
        if known is not None and known.meaning != item["meaning"]:
            known = None
        is_wrong = known is not None and known.last < 1
        if wish.only_wrong and not is_wrong:
            continue
        keeps_seed = wish.only_wrong and wish.has_own_seed and known is not None and known.seed
        question = make_question(item, known.seed if keeps_seed and known else wish.seed, key)
        is_right = known is not None and known.last == 1
        (others if is_right and count is not None else first).append(question)
        if count is not None and len(first) >= count:
            break
    chosen = (first + others)[:count]
    if not chosen:
        raise UsageError(
            sentence(
                "None of the items that you answered is wrong; leave out --only-wrong to be asked others."
            )
        )
    return chosen


def _items(
    course: Course, concept: str | None, notice: Callable[[], None]
) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Yield each item as a page's data, and of a formula how its author wrote it."""
    bundles = read_bundles(course, concept)
    missing = set(bundles.missing())
    for name in bundles.names:
        if name in missing:
            notice()
        bundle = bundles.one(name)
        for item in bundle["items"]:
            yield item, unescape(item.get("shown", ""))


def read_bundles(course: Course, concept: str | None) -> Bundles:
    """Return what the pages of a concept, or of each, are made of; nothing is worked out yet.

    Raises UsageError if there is no such concept.
    """
    files = [course.file(concept)] if concept is not None else list(course.files.values())
    strings = read_strings(course.kit, LANGUAGE)
    return Bundles(course, files, strings, language=LANGUAGE, keys=True)
