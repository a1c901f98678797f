"""The cards: turning and rating by keyboard, what is due, and which come first."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page


@pytest.fixture
def page(browser: Browser, site: Path) -> Iterator[Page]:
    """All cards, in a browser that knows nothing yet."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.as_uri()}/cards/all.html")
    page.wait_for_selector("#cards-app:not([hidden])")
    yield page
    context.close()


def counts(page: Page) -> list[int]:
    """Return how many cards are due, new, and later."""
    return [int(text) for text in page.locator("#cards-counts dd").all_inner_texts()]


def cards_of(page: Page) -> list[dict[str, Any]]:
    """Return the cards that a page carries."""
    cards: list[dict[str, Any]] = json.loads(page.locator("#page-data").text_content() or "")["cards"]
    return cards


def test_back_is_absent_until_turned(page: Page) -> None:
    """Before a card is turned its back is not in the page; the button says so, and says when it is."""
    flip = page.locator("#card-flip")
    before = (flip.get_attribute("aria-expanded"), page.locator(".back").count())
    flip.click()
    after = (flip.get_attribute("aria-expanded"), page.locator(".back").count())
    flip.click()

    assert ("false", 0) == before
    assert ("true", 1) == after
    assert 0 == page.locator(".back").count()
    assert "status" == page.locator("#card-back").get_attribute("role")


def test_keyboard_turns_and_rates(page: Page) -> None:
    """Space turns, 1 to 4 rate, the rating is announced, and the focus is on the next card's button."""
    total = len(cards_of(page))
    page.keyboard.press("3")
    unrated = counts(page)
    page.keyboard.press("Space")
    page.keyboard.press("4")
    page.wait_for_selector("#announcer:not(:empty)", state="attached")

    assert [0, total, 0] == unrated
    assert [0, total - 1, 1] == counts(page)
    assert "Easy. It comes back in 8 days." == page.locator("#announcer").inner_text()
    assert page.locator("#card-flip").evaluate("(element) => element === document.activeElement")


def test_every_rating_says_when(page: Page) -> None:
    """Each rating says when the card would come back, as FSRS has it for a new card."""
    page.keyboard.press("Space")

    assert ["1 min", "6 min", "10 min", "8 days"] == page.locator(".ratings small").all_inner_texts()


def test_memory_is_kept(page: Page) -> None:
    """After a reload a card that was rated is not new."""
    page.keyboard.press("Space")
    page.keyboard.press("4")
    page.wait_for_selector("#announcer:not(:empty)", state="attached")
    total = len(cards_of(page))
    page.reload()

    assert [0, total - 1, 1] == counts(page)


def test_cards_of_a_mistake_come_first(page: Page, site: Path) -> None:
    """With #first=… in the address the cards of that mistake come first, though others were first before."""
    about = [card for card in cards_of(page) if card.get("misconception")]
    wanted = about[-1]["misconception"]
    page.goto("about:blank")
    page.goto(f"{site.as_uri()}/cards/all.html#first={wanted},unknown-mistake")
    front = page.locator(".front").inner_html()
    first = next(card for card in cards_of(page) if card.get("misconception") == wanted)

    assert first["front"] == front
    assert page.locator(".card .kicker").inner_text().lower() == "from a mistake you met"


def test_mistakes_are_kept_from_any_page(page: Page, site: Path) -> None:
    """A mistake in the address of another page is kept: its cards come first later, until they are rated."""
    wanted = next(card["misconception"] for card in cards_of(page)[::-1] if card.get("misconception"))
    n_about = sum(card.get("misconception") == wanted for card in cards_of(page))
    page.goto(f"{site.as_uri()}/misconceptions/{wanted}.html#first={wanted}.{int(time.time())}")
    page.goto(f"{site.as_uri()}/cards/all.html")
    kickers = []
    for _ in range(n_about + 1):
        kickers.append(page.locator(".card .kicker").count())
        page.keyboard.press("Space")
        page.keyboard.press("4")
    page.reload()

    assert [1] * n_about + [0] == kickers
    assert 0 == page.locator(".card .kicker").count()


def test_an_older_mistake_is_not_met_again(page: Page, site: Path) -> None:
    """What was met before its cards were rated brings none of them back; the address is read once."""
    wanted = next(card["misconception"] for card in cards_of(page) if card.get("misconception"))
    page.goto("about:blank")
    page.goto(f"{site.as_uri()}/cards/all.html#first={wanted}")
    once = page.locator(".card .kicker").count()
    while page.locator(".card .kicker").count():
        page.keyboard.press("Space")
        page.keyboard.press("4")
    page.goto("about:blank")
    page.goto(f"{site.as_uri()}/cards/all.html#first={wanted}.1000000000,__proto__,<b>")
    page.wait_for_selector("#cards-app:not([hidden])")

    assert 1 == once
    assert 0 == page.locator(".card .kicker").count()
    assert "" == page.evaluate("location.hash")


def test_end_of_the_review(page: Page) -> None:
    """When nothing is due the page says when the next card is, with the focus on that."""
    for _ in cards_of(page):
        page.keyboard.press("Space")
        page.keyboard.press("4")

    assert "Nothing is due" == page.evaluate("document.activeElement.textContent")
    assert "The next card is due in 8 days." in page.locator(".done").inner_text()
    page.get_by_role("button", name="Review all cards now").click()

    assert page.locator("#card-flip").evaluate("(element) => element === document.activeElement")


def test_broken_memory_is_a_new_card(page: Page) -> None:
    """What a stranger has put into the storage makes no card unusable."""
    card = cards_of(page)[0]
    page.evaluate(
        """(card) => store.open(`grader:${dom.data('page-data').course.id}:`).keep('card', card,
          { state: 7, step: 'x', stability: -1, difficulty: null, due: 'soon', last: 0 })""",
        card,
    )
    page.reload()

    assert [0, len(cards_of(page)), 0] == counts(page)
