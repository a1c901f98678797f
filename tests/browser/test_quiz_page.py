"""The quiz page: every kind of item by keyboard and by clicks, what is announced, retry, seeds, progress."""

from __future__ import annotations

import html
import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from grader.kit import find_kit
from grader.quiz.course import read_course
from grader.quiz.draws import variant_index
from grader.quiz.site import Options, build_site

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser, Page


def _solving() -> Any:
    path = Path(__file__).with_name("solving.py")
    spec = importlib.util.spec_from_file_location("solving", path)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


solving = _solving()

SEED = "tests"
CONCEPT = "simultaneous-update"
KINDS = (
    "single",
    "multiple",
    "numeric",
    "formula",
    "ordering",
    "matching",
    "code/line",
    "code/output",
    "blank",
)


@pytest.fixture
def page(browser: Browser, site: Path) -> Iterator[Page]:
    """The quiz page with a fixed seed, one item at a time, in a browser that knows nothing yet."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.as_uri()}/quiz/{CONCEPT}.html#seed={SEED}")
    page.wait_for_selector("#quiz-app:not([hidden])")
    yield page
    context.close()


def items_of(page: Page) -> list[dict[str, Any]]:
    """Return the items that a page carries."""
    items: list[dict[str, Any]] = json.loads(page.locator("#page-data").text_content() or "")["items"]
    return items


def item_of_kind(page: Page, kind: str) -> tuple[int, dict[str, Any]]:
    """Return the first item of a kind, with its place."""
    return next(
        (place, item)
        for place, item in enumerate(items_of(page))
        if kind in (item["kind"], f"{item['kind']}/{item.get('ask')}")
    )


def shown_variant(item: Mapping[str, Any], seed: str = SEED) -> Any:
    """Return the variant of an item that a seed shows."""
    return item["variants"][variant_index(seed, item["id"], len(item["variants"]))]


def go_to(page: Page, place: int) -> None:
    """Go to an item by its number."""
    page.locator("#quiz-map button").nth(place).click()


@pytest.mark.parametrize("way_of", [solving.ByKeyboard, solving.ByClicks], ids=["keyboard", "clicks"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_solved(page: Page, kind: str, way_of: Any) -> None:
    """Each kind is answered by keyboard alone, and by clicks alone; “Correct” is said in a status region."""
    place, item = item_of_kind(page, kind)
    go_to(page, place)
    way = way_of(page, f"item-{place}")
    formula = html.unescape(item["shown"]) if kind == "formula" else ""
    solving.answer_rightly(way, item, shown_variant(item), formula)
    outcome = page.locator(f"#item-{place} .outcome")

    assert outcome.get_attribute("role") == "status"
    assert outcome.locator(".verdict").inner_text().strip() == "Correct"
    assert outcome.locator(".verdict svg.icon-right").count() == 1
    assert solving.focused(page, "element.textContent") == "Check"


def test_wrong_number_is_named(page: Page) -> None:
    """A number that a mistake gives is answered by that mistake, with a link to its page."""
    place, item = item_of_kind(page, "numeric")
    go_to(page, place)
    wrong = shown_variant(item)["expected"][0]
    page.locator(f"#item-{place}-typed").fill(wrong["exact"] or repr(wrong["number"]))
    page.keyboard.press("Enter")
    outcome = page.locator(f"#item-{place} .outcome")
    href = outcome.locator("a").get_attribute("href") or ""
    target = Path(page.url.removeprefix("file://").split("#")[0]).parent / href

    assert outcome.locator(".verdict").inner_text().strip() == "Not yet"
    assert f"{item['expected'][0]['misconception']}.html" == target.name
    assert target.resolve().is_file()
    assert f"item-{place}-typed" == solving.focused(page)


def test_no_answer_is_no_attempt(page: Page) -> None:
    """Checking without an answer says what is missing and counts for nothing."""
    page.locator("#item-0 button[type=submit]").click()

    assert page.locator("#item-0 .outcome").inner_text() == "Choose an option first."
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes(':item:')).length") == 0


@pytest.mark.parametrize("kind", ["formula", "numeric", "single"])
def test_answer_is_shown(page: Page, kind: str) -> None:
    """Whoever is stuck is shown the answer in its place; it is right, and earns nothing."""
    place, item = item_of_kind(page, kind)
    go_to(page, place)
    if kind == "single":
        wrong = next(one["id"] for one in item["options"] if one["id"] not in shown_variant(item)["key"])
        page.locator(f"#item-{place} input[value={wrong}]").check()
    else:
        page.locator(f"#item-{place}-typed").fill("12345")
    check = page.locator(f"#item-{place} button[type=submit]")
    check.click()
    page.locator(f"#item-{place}").get_by_role("button", name="Show the answer").click()
    score = page.locator("#quiz-map button").nth(place).get_attribute("class") or ""

    assert "This is the answer." in page.locator(f"#item-{place} .outcome").inner_text()
    assert "right" not in score.split()
    assert not check.is_visible()
    if kind == "formula":
        assert html.unescape(item["shown"]) == page.locator(f"#item-{place}-typed").input_value()


def test_shown_answer_earns_nothing(page: Page) -> None:
    """Enter in a field that shows the answer marks nothing; the item is not kept as answered right."""
    place, item = item_of_kind(page, "numeric")
    go_to(page, place)
    field = page.locator(f"#item-{place}-typed")
    field.fill("12345")
    field.press("Enter")
    page.locator(f"#item-{place}").get_by_role("button", name="Show the answer").click()
    field.press("Enter")
    kept = page.evaluate(
        "(item) => store.open(`grader:${dom.data('page-data').course.id}:`).recall('item', item).best", item
    )

    assert kept == 0
    assert "This is the answer." in page.locator(f"#item-{place} .outcome").inner_text()


def test_page_without_keys(browser: Browser, tmp_path: Path) -> None:
    """A page without keys takes answers, says nothing of them, and hands them over as a file."""
    kit = find_kit()
    build_site(
        read_course(kit), tmp_path, Options(keys=False, concepts=(CONCEPT,)), lambda path: "quiz/" in path
    )
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    page.goto(f"{(tmp_path / 'quiz' / CONCEPT).as_uri()}.html#seed={SEED}&mode=all")
    page.wait_for_selector("#quiz-app:not([hidden])")
    place, item = item_of_kind(page, "single")
    chosen = item["options"][0]["id"]
    option = page.locator(f"#item-{place} input[value={chosen}]")
    option.check()
    label = option.get_attribute("aria-label") or option.locator("xpath=..").locator("label").inner_text()
    checks = page.locator("button[type=submit]").count()
    with page.expect_download() as download:
        page.locator("#quiz-finish").click()
    saved = json.loads(download.value.path().read_text(encoding="utf-8"))
    context.close()

    assert 0 == checks
    assert saved["answers"][item["id"]] == [label.strip()]
    assert item["id"] in json.dumps(saved)


@pytest.mark.parametrize(
    ("typed", "says"),
    [("w +", "ends too early"), ("w = b", "equals sign"), ("q", "“q” is not known"), ("(w", "not closed")],
)
def test_unreadable_formula(page: Page, typed: str, says: str) -> None:
    """A formula that cannot be read is answered by what is wrong with it, and is no attempt."""
    place, _ = item_of_kind(page, "formula")
    go_to(page, place)
    page.locator(f"#item-{place}-typed").fill(typed)
    page.keyboard.press("Enter")

    assert says in page.locator(f"#item-{place} .outcome").inner_text()
    assert "true" == page.locator(f"#item-{place}-typed").get_attribute("aria-invalid")


def test_moves_are_announced(page: Page) -> None:
    """A step that is moved is announced with its place, and the focus stays on its button."""
    place, item = item_of_kind(page, "ordering")
    go_to(page, place)
    button = page.locator(f"#item-{place} .order li").nth(1).locator("button").first
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#announcer:not(:empty)", state="attached")
    said = page.locator("#announcer").inner_text()
    box = button.bounding_box() or {}

    assert said.endswith(f"now at place 1 of {len(item['steps'])}.")
    assert "mover" == solving.focused(page, "element.className")
    assert "true" == solving.focused(page, "element.getAttribute('aria-disabled')")
    assert min(box["width"], box["height"]) >= 24


def test_partial_order_earns_a_share(page: Page) -> None:
    """An order that is partly right earns its share, and says so in words."""
    place, item = item_of_kind(page, "ordering")
    go_to(page, place)
    way = solving.ByClicks(page, f"item-{place}")
    order = solving.right_order(shown_variant(item)["key"]["before"])
    wrong = [order[-1], *order[:-1]]
    for target, step in enumerate(wrong):
        rows = [row.get_attribute("data-id") for row in page.locator(f"#item-{place} .order li").all()]
        way.move_up(step, rows.index(step) - target)
    way.check()
    verdict = page.locator(f"#item-{place} .verdict").inner_text()
    share = (len(order) - 1) / len(order)

    assert f"Partly right {share:g} of 1 point." == " ".join(verdict.split())


def test_feedback_for_each_option(page: Page) -> None:
    """Once a question with several right options is solved, every option says why it is right or not."""
    place, item = item_of_kind(page, "multiple")
    go_to(page, place)
    solving.answer_rightly(solving.ByClicks(page, f"item-{place}"), item, shown_variant(item))
    told = page.locator(f"#item-{place} .option .after .prose")

    assert len(item["options"]) == told.count()


def test_retry_keeps_order_and_numbers(page: Page) -> None:
    """Those not right are asked once more: the same variant, the options where they were, nothing chosen."""
    place, item = item_of_kind(page, "single")
    go_to(page, place)
    before = page.locator(f"#item-{place} .stem, #item-{place} .option label").all_inner_texts()
    wrong = next(one["id"] for one in item["options"] if one["id"] not in shown_variant(item)["key"])
    way = solving.ByClicks(page, f"item-{place}")
    way.choose(f"item-{place}", wrong)
    way.check()
    go_to(page, len(items_of(page)) - 1)
    page.locator(".item:not([hidden]) .next").click()
    heading = page.locator("#quiz-summary h2")

    assert heading.evaluate("(element) => element === document.activeElement")
    page.get_by_role("button", name="Retry those not right (1)").click()
    visible = page.locator(".item:not([hidden])")
    after = visible.locator(".stem, .option label").all_inner_texts()

    assert before == after
    assert 1 == page.locator("#quiz-items .item").count()
    assert 0 == visible.locator(":checked").count()
    assert "Question 1 of 1" == solving.focused(page, "element.textContent")


def test_seed_chooses_numbers(page: Page, site: Path) -> None:
    """The same seed shows the same variants on every visit, and each is the one that Python says."""
    found = {}
    for seed in ("one", "two", "one"):
        page.goto("about:blank")
        page.goto(f"{site.as_uri()}/quiz/{CONCEPT}.html#seed={seed}&mode=all")
        page.wait_for_selector("#quiz-app:not([hidden])")
        stems = page.locator(".stem").all_inner_texts()
        found.setdefault(seed, stems)

        assert found[seed] == stems
    picked = page.evaluate(
        """([items, seeds]) => seeds.map((seed) => items.map((item) =>
          item.variants.indexOf(marking.variantOf(item, seed))))""",
        [items_of(page), ["one", "two", "a longer ß seed"]],
    )
    expected = [
        [variant_index(seed, item["id"], len(item["variants"])) for item in items_of(page)]
        for seed in ("one", "two", "a longer ß seed")
    ]

    assert found["one"] != found["two"]
    assert expected == picked


def test_all_at_once(page: Page) -> None:
    """All questions can be shown together; checking all leads to the results and keeps the focus."""
    page.get_by_label("all at once").check()
    visible = page.locator(".item:not([hidden])").count()
    page.locator("#quiz-finish").click()

    assert len(items_of(page)) == visible
    assert "Results" == solving.focused(page, "element.textContent")
    assert "mode=all" in page.url


def test_progress_survives_rewording_only(page: Page, site: Path) -> None:
    """What was answered right is on the index; it is forgotten when the meaning changes, not the words."""
    place, item = item_of_kind(page, "single")
    go_to(page, place)
    solving.answer_rightly(solving.ByClicks(page, f"item-{place}"), item, shown_variant(item))
    kept = page.evaluate(
        """(item) => {
          const progress = store.open(`grader:${dom.data('page-data').course.id}:`);
          return [progress.recall('item', { ...item, stem: 'other words' })?.best,
                  progress.recall('item', { ...item, meaning: 'another' })];
        }""",
        item,
    )
    page.goto(f"{site.as_uri()}/index.html")
    state = page.locator(f'[data-concept="{CONCEPT}"] .state').inner_text()

    assert [1, None] == kept
    assert state.startswith("1 of ")


def test_progress_as_a_file(page: Page, site: Path, tmp_path: Path) -> None:
    """Progress is saved as a file, forgotten after a second press, and read back from the file."""
    place, item = item_of_kind(page, "single")
    go_to(page, place)
    solving.answer_rightly(solving.ByClicks(page, f"item-{place}"), item, shown_variant(item))
    page.goto(f"{site.as_uri()}/index.html")
    with page.expect_download() as download:
        page.locator("#progress-export").click()
    file = tmp_path / "progress.json"
    download.value.save_as(file)
    state = page.locator("#progress-summary")
    before = state.inner_text()
    page.locator("#progress-clear").click()
    page.locator("#progress-clear").click()
    cleared = state.inner_text()
    page.locator("#progress-import").set_input_files(file)
    page.get_by_text("Loaded: 1 entries.").wait_for()

    assert before.startswith("1 of ")
    assert cleared.startswith("0 of ")
    assert before == state.inner_text()


DAMAGE = """(item) => {
  const prefix = `grader:${dom.data('page-data').course.id}:`;
  const progress = store.open(prefix);
  const text = JSON.stringify({ schema: 'grader/progress/1', prefix, entries: { [`item:${item.id}`]: %s } });
  progress.keep('item', item, { tries: 1, best: 1, last: 1, at: 1 });
  localStorage.setItem(`${prefix}card:a/damaged`, '{broken');
  localStorage.setItem(`${prefix}item:b/damaged`, '[1]');
  const count = progress.imported(text);
  const saved = Object.keys(JSON.parse(progress.exported()).entries);
  const best = progress.recall('item', item)?.best;
  progress.clear();
  const left = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  return { best, count, left, saved };
}"""


@pytest.mark.parametrize(
    "record",
    ["{ meaning: item.meaning, tries: 'x', best: 'x', at: 9e15 }", "{ meaning: item.meaning, at: 9e15 }"],
)
def test_damage_holds_up_nothing(page: Page, record: str) -> None:
    """Damaged entries are neither loaded nor saved; what is sound is saved, and all is forgotten."""
    item = items_of(page)[0]
    found = page.evaluate(DAMAGE % record, item)

    assert {"best": 1, "count": 0, "left": [], "saved": [f"item:{item['id']}"]} == found


@pytest.mark.parametrize(
    "text", ["no json", "[]", '{"schema": "grader/progress/1", "prefix": "another:"}', "null"]
)
def test_foreign_file_is_refused(page: Page, site: Path, tmp_path: Path, text: str) -> None:
    """A file that is no progress of this course changes nothing and is answered in a sentence."""
    page.goto(f"{site.as_uri()}/index.html")
    file = tmp_path / "other.json"
    file.write_text(text, encoding="utf-8")
    page.locator("#progress-import").set_input_files(file)
    page.wait_for_selector("#progress-note:not(:empty)")

    assert "This file holds no progress of this course." == page.locator("#progress-note").inner_text()


def test_without_storage_the_page_works(browser: Browser, site: Path) -> None:
    """A browser that forbids storage still asks and marks, and says that nothing is kept."""
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no storage'); } })"
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{site.as_uri()}/quiz/{CONCEPT}.html#seed={SEED}")
    place, item = item_of_kind(page, "single")
    go_to(page, place)
    solving.answer_rightly(solving.ByClicks(page, f"item-{place}"), item, shown_variant(item))
    verdict = page.locator(f"#item-{place} .verdict").inner_text()
    warned = page.locator("#not-kept").is_visible()
    context.close()

    assert "Correct" == verdict.strip()
    assert warned
    assert [] == faults
