"""How a learner answers each kind of item, by keyboard alone or by single clicks alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from playwright.sync_api import Page

MOST_TABS = 60


def focused(page: Page, what: str = "element.id") -> Any:
    """Return something about the element that has the focus."""
    return page.evaluate(f"(() => {{ const element = document.activeElement; return {what}; }})()")


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element that a selector matches has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def right_order(key: Mapping[str, Sequence[str]]) -> list[str]:
    """Return steps in an order in which each comes after all that it needs."""
    done: list[str] = []
    while len(done) < len(key):
        done.append(next(step for step in key if step not in done and set(key[step]) <= set(done)))
    return done


class ByKeyboard:
    """Answers with Tab, arrows, space, Enter and letters; the focus is on the item's heading at first."""

    def __init__(self, page: Page, prefix: str) -> None:
        self.page = page
        self.prefix = prefix

    def choose(self, name: str, value: str) -> None:
        """Choose one radio button of a group."""
        tab_to(self.page, f'input[name="{name}"]')
        if focused(self.page, "element.value") == value:
            self.page.keyboard.press("Space")
        for _ in range(MOST_TABS):
            if focused(self.page, "element.checked && element.value") == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} is not reached by arrows")

    def tick(self, values: Sequence[str]) -> None:
        """Tick check boxes."""
        count = self.page.locator(f'input[name="{self.prefix}"]').count()
        for _ in range(count):
            tab_to(self.page, f'input[name="{self.prefix}"]')
            if focused(self.page, "element.value") in values:
                self.page.keyboard.press("Space")

    def type(self, selector: str, text: str) -> None:
        """Type a text."""
        tab_to(self.page, selector)
        self.page.keyboard.type(text)

    def pick(self, selector: str, value: str) -> None:
        """Choose from a list that opens."""
        tab_to(self.page, selector)
        for _ in range(MOST_TABS):
            if focused(self.page, "element.value") == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} is not in the list")

    def move_up(self, step: str, times: int) -> None:
        """Move a step of an ordering up."""
        if times:
            self.page.locator(f"#{self.prefix}-heading").focus()
            tab_to(self.page, f'[data-id="{step}"] button:first-child')
        for _ in range(times):
            self.page.keyboard.press("Enter")

    def check(self) -> None:
        """Press the button that checks."""
        tab_to(self.page, f"#{self.prefix} button[type=submit]")
        self.page.keyboard.press("Enter")


class ByClicks:
    """Answers with single clicks, and letters where something is typed."""

    def __init__(self, page: Page, prefix: str) -> None:
        self.page = page
        self.prefix = prefix

    def choose(self, name: str, value: str) -> None:
        """Choose one radio button of a group."""
        self.page.locator(f'input[name="{name}"][value="{value}"]').click()

    def tick(self, values: Sequence[str]) -> None:
        """Tick check boxes."""
        for value in values:
            self.page.locator(f'input[name="{self.prefix}"][value="{value}"]').click()

    def type(self, selector: str, text: str) -> None:
        """Type a text."""
        self.page.locator(selector).click()
        self.page.keyboard.type(text)

    def pick(self, selector: str, value: str) -> None:
        """Choose from a list that opens; the list itself is the system's."""
        self.page.locator(selector).select_option(value)

    def move_up(self, step: str, times: int) -> None:
        """Move a step of an ordering up."""
        for _ in range(times):
            self.page.locator(f'[data-id="{step}"] button').first.click()

    def check(self) -> None:
        """Press the button that checks."""
        self.page.locator(f"#{self.prefix} button[type=submit]").click()


def answer_rightly(
    way: ByKeyboard | ByClicks, item: Mapping[str, Any], variant: Mapping[str, Any], formula: str = ""
) -> None:
    """Give the right answer to a variant of an item; `formula` is what to type for a formula."""
    kind, key, prefix = item["kind"], variant["key"], way.prefix
    if kind == "single":
        way.choose(prefix, key[0])
    elif kind == "multiple":
        way.tick(key)
    elif kind == "numeric":
        way.type(f"#{prefix}-typed", key["exact"] or repr(key["number"]))
    elif kind == "formula":
        way.type(f"#{prefix}-typed", formula)
    elif kind == "ordering":
        page = way.page
        for place, step in enumerate(right_order(key["before"])):
            rows = page.locator(f"#{prefix} .order li").all()
            now = [row.get_attribute("data-id") for row in rows].index(step)
            way.move_up(step, now - place)
    elif kind == "matching":
        for left, right in key.items():
            way.choose(f"{prefix}-{left}", right)
    elif kind == "code" and item["ask"] == "line":
        way.choose(prefix, str(key[0]))
    elif kind == "code":
        way.type(f"#{prefix}-typed", key)
    else:
        for gap in item["blanks"]:
            wanted = key[gap["id"]]
            text = wanted["accept"][0] if "accept" in wanted else wanted["exact"] or repr(wanted["number"])
            way_of = way.pick if gap["type"] == "choice" else way.type
            way_of(f"#{prefix}-{gap['id']}", text)
    way.check()
