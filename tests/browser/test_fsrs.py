"""The page's schedule of reviews against the reference implementation of FSRS."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import fsrs
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

START = datetime(2026, 1, 1, tzinfo=UTC)
HISTORIES = 2500

REVIEWED = """histories => histories.map(({start, reviews}) => {
  let card = fsrs.newCard(start);
  return reviews.map(([rating, at]) => (card = fsrs.review(card, rating, at)));
})"""


def milliseconds(moment: datetime) -> int:
    """Return a moment as JavaScript counts it."""
    return round(moment.timestamp() * 1000)


def drawn_histories() -> list[list[tuple[int, datetime]]]:
    """Return histories of up to 12 reviews: some at once, some on time, some years late."""
    random = Random(20260101)
    histories = []
    for _ in range(HISTORIES):
        at, reviews = START, []
        for _ in range(random.randint(1, 12)):
            gap = random.choice((60.0, 3600.0, 86400.0, 86400.0 * 10, 86400.0 * 400)) * random.random()
            at += timedelta(milliseconds=round(gap * 1000))
            reviews.append((random.choice((1, 2, 3, 3, 3, 4)), at))
        histories.append(reviews)
    return histories


@pytest.fixture(scope="module")
def compared(script_page: Callable[..., Page]) -> list[tuple[Any, dict[str, Any]]]:
    """Every state of every history: the reference's card, and the page's."""
    histories = drawn_histories()
    sent = [
        {"start": milliseconds(START), "reviews": [(rating, milliseconds(at)) for rating, at in reviews]}
        for reviews in histories
    ]
    answers = script_page("fsrs.js").evaluate(REVIEWED, sent)
    scheduler = fsrs.Scheduler(enable_fuzzing=False)
    pairs = []
    for reviews, states in zip(histories, answers, strict=True):
        card = fsrs.Card(due=START)
        for (rating, at), state in zip(reviews, states, strict=True):
            card, _ = scheduler.review_card(card, fsrs.Rating(rating), at)
            pairs.append((card, state))
    return pairs


def test_stability_and_difficulty(compared: list[tuple[Any, dict[str, Any]]]) -> None:
    """Stability and difficulty equal the reference's after every review of thousands of histories."""
    apart = [
        (card, state)
        for card, state in compared
        if (card.stability, card.difficulty)
        != pytest.approx((state["stability"], state["difficulty"]), rel=1e-9)
    ]

    assert [] == apart


def test_due_dates(compared: list[tuple[Any, dict[str, Any]]]) -> None:
    """The state, the step and the millisecond at which a card is due equal the reference's."""
    expected = [(int(card.state), card.step, milliseconds(card.due)) for card, _ in compared]
    actual = [(state["state"], state["step"], state["due"]) for _, state in compared]

    assert expected == actual


def test_share_remembered(script_page: Callable[..., Page]) -> None:
    """The share of cards that is remembered equals the reference's."""
    scheduler = fsrs.Scheduler(enable_fuzzing=False)
    card, _ = scheduler.review_card(fsrs.Card(due=START), fsrs.Rating.Easy, START)
    moments = [START + timedelta(days=days) for days in (0, 1, 8, 30, 400)]
    shares = script_page("fsrs.js").evaluate(
        """([at, moments]) => moments.map(
          (now) => fsrs.retrievability(fsrs.review(fsrs.newCard(at), 4, at), now))""",
        [milliseconds(START), [milliseconds(moment) for moment in moments]],
    )

    assert [scheduler.get_card_retrievability(card, moment) for moment in moments] == pytest.approx(shares)
