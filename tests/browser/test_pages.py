"""Every kind of page in a real browser: axe, policy, network, narrow windows, forced colours, less motion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

#: One page of each kind, and every lab; what they are made of is the same for all of a kind.
PAGES = (
    "index.html",
    "concepts/simultaneous-update.html",
    "quiz/simultaneous-update.html#seed=a&mode=all",
    "cards/all.html",
    "misconceptions/index.html",
    "misconceptions/sequential-update.html",
    "print/simultaneous-update.html",
    "labs/concept-drill.html",
    "labs/simultaneous.html",
    "labs/learning-rate.html",
    "labs/two-valleys.html",
    "labs/failures.html",
    "labs/batches.html",
    "labs/optimisers.html",
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def opened(browser: Browser, site: Path) -> Iterator[Callable[..., Page]]:
    """A function that opens a page of the site in a fresh context with the given settings."""
    contexts = []

    def open_page(address: str, **settings: Any) -> Page:
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{site.as_uri()}/{address}")
        return page

    yield open_page
    for context in contexts:
        context.close()


def worked(page: Page) -> None:
    """Bring a page into the state that has most on it: everything marked, turned, unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    if page.locator("#quiz-app").count():
        for kind in ("single", "multiple"):
            page.locator(
                f"input[type={'radio' if kind == 'single' else 'checkbox'}][id^=item-]"
            ).first.check()
        page.locator("#quiz-finish").click()
    if page.locator("#card-flip").count():
        page.locator("#card-flip").click()
    settle(page)


def settle(page: Page) -> None:
    """Wait until nothing moves or fades any more."""
    page.evaluate(
        """async () => {
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
        }"""
    )


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(opened: Callable[..., Page], address: str) -> None:
    """No violation of WCAG 2.2 AA is found by axe, target size among its rules, in either scheme."""
    page = opened(address, color_scheme="light", bypass_csp=True, reduced_motion="reduce")
    worked(page)

    assert [] == violations(page, "tag", RULES)

    # The same elements in other colours: only what looks at colours can say more.
    page.emulate_media(color_scheme="dark")
    settle(page)

    assert [] == violations(page, "rule", ["color-contrast", "link-in-text-block"])


def violations(page: Page, kind: str, names: list[str]) -> list[tuple[str, list[str]]]:
    """Return what axe finds with the rules, or the rules with the tags: each rule, and where it is broken."""
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": {"type": kind, "values": names}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found]


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_asked_for_and_nothing_is_blocked(browser: Browser, site: Path, address: str) -> None:
    """From the disk a page makes no request but for itself, breaks no policy and logs no error."""
    context = browser.new_context()
    page = context.new_page()
    requests: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', (e) => console.error(e.violatedDirective))"
    )
    address_on_disk = f"{site.as_uri()}/{address}"
    page.goto(address_on_disk)
    worked(page)
    context.close()

    assert [address_on_disk.split("#")[0]] == [request.split("#")[0] for request in requests]
    assert [] == said


@pytest.mark.parametrize("address", PAGES)
def test_narrow_window(opened: Callable[..., Page], address: str) -> None:
    """At 320 CSS pixels nothing is wider than the window; what scrolls in it is reached by keyboard."""
    page = opened(address, viewport={"width": 320, "height": 640}, reduced_motion="reduce")
    worked(page)

    assert 320 == page.evaluate("document.documentElement.scrollWidth")

    # Observers of sizes have to have had their turn.
    page.wait_for_timeout(100)
    lost = page.evaluate(
        """() => [...document.querySelectorAll('main *')].filter((element) => {
          const scrolls = /auto|scroll/.test(getComputedStyle(element).overflowX);
          if (!scrolls || element.scrollWidth <= element.clientWidth + 1) return false;
          const inside = 'a, button, input, select, textarea, [tabindex="0"]';
          return element.tabIndex < 0 && !element.querySelector(inside);
        }).map((element) => element.outerHTML.slice(0, 100))"""
    )

    assert [] == lost


@pytest.mark.parametrize("address", ["quiz/simultaneous-update.html#seed=a&mode=all", "labs/failures.html"])
def test_forced_colours_keep_what_tells_apart(opened: Callable[..., Page], address: str) -> None:
    """With forced colours lines are drawn, borders stand and chosen options have an outline."""
    page = opened(address, forced_colors="active")
    worked(page)
    if "labs" in address:
        strokes = page.evaluate(
            """() => [...document.querySelectorAll('.series .line')].map(
              (line) => getComputedStyle(line).strokeDasharray)"""
        )
        assert {"none", "7px, 4px"} == set(strokes)
        return
    outline = page.evaluate("getComputedStyle(document.querySelector('.option:has(:checked)')).outlineStyle")

    assert "solid" == outline


def test_reduced_motion_turns_a_card_by_fading(opened: Callable[..., Page]) -> None:
    """With less motion a card's back fades in, and is there; otherwise it turns."""
    names = {}
    for motion in ("reduce", "no-preference"):
        page = opened("cards/all.html", reduced_motion=motion)
        page.locator("#card-flip").click()
        back = page.locator(".back")
        names[motion] = back.evaluate("(element) => getComputedStyle(element).animationName")
        page.wait_for_timeout(400)

        assert "1" == back.evaluate("(element) => getComputedStyle(element).opacity")
    assert {"reduce": "fade", "no-preference": "turn"} == names


def test_reduced_motion_runs_at_once(opened: Callable[..., Page]) -> None:
    """With less motion the stepper's run is not drawn step by step."""
    page = opened("labs/two-valleys.html", reduced_motion="reduce")
    page.get_by_role("button", name="Run", exact=True).click()

    assert "1000" == page.locator(".readout dd").first.inner_text()


def test_theme_is_kept(opened: Callable[..., Page], site: Path) -> None:
    """The colours that were chosen hold on the next page too, against what the system says."""
    page = opened("index.html", color_scheme="light")
    page.locator("#theme-toggle").click()
    pressed = page.locator("#theme-toggle").get_attribute("aria-pressed")
    page.goto(f"{site.as_uri()}/labs/two-valleys.html")
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert ("true", "rgb(20, 23, 28)") == (pressed, background)


def test_print_hides_what_is_no_paper(opened: Callable[..., Page]) -> None:
    """On paper there is no menu, the key begins on a page of its own, and colours are light."""
    page = opened("print/simultaneous-update.html", color_scheme="dark")
    page.emulate_media(media="print")
    found = page.evaluate(
        """() => [getComputedStyle(document.querySelector('header.site nav')).display,
          getComputedStyle(document.querySelector('.answers')).breakBefore,
          getComputedStyle(document.body).backgroundColor]"""
    )

    assert ["none", "page", "rgb(255, 255, 255)"] == found


def test_quiz_page_is_small(site: Path) -> None:
    """A concept's quiz page, everything in it, is below 150 kB."""
    large = [path.name for path in (site / "quiz").glob("*.html") if path.stat().st_size >= 150_000]

    assert [] == large
