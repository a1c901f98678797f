"""Variants: every draw worked out exactly, those that could mislead left out, a seed for the rest."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from grader.cli import grader
from grader.quiz.course import read_course
from grader.quiz.draws import ON_PAGE, Draws, variant_index, work_out
from grader.quiz.page_items import item_data
from grader.quiz.prepared import Prepared, prepare
from tests.quiz_kit import CONCEPT, kit_with

if TYPE_CHECKING:
    from pathlib import Path

#: L = w², and seven ways to take a step that learners have: the survey's example.
PARABOLA = r"""
[[items]]
id = 'seven'
kind = 'single'
stem = 'What is $w$ after one step from $w = {{ w }}$ with $\alpha = {{ alpha }}$?'

[items.parameters]
w = [1, 2, 3, 4, 5, 6]
alpha = [0.1, 0.2, 0.25, 0.3, 0.5, 1]

[items.values]
right = { compute = 'update', problem = 'ex01' }
up = { compute = 'update', problem = 'ex01', mistake = 'gradient-ascent' }
bare = { compute = 'update', problem = 'ex01', mistake = 'ignored-alpha' }
only = { compute = 'update', problem = 'ex01', mistake = 'returned-step' }
twice = { compute = 'update', problem = 'ex01', mistake = 'double-step' }

[[items.options]]
text = '${{ right.w }}$'
right = true
feedback = 'Yes.'

[[items.options]]
text = '${{ up.w }}$'
misconception = 'gradient-ascent'
feedback = 'Uphill.'

[[items.options]]
text = '${{ bare.w }}$'
misconception = 'ignored-alpha'
feedback = 'Where is the learning rate?'

[[items.options]]
text = '${{ only.w }}$'
misconception = 'returned-step'
feedback = 'That is the step.'

[[items.options]]
text = '${{ twice.w : frac }}$'
misconception = 'double-step'
feedback = 'Twice.'
"""


def worked_out(folder: Path, text: str, item_id: str) -> tuple[Prepared, Draws]:
    """Return an item of a concept, with its draws."""
    course = read_course(kit_with(folder, one=text))
    concept = course.files["one"].concept
    assert concept is not None, course.files["one"].faults
    item = next(item for item in concept.items if item.id == item_id)
    prepared = prepare(f"one/{item_id}", item, course.workshop)
    return prepared, work_out(concept, prepared)


def test_exactly_the_clashing_draws_are_left_out(tmp_path: Path) -> None:
    """A draw is left out if, and only if, two of its options are the same number."""
    _, draws = worked_out(tmp_path, CONCEPT + PARABOLA, "seven")
    clashing = set()
    for w, alpha in product(range(1, 7), map(Fraction, ("0.1", "0.2", "0.25", "0.3", "0.5", "1"))):
        g = Fraction(2 * w)
        numbers = [w - alpha * g, w + alpha * g, w - g, alpha * g, w - 2 * alpha * g]
        if any(one == other for one, other in combinations(numbers, 2)):
            clashing.add((Fraction(w), alpha))

    assert clashing == {(draw["w"], draw["alpha"]) for draw, _ in draws.excluded}
    assert 36 == len(draws.variants) + len(draws.excluded)
    assert 0 < len(draws.excluded) < 36


def test_a_value_that_cannot_be_computed(tmp_path: Path) -> None:
    """A draw at which something is divided by 0 is left out, with the reason."""
    item = """
[[items]]
id = 'ratio'
kind = 'numeric'
stem = 'What is {{ 1 }} divided by {{ d }}?'
key = '1 / d'
right = 'Yes.'
other = 'No.'
parameters = { d = [0, 1, 2, 4] }
require = ['d < 4']
"""
    _, draws = worked_out(tmp_path, CONCEPT + item, "ratio")

    assert ["a division by 0", "d < 4 does not hold"] == [reason for _, reason in draws.excluded]


def test_tolerance_keeps_wrong_answers_apart(tmp_path: Path) -> None:
    """A wrong number that one typed number could mean as well as the key leaves its draw out."""
    item = """
