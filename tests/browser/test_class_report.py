"""The class report's page in a real browser: axe, policy, network, narrow windows, forced colours, paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from grader.classroom.class_report.links import Site
from grader.classroom.class_report.making import make_class_report
from grader.classroom.class_report.page import STATIC, TEMPLATES, render_page
from grader.classroom.records import HandIn
from grader.quiz.rendering import HERE, Looks, Renderer
from grader.results import Outcome
from tests.class_gradebook import AT, EX02, EX03, EX04, EX05, Class

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
MISTAKES = ("sequential-update", "missing-mean", "flipped-residual", "collapsed-features")


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a class that has something in every part of the report, with long names and links."""
    folder = tmp_path_factory.mktemp("class")
    group = Class.at(folder / "gradebook.sqlite")
    stems = (EX02, EX03, EX04, EX05)
    for number in range(40):
        for place, stem in enumerate(stems):
            mistake = MISTAKES[place]
            is_wrong = number % 3 == 0
            group.hand_in(
                f"learner_with_a_rather_long_name_{number}",
                stem,
                *([mistake] if is_wrong else []),
                value=f"({number // 12}, {place})",
                seconds=0.05 * (number + 1),
                late=number == 3,
            )
    for attempt in range(7):
        group.hand_in("often", EX03, text=f"attempt {attempt}")
    for place, outcome in enumerate(
        (Outcome.TAMPERED, Outcome.TIMED_OUT, Outcome.OUT_OF_MEMORY, Outcome.UNREADABLE)
    ):
        group.hand_in("learner_with_a_rather_long_name_1", stems[place], outcome=outcome)
    group.hand_in("learner_with_a_rather_long_name_2", EX04, outcome=Outcome.ERRORED, points=0.0)
    group.hand_in("fault", EX02, outcome=Outcome.GRADER_FAULT, message="A judge ended unasked.")
    group.gradebook.hand_in(HandIn("waits", EX03, "0" * 64, "waits/ex03.py"), b"", AT)
    site = Site("https://example.edu/course/", folder)
    looks = Looks((TEMPLATES, HERE / "templates"), (STATIC, HERE / "static"))
    html = render_page(make_class_report(group.gradebook), Renderer(looks, elsewhere=site.address), site)
    group.gradebook.close()
    path = folder / "report.html"
    path.write_text(html, encoding="utf-8")
    return path


@pytest.fixture
def opened(browser: Browser, page_file: Path) -> Iterator[Callable[..., Page]]:
    """A function that opens the page in a fresh context with the given settings, all parts unfolded."""
    contexts = []

    def open_page(**settings: Any) -> Page:
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.goto(page_file.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_every_part_is_there(page_file: Path) -> None:
    """The class that these tests look at has something in every part of the report."""
    html = page_file.read_text(encoding="utf-8")

    for part in ('class="groups"', 'id="far-off"', 'id="attempts"', 'id="ended-tampered"', "have both"):
        assert part in html, part
    assert "A judge ended unasked." in html


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_axe_finds_nothing(opened: Callable[..., Page], scheme: str, width: int) -> None:
    """No violation of WCAG 2.2 AA is found by axe, light on a narrow screen and dark on a wide one."""
    from axe_playwright_python.sync_playwright import Axe

    page = opened(color_scheme=scheme, bypass_csp=True, viewport={"width": width, "height": 900})
    found = Axe().run(page, options=RULES).response["violations"]

    assert [] == [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found]


def test_nothing_is_asked_for_and_nothing_is_blocked(browser: Browser, page_file: Path) -> None:
    """From the disk the page makes no request but for itself, breaks no policy and logs no error."""
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
    page.goto(page_file.as_uri())
    page.locator("#theme-toggle").click()
    theme = page.evaluate("document.documentElement.dataset.theme")
    context.close()

    assert [page_file.as_uri()] == requests
    assert [] == said
    assert "dark" == theme


def test_narrow_window(opened: Callable[..., Page]) -> None:
    """At 320 pixels only tables scroll sideways, and by keyboard; no figure's text is too small to read."""
    page = opened(viewport={"width": 320, "height": 640})
    lost = page.evaluate(
        """() => [...document.querySelectorAll('main *')].filter((element) => {
          const scrolls = /auto|scroll/.test(getComputedStyle(element).overflowX);
          return scrolls && element.scrollWidth > element.clientWidth + 1 && element.tabIndex < 0;
        }).length"""
    )
    smallest = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll('svg text')].map(
          (text) => text.getBoundingClientRect().height))"""
    )

    assert 320 == page.evaluate("document.documentElement.scrollWidth")
    assert 0 == lost
    assert smallest >= 10


def test_tints_are_not_all(opened: Callable[..., Page]) -> None:
    """With forced colours cells keep a border and bars a fill; on paper the page is light and has no menu."""
    forced = opened(forced_colors="active")
    outline, fill = forced.evaluate(
        """() => [getComputedStyle(document.querySelector('.heat td')).outlineStyle,
          getComputedStyle(document.querySelector('svg.share .bar')).fill]"""
    )
    paper = opened(color_scheme="dark")
    paper.emulate_media(media="print")
    printed = paper.evaluate(
        """() => [getComputedStyle(document.querySelector('.contents')).display,
          getComputedStyle(document.body).backgroundColor]"""
    )

    assert "solid" == outline
    assert fill not in ("none", "rgba(0, 0, 0, 0)")
    assert ["none", "rgb(255, 255, 255)"] == printed
