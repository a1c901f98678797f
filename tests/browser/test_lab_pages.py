"""The labs as a learner uses them: settings in the address, keys, tables, what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page


@pytest.fixture
def opened(browser: Browser, site: Path) -> Iterator[Callable[[str], Page]]:
    """A function that opens a lab by its address."""
    context = browser.new_context(reduced_motion="reduce")

    def open_lab(address: str) -> Page:
        page = context.new_page()
        page.goto(f"{site.as_uri()}/labs/{address}")
        page.wait_for_selector("#lab-controls .control")
        return page

    yield open_lab
    context.close()


def said(page: Page) -> str:
    """Return what was said last."""
    page.wait_for_selector("#announcer:not(:empty)", state="attached")
    return page.locator("#announcer").inner_text()


@pytest.mark.parametrize(
    ("lab", "settings"),
    [
        ("two-valleys", {"start0": "-1.5", "alpha": "0.02", "steps": "40"}),
        ("concept-drill", {"problem": "2", "start0": "1", "alpha": "0.1", "steps": "7"}),
        ("failures", {"problem": "1", "mistake": "missing-mean.0", "alpha": "0.05", "steps": "12"}),
        ("batches", {"size": "3", "seed": "9", "steps": "5"}),
        ("optimisers", {"problem": "1", "show2": "0", "alpha4": "0.2"}),
    ],
)
def test_every_setting_stands_in_the_address(
    opened: Callable[[str], Page], lab: str, settings: dict[str, str]
) -> None:
    """An address with settings opens the lab with them, and the address keeps them all."""
    page = opened(f"{lab}.html#" + "&".join(f"{name}={value}" for name, value in settings.items()))
    kept = page.evaluate("dom.fragment()")

    assert settings == {name: kept.get(name) for name in settings}


def test_wild_settings_are_brought_within_bounds(opened: Callable[[str], Page]) -> None:
    """What cannot be set is left at its bound, or as it was."""
    page = opened("two-valleys.html#alpha=1e9&steps=abc&start0=NaN&unknown=1")

    assert {"start0": "2.2", "alpha": "0.4", "steps": "1000"} == page.evaluate("dom.fragment()")


def test_slider_and_box_are_one(opened: Callable[[str], Page]) -> None:
    """An arrow key on the slider changes the box, and the box the slider; both say the same value."""
    page = opened("learning-rate.html")
    slider = page.get_by_role("slider", name="Learning rate α")
    box = page.get_by_role("spinbutton", name="α, as a number")
    before = float(box.input_value())
    slider.focus()
    page.keyboard.press("ArrowRight")
    moved = float(box.input_value())
    box.fill("0.25")
    page.keyboard.press("Enter")

    assert moved > before
    assert "0.25" == slider.get_attribute("aria-valuetext")
    assert "0.25" == page.evaluate("dom.fragment().alpha")


def test_reset_restores_and_keeps_the_focus(opened: Callable[[str], Page]) -> None:
    """Reset puts all settings back, says so, and keeps the focus."""
    page = opened("simultaneous.html#alpha=0.5&steps=3")
    page.locator("#lab-reset").focus()
    page.keyboard.press("Enter")

    assert "All settings are back where they began." == said(page)
    assert "0.3" == page.evaluate("dom.fragment().alpha")
    assert "lab-reset" == page.evaluate("document.activeElement.id")


def test_every_plot_has_its_table(opened: Callable[[str], Page], labs: dict[str, Any]) -> None:
    """Under each plot stands a table with its numbers, and the plot has a title in words."""
    for name in labs:
        page = opened(f"{name}.html")
        figures = page.locator("figure.plot-figure")
        tables = page.locator("figure.plot-figure:has(.plot title):has(table caption)")

        assert figures.count() == tables.count() > 0


def test_stepper_ends_where_the_walk_runs_away(opened: Callable[[str], Page]) -> None:
    """A walk whose numbers leave what a computer can hold ends before, and says what to do."""
    page = opened("two-valleys.html#start0=2.6&alpha=0.4&steps=2000")
    for _ in range(8):
        page.get_by_role("button", name="One step").click()
    seen = page.locator("main").inner_text()

    assert "Beyond step 5 the numbers are too large" in seen
    assert "not a number" not in seen
    assert "∞" not in seen


def test_what_is_no_number_is_said_in_the_page_s_words(opened: Callable[[str], Page]) -> None:
    """A value that is not a number is called so by the page's own words."""
    page = opened("two-valleys.html")
    page.evaluate(
        """() => {
          const data = JSON.parse(document.getElementById("page-data").textContent);
          data.strings["page.not-a-number"] = "keine Zahl";
          document.getElementById("page-data").textContent = JSON.stringify(data);
        }"""
    )

    assert ["keine Zahl", "−∞", "−0.5"] == page.evaluate(
        "[NaN, -Infinity, -0.5].map((one) => dom.number(one))"
    )