[[items]]
id = 'near'
kind = 'numeric'
stem = 'What?'
key = 'd'
tolerance = 0.5
right = 'Yes.'
other = 'No.'
parameters = { d = [1, 2, 3] }
expected = [{ value = '2', feedback = 'Two.' }]
"""
    _, draws = worked_out(tmp_path, CONCEPT + item, "near")

    assert [] == [variant.draw for variant in draws.variants]


def test_page_carries_a_spread(tmp_path: Path) -> None:
    """Of more variants than a page carries, the same ones are chosen each time, from all over the domain."""
    prepared, draws = worked_out(tmp_path, CONCEPT + PARABOLA, "seven")
    page = draws.on_page(prepared.id)

    assert min(ON_PAGE, len(draws.variants)) == len(page)
    assert [v.draw for v in page] == [v.draw for v in draws.on_page(prepared.id)]
    assert 4 < len({v.draw["w"] for v in page})


@pytest.mark.parametrize(
    ("expected", "seed", "item", "count"),
    [(0x811C9DC5 % 7, "", "", 7), (None, "abc", "one/seven", 24)],
)
def test_seed(expected: int | None, seed: str, item: str, count: int) -> None:
    """A seed means a variant by FNV-1a over seed and item, so that a page's script finds the same one."""
    state = 0x811C9DC5
    for byte in f"{seed}/{item}".encode():
        state = (state ^ byte) * 0x01000193 % 2**32

    assert state % count == variant_index(seed, item, count)
    assert expected is None or expected != state  # the slash between the two is hashed too


def test_meaning_survives_rewording(tmp_path: Path) -> None:
    """Progress is kept when words change, and lost when what is right changes."""
    reworded = CONCEPT.replace("what is $w$ now?", "where does $w$ go?").replace("That is uphill.", "Uphill.")
    changed = CONCEPT.replace("[0.1, 0.2]", "[0.1, 0.3]")
    meanings = [
        item_data(*worked_out(tmp_path, text, "which-w"))["meaning"] for text in (CONCEPT, reworded, changed)
    ]

    assert meanings[0] == meanings[1]
    assert meanings[0] != meanings[2]


def test_only_what_differs_is_carried(tmp_path: Path) -> None:
    """A value that is the same in all variants stands in the text; each hole differs somewhere."""
    data = item_data(*worked_out(tmp_path, CONCEPT, "which-w"))
    columns = list(zip(*(variant["fills"] for variant in data["variants"]), strict=True))

    assert columns
    assert all(len(set(column)) > 1 for column in columns)


def test_listing(tmp_path: Path) -> None:
    """The command lists every draw with its key, and why others are left out."""
    kit = kit_with(tmp_path, one=CONCEPT + PARABOLA)
    arguments = ["quiz", "variants", "one/seven", "--seed", "abc", "--kit", str(kit.root)]
    result = CliRunner().invoke(grader, arguments, standalone_mode=False)

    assert 0 == result.return_value
    assert "w = 4, alpha = 1/10" in result.output
    assert "left out: " in result.output
    assert " are the same" in result.output
    assert "seed abc: variant #" in result.output


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("two/seven", "There is no concept “two”."),
        ("one/sevn", "one has no item “sevn”. Did you mean seven?"),
    ],
)
def test_listing_of_nothing(tmp_path: Path, name: str, message: str) -> None:
    """A concept or an item that does not exist is answered with the nearest name."""
    kit = kit_with(tmp_path, one=CONCEPT + PARABOLA)
    result = CliRunner().invoke(
        grader, ["quiz", "variants", name, "--kit", str(kit.root)], standalone_mode=False
    )

    assert message in str(result.exception)


HELD_BACK = r"""
[[items]]
id = 'which-way'
kind = 'single'
stem = 'Which way?'
{options}
[[items]]
id = 'type-it'
kind = 'numeric'
stem = 'From $w = {{ w }}$?'
key = 'w - 61'
tolerance = 0.1
right = 'Yes, {{ w - 61 }}.'
other = 'No: {{ w - 61 }}.'
[items.parameters]
w = [100, 200]
"""
OPTION = """[[items.options]]
id = '{id}'
text = '{text}'
{right}feedback = '.'
"""


def held_back(folder: Path, order: str, name: str) -> dict[str, Any]:
    """Return an item's data without keys, its options in an order."""
    options = {
        "r": OPTION.format(id="right", text="Downhill", right="right = true\n"),
        "l": OPTION.format(id="wrong-1", text="Along", right=""),
        "x": OPTION.format(id="wrong-2", text="Across", right=""),
    }
    text = CONCEPT + HELD_BACK.replace("{options}", "".join(options[key] for key in order))
    folder.mkdir()
    return item_data(*worked_out(folder, text, name), keys=False)


def test_no_traces_of_keys(tmp_path: Path) -> None:
    """Without keys neither ids, nor the author's order, nor feedback's numbers tell what is right."""
    one, other = (held_back(tmp_path / order, order, "which-way") for order in ("rlx", "xlr"))
    typed = held_back(tmp_path / "typed", "rlx", "type-it")

    assert one == other
    assert ["a", "b", "c"] == [option["id"] for option in one["options"]]
    assert [["<mn>100</mn>"], ["<mn>200</mn>"]] == [variant["fills"] for variant in typed["variants"]]
