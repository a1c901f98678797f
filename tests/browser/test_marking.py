"""The page's marking against the same rules in Python, on right, wrong and drawn answers to every item."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from grader.quiz.draws import shuffled
from grader.quiz.marking import mark, typed_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Page

SCRIPTS = ("dom.js", "expression.js", "marking.js")
MARKED = """(asked) => asked.map(([item, variant, answer]) => {
  let given = answer;
  if (item.kind === 'numeric') given = expression.number(answer);
  if (item.kind === 'formula') given = expression.parse(answer, item.variables.map(({ name }) => name));
  return given === null ? 0 : marking.mark(item, variant, given).score;
})"""


def items_of(site: Path) -> Iterator[dict[str, Any]]:
    """Yield every item of every quiz page."""
    for path in sorted((site / "quiz").glob("*.html")):
        text = path.read_text(encoding="utf-8")
        start = text.index('id="page-data">') + len('id="page-data">')
        yield from json.loads(text[start : text.index("</script>", start)])["items"]


def answers_to(item: Mapping[str, Any], variant: Mapping[str, Any], random: Random) -> Iterator[Any]:
    """Yield the right answer, those that are expected wrong, and some drawn ones."""
    kind, key = item["kind"], variant["key"]
    if kind in ("single", "multiple"):
        ids = [option["id"] for option in item["options"]]
        for _ in range(6):
            chosen = random.sample(ids, random.randint(1, len(ids)))
            yield chosen[0] if kind == "single" else chosen
        yield key[0] if kind == "single" else key
    elif kind == "numeric":
        for number in (key, *variant["expected"]):
            yield number["exact"] or repr(number["number"])
            yield repr(number["number"] + item["tolerance"])
            yield f"{number['number']:.3f}".replace(".", ",").replace("-", "−")
        yield from ("", "x", "1/0", "1e2", "--1")
    elif kind == "formula":
        names = [variable["name"] for variable in item["variables"]]
        yield from (" + ".join(names), "*".join(names), f"({names[0]} - 2)^2/3", f"-{names[-1]}^2", "1.5")
    elif kind == "ordering":
        ids = list(key["before"])
        for _ in range(8):
            yield random.sample(ids, len(ids))
    elif kind == "matching":
        rights = [right["id"] for right in item["rights"]]
        yield key
        for _ in range(5):
            yield {left["id"]: random.choice(rights) for left in item["lefts"]}
    elif kind == "code" and item["ask"] == "line":
        yield from range(1, len(item["lines"]) + 1)
    elif kind == "code":
        yield from (key, f"  {key} \n", key + "1", *variant["expected"])
    else:
        texts = ["old", "OLD ", "", "0.4", "2/5", "nothing"]
        right = {name: part["accept"][0] if "accept" in part else part["exact"] for name, part in key.items()}
        yield {name: text for name, text in right.items() if text is not None}
        for _ in range(6):
            yield {blank["id"]: random.choice(texts) for blank in item["blanks"]}


def test_page_marks_as_python_does(script_page: Callable[..., Page], site: Path) -> None:
    """Score by score, the page gives what grader/quiz/marking.py gives."""
    random = Random(7)
    asked = [
        (item, variant, answer)
        for item in items_of(site)
        for variant in item["variants"][:3]
        for answer in answers_to(item, variant, random)
    ]
    scores = script_page(*SCRIPTS).evaluate(MARKED, asked)
    expected = [mark(item, variant, answer).score for item, variant, answer in asked]
    apart = [
        (item["id"], answer, wanted, found)
        for (item, _, answer), wanted, found in zip(asked, expected, scores, strict=True)
        if wanted != pytest.approx(found)
    ]

    assert [] == apart
    assert {0.0, 1.0} < set(expected)


@pytest.mark.parametrize(
    "text",
    [
        "0.4",
        "0,4",
        " 2/5",
        "−2 / 5",
        "4e-1",
        ".5",
        "5.",
        "+3",
        "1/0",
        "",
        "a",
        "1/2/3",
        "0x10",
        "1 000",
    ],
)
def test_typed_numbers(script_page: Callable[..., Page], text: str) -> None:
    """Numbers are read, and refused, as Python reads them."""
    found = script_page(*SCRIPTS).evaluate("(text) => expression.number(text)", text)
    expected = typed_number(text)

    assert (None if expected is None else pytest.approx(float(expected))) == found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2w", 6.0),
        ("2 w b", -24.0),
        ("w − α·b", 5.0),
        ("w-alpha*b", 5.0),
        ("-w^2", -9.0),
        ("(-w)^2", 9.0),
        ("2^3^2", 512.0),
        ("2^-1", 0.5),
        ("w²/3", 3.0),
        ("6/2w", 9.0),
        ("w(b+5)", 3.0),
        ("exp(0) + sqrt(4)", 3.0),
        ("[w + 1]·{b}", -16.0),
        ("1e1 + .5", 10.5),
    ],
)
def test_typed_formulas(script_page: Callable[..., Page], text: str, value: float) -> None:
    """A typed formula means what it means on paper: powers first, then signs, products without one."""
    found = script_page(*SCRIPTS).evaluate(
        "(text) => expression.parse(text, ['w', 'b', 'alpha'])({ w: 3, b: -4, alpha: 0.5 })", text
    )

    assert value == pytest.approx(found)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "empty"),
        ("w =", "equals"),
        ("w,b", "comma"),
        ("constructor", "unknown"),
        ("alert(1)", "unknown"),
        ("w.x", "unknown"),
        ("w +", "ends"),
        ("w )", "sign"),
        ("* w", "sign"),
        ("(w", "bracket"),
        ("(" * 200 + "w", "deep"),
        ("-" * 200 + "w", "deep"),
    ],
)
def test_unreadable_formulas(script_page: Callable[..., Page], text: str, key: str) -> None:
    """What is no formula is refused with a reason of its own; names of the language reach nothing."""
    found = script_page(*SCRIPTS).evaluate(
        """(text) => {
          try { return expression.parse(text, ['w', 'b', 'alpha'])({ w: 1, b: 1, alpha: 1 }); }
          catch (error) { return error instanceof expression.ExpressionError ? error.key : String(error); }
        }""",
        text,
    )

    assert f"quiz.formula-{key}" == found


def test_formulas_are_spoken(script_page: Callable[..., Page]) -> None:
    """A formula's name for a screen reader tells a fraction from a number, and a power from a product."""
    spoken = script_page(*SCRIPTS).evaluate(
        """(html) => dom.spoken(dom.make('div', { html })).trim()""",
        "<math><mfrac><mrow><mn>2</mn><mi>w</mi></mrow><mn>3</mn></mfrac><mo>+</mo>"
        "<msup><mi>x</mi><mn>2</mn></msup><mo>−</mo><msub><mi>y</mi><mi>i</mi></msub></math>",
    )

    assert "2w/3+x^2−y_i" == spoken


def test_order_of_options(script_page: Callable[..., Page]) -> None:
    """A seed means the same order of options on the page and in the terminal; what is pinned stays."""
    random = Random(5)
    asked = [
        (
            [{"id": f"öption-{n}", "pinned": random.random() < 0.2} for n in range(random.randint(0, 8))],
            f"k3f{number}/one/a",
        )
        for number in range(50)
    ]
    found = script_page(*SCRIPTS).evaluate("(all) => all.map((one) => marking.shuffled(...one))", asked)
    ours = [shuffled(parts, seed) for parts, seed in asked]

    assert found == ours
    assert any(parts != order for (parts, _), order in zip(asked, ours, strict=True))
    assert all(
        part is order[place]
        for (parts, _), order in zip(asked, ours, strict=True)
        for place, part in enumerate(parts)
        if part["pinned"]
    )