def test_stepper_is_worked_by_keyboard(opened: Callable[[str], Page]) -> None:
    """Step, run and start are buttons; each says step, place, cost and slope."""
    page = opened("two-valleys.html")
    read = page.locator(".readout dd")
    first = read.all_inner_texts()
    page.get_by_role("button", name="One step").focus()
    page.keyboard.press("Enter")
    spoken = said(page)
    step = read.all_inner_texts()
    page.get_by_role("button", name="Run", exact=True).press("Enter")
    last = read.all_inner_texts()

    assert ["0", "2.2", "2.79024", "8.7368"] == first
    assert ["1", "2.112632"] == step[:2]
    assert spoken.startswith("Step 1: x = 2.11263, cost ")
    assert ["1000", "1.5144831"] == last[:2]


def predict(page: Page, number: str, course: str) -> str:
    """Commit to a prediction; returns what is said of it."""
    page.locator("#prediction").fill(number)
    page.locator(f'input[name=course][value="{course}"]').check()
    page.get_by_role("button", name="Commit and run").click()
    return page.locator(".result").inner_text()


def test_drill_marks_by_the_rules(opened: Callable[[str], Page]) -> None:
    """On w² from 4 at α = 0.1: 3.2 is right; 4.8 is named as a step uphill; the result takes the focus."""
    page = opened("concept-drill.html#steps=30")
    right = predict(page, "16/5", "arrives")
    focus = page.evaluate("document.activeElement.className")
    wrong = predict(page, "4.8", "bounces")
    href = page.locator(".result a").get_attribute("href")

    assert "Correct: after one step w\u00a0=\u00a03.2." in right
    assert "2 of 2 predictions right" in right
    assert "result" == focus
    assert "uphill instead of downhill" in wrong
    assert "../misconceptions/gradient-ascent.html" == href
    assert "2 of 4 predictions right" in wrong


def test_drill_wants_a_prediction_first(opened: Callable[[str], Page]) -> None:
    """Nothing is run before both predictions are there; the focus goes to what is missing."""
    page = opened("concept-drill.html")
    page.get_by_role("button", name="Commit and run").click()

    assert "prediction" == page.evaluate("document.activeElement.id")
    assert said(page).startswith("Type a number for the first step")
    assert "" == page.locator(".result").inner_text()


def test_failure_lab_says_what_you_would_see(opened: Callable[[str], Page]) -> None:
    """A mistake's sentence follows from its numbers, and the differing lines are marked in words."""
    page = opened("failures.html#mistake=gradient-ascent")
    sentence = page.locator(".seen").inner_text()
    marked = page.locator(".listing.wrong .differs .tag").all_inner_texts()
    page.goto(page.url.split("#")[0] + "#mistake=unchanged-parameters")
    page.wait_for_function("() => document.querySelector('.seen').textContent.startsWith('Nothing')")

    assert "the cost runs away" in sentence
    assert ["differs", "differs"] == marked


def test_another_problem_keeps_the_focus(opened: Callable[[str], Page]) -> None:
    """Choosing another cost builds new settings and keeps the focus on the choice."""
    page = opened("optimisers.html")
    page.locator("#lab-controls select").first.select_option("1")

    assert "SELECT" == page.evaluate("document.activeElement.tagName")
    assert "1" == page.evaluate("dom.fragment().problem")
