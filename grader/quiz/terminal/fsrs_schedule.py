"""When a card comes back, by py-fsrs: the schedule of the pages, with the same weights and no fuzz."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from grader.errors import UsageError
from grader.installation import install_line
from grader.progress import Memory
from grader.progress.soundness import LEAST_STABLE, MOST_STABLE
from grader.quiz.terminal.deck import milliseconds
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Callable


def load_schedule() -> Callable[[Memory | None, int, datetime], Memory]:
    """Return what says how a card is remembered after a rating from 1 to 4.

    Raises
    ------
    UsageError
        py-fsrs is not installed.
    """
    try:
        from fsrs import Card, Rating, Scheduler, State
    except ImportError:
        raise UsageError(
            sentence(
                "Reviewing cards in the terminal needs py-fsrs, an extra: {line}. "
                "The pages need nothing: grader quiz open cards.",
                line=install_line("cards"),
            )
        ) from None
    scheduler = Scheduler(enable_fuzzing=False)

    def review(memory: Memory | None, rating: int, now: datetime) -> Memory:
        # Whole milliseconds, as in a browser: what is read back must be what was written.
        at = _time(milliseconds(now) // 1)
        card = Card(card_id=1, due=at)
        if memory is not None:
            card = Card(
                card_id=1,
                state=State(memory.state),
                step=None if memory.state == State.Review else memory.step or 0,
                stability=memory.stability,
                difficulty=memory.difficulty,
                due=_time(memory.due),
                last_review=_time(memory.last),
            )
        after, _ = scheduler.review_card(card, Rating(rating), at)
        assert after.stability is not None
        assert after.difficulty is not None
        last = milliseconds(at)
        return Memory(
            int(after.state),
            after.step,
            min(max(after.stability, LEAST_STABLE), MOST_STABLE),
            after.difficulty,
            milliseconds(after.due),
            last,
            last if memory is None else memory.first,
        )

    return review


def _time(value: float) -> datetime:
    return datetime.fromtimestamp(value / 1000, UTC)
