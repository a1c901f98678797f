"""What is exported, whatever the format: the bank, its variants and ids, losses, the command."""

from __future__ import annotations

import json
import re
import sys
from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from grader.cli import grader
from grader.cli.quiz_export import EPILOG, NAMES
from grader.errors import ExitCode, KitError, UsageError
from grader.kit import find_kit
from grader.quiz.course import read_course
from grader.quiz.draws import namespace_of
from grader.quiz.exports import adapting
from grader.quiz.exports.bank import Bank, Number, Ordering, Wrong
from grader.quiz.exports.formats import FORMATS, now, web_address
from grader.quiz.exports.gathering import Choosing, gather
from grader.quiz.exports.losses import Loss, report_data, report_text
from grader.quiz.marking import ordered_share
from grader.quiz.markup import Compiler, Holes, filled
from tests.quiz_kit import CONCEPT, kit_with

if TYPE_CHECKING:
    from pathlib import Path

    from grader.quiz.course import Course

#: Together they have every kind of item, in every shape.
CONCEPTS = ("simultaneous-update", "gradient-descent", "why-subtract", "learning-rate")
ITEM_LINK = "See [the rule](concept:update-rule)."


@pytest.fixture(scope="module")
def course() -> Course:
    """The concepts of this kit."""
    return read_course(find_kit())


@pytest.fixture(scope="module")
def banks(course: Course) -> dict[str, Bank]:
    """Some of the course, in both notations."""
    return {
        "latex": gather(course, Choosing(CONCEPTS, notation="latex")),
        "mathml": gather(course, Choosing(CONCEPTS, notation="mathml")),
    }


def texts_in(data: Any) -> list[str]:
    """Return every text of a bank."""
    if isinstance(data, str):
        return [data]
    if isinstance(data, dict):
        return [text for value in data.values() for text in texts_in(value)]
    if isinstance(data, list | tuple):
        return [text for value in data for text in texts_in(value)]
    return texts_in(vars(data)) if hasattr(data, "__dataclass_fields__") else []


def asked(bank: Bank) -> dict[str, Any]:
    """Return a bank's questions by id."""
    return {question.id: question for question in bank.questions()}


def export(*arguments: str, kit: Path | None = None) -> Any:
    """Run `grader quiz export`."""
    place = ["--kit", str(kit)] if kit else []
    return CliRunner().invoke(grader, ["quiz", "export", *arguments, *place], standalone_mode=False)


# --- the bank --------------------------------------------------------------------------------------------


def test_every_text_is_finished(banks: dict[str, Bank]) -> None:
    """No text holds a hole, a value in braces, a class or a link that leads nowhere."""
    texts = texts_in(list(banks["latex"].concepts)) + texts_in(list(banks["mathml"].concepts))

    assert [] == [
        one
        for one in texts
        if re.search(r"[\ue000-\uf8ff]|\{\{ | class=\"(?!plot|grid)|href=", one[:2000])
        and not one.startswith("<svg")
    ]


def test_notations(banks: dict[str, Bank]) -> None:
    """One notation has MathML and no LaTeX, the other LaTeX and no MathML, and both ask the same."""
    latex = "".join(texts_in(list(banks["latex"].concepts)))
    mathml = "".join(texts_in(list(banks["mathml"].concepts)))

    assert (True, False) == (r"\(" in latex, "<math" in latex)
    assert (False, True) == (r"\(" in mathml, "<math" in mathml)
    assert list(asked(banks["latex"])) == list(asked(banks["mathml"]))


def test_latex_keeps_a_value_together(course: Course) -> None:
    """In LaTeX a value of several signs is in braces where one thing is expected."""
    compiler = Compiler(Holes(), notation="latex")
    html = compiler.inline(r"$w^{{ a }} < \sqrt{{ a }} + {{ a }}$")
    concept = course.files["simultaneous-update"].concept
    assert concept is not None
    space = namespace_of(concept, None, {"a": Fraction(-1, 2)}, course.workshop.oracle)

    assert r"\(w^{-0.5} &lt; \sqrt{-0.5} + -0.5\)" == filled(html, compiler.holes.fills(space))


def test_variants_have_ids_of_their_own(course: Course, banks: dict[str, Bank]) -> None:
    """More variants only add questions, and another seed gives the same draw the same id."""
    fewer = asked(banks["mathml"])
    name = "simultaneous-update/type-b"
    more = asked(gather(course, Choosing(("simultaneous-update",), variants=27)))
    other = asked(gather(course, Choosing(("simultaneous-update",), variants=3, seed="other")))
    drawn = {key: question for key, question in fewer.items() if question.item == name}

    assert 3 == len(drawn)
    assert set() == set(drawn) - set(more)
    assert all(more[key] == question for key, question in drawn.items())
    assert {key for key in other if key.startswith(name)} != set(drawn)
    assert set() == {key for key in other if key.startswith(name)} - set(more)


def test_right_option_is_not_always_first(banks: dict[str, Bank]) -> None:
    """Options stand in a mixed order, as authors like to write the right one first."""
    choices = [one.body for one in banks["mathml"].questions() if one.kind == "single"]
    first = sum(body.options[0].is_right for body in choices)

    assert 0 < first < len(choices)


def test_pinned_option_keeps_its_place(course: Course, banks: dict[str, Bank]) -> None:
    """An option that is pinned stands where its author put it."""
    concept = course.files["learning-rate"].concept
    assert concept is not None
    (item,) = (item for item in concept.items if item.id == "which-word")
    bodies = [one.body for one in banks["mathml"].questions() if one.item == "learning-rate/which-word"]

    assert 3 == len(bodies)
    for body in bodies:
        assert [option.pinned for option in item.options] == [option.is_pinned for option in body.options]


def test_parts_are_left_out(course: Course) -> None:
    """What is not wanted is not gathered."""
    parts = frozenset({"items", "cards", "interview", "figures"})
    (concept,) = gather(course, Choosing(("simultaneous-update",), without=parts)).concepts

    assert ((), (), (), ()) == (concept.questions, concept.cards, concept.interview, concept.figures)


def test_links_lead_to_pages_or_are_words(tmp_path: Path) -> None:
    """A link is an address of the built pages if that is known, else its words, and a loss."""
    text = CONCEPT.replace("What is $w$ now?", f"What is $w$ now? {ITEM_LINK}")
    rule = CONCEPT.replace("order = 1", "order = 2")
    course = read_course(kit_with(tmp_path, a_step=text, update_rule=rule))
    without = gather(course, Choosing(("a-step",)))
    linked = gather(course, Choosing(("a-step",), pages="https://example.org/"))

    assert "See the rule." in asked(without)["a-step/type-w"].stem
    assert ["links a-step/type-w"] == [f"{loss.code} {loss.where}" for loss in without.losses]
    assert 'href="https://example.org/concepts/update-rule.html"' in asked(linked)["a-step/type-w"].stem
    assert () == linked.losses


def test_all_faults_are_reported(tmp_path: Path) -> None:
    """A concept with faults is not exported, and every fault of it is told."""
    broken = CONCEPT.replace("feedback = 'Yes.'", r"feedback = '$\badmacro$'").replace(
        "'step.w'", "'nothing.w'"
    )
    with pytest.raises(KitError, match="badmacro") as caught:
        gather(read_course(kit_with(tmp_path, a_step=broken)), Choosing())

    assert 2 <= len(caught.value.faults)


# --- asking in another way -------------------------------------------------------------------------------


def ordering(**before: tuple[str, ...]) -> Ordering:
    """Return an ordering of steps with what must come before each."""
    return Ordering(tuple((name, name) for name in before), before, "", "")


def test_stages_say_exactly_which_orders_are_right() -> None:
    """Stages are given only where they mean the same orders; then no right order is lost."""
    weak = ordering(a=(), b=("a",), c=("a",), d=("a", "b", "c"))
    other = ordering(a=(), b=("a",), c=(), d=("a", "b", "c"))

    assert {"a": 1, "b": 2, "c": 2, "d": 3} == adapting.stages(weak)
    assert adapting.stages(other) is None
    for body in (weak, other):
        full = {order for order in permutations("abcd") if ordered_share(order, body.before) == 1}

        assert full == set(adapting.right_orders(body))


def test_a_decimal_is_taken_only_near_the_key() -> None:
    """Where a fraction cannot be typed the range grows, and never reaches a wrong answer."""
    third = Number("1/3", 1 / 3)
    near, is_wider = adapting.accepted_range(third, 0.0, ())
    close = Wrong("", number=Number(None, 1 / 3 + 3e-6))

    assert (5e-05, True) == (near, is_wider)
    assert 1e-06 == adapting.accepted_range(third, 0.0, (close,))[0]
    assert (0.01, False) == adapting.accepted_range(third, 0.01, (close,))
    assert (1e-09, False) == adapting.accepted_range(Number("1/4", 0.25), 0.0, ())


def test_numbers_are_written_for_machines_and_for_people() -> None:
    """A machine gets decimals without an exponent, a person also the fraction."""
    assert ["0.000000001", "-12.5", "100", "1.6e+131"] == [
        adapting.decimal(x) for x in (1e-9, -12.5, 100.0, 1.6e131)
    ]
    assert ["−2.5", "1/3 ≈ 0.333333", "1.41421"] == [
        adapting.spoken(number)
        for number in (Number("-5/2", -2.5), Number("1/3", 1 / 3), Number(None, 2**0.5))
    ]
    assert "0.333" not in adapting.spellings(Number("1/3", 1 / 3), 1e-4)
    assert "1/3" in adapting.spellings(Number("1/3", 1 / 3), 1e-4)


# --- formats, whichever ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_bytes_are_reproducible(name: str, banks: dict[str, Bank]) -> None:
    """The same bank at the same time is the same file, byte for byte."""
    row = FORMATS[name]
    bank = banks[row.notation]

    assert row.write(bank, 1_700_000_000) == row.write(bank, 1_700_000_000)


@pytest.mark.parametrize("name", NAMES)
def test_every_item_is_there_or_said_to_be_left_out(name: str, banks: dict[str, Bank]) -> None:
    """Each item, card, interview question and figure is in the export, or the report says that it is not."""
    row = FORMATS[name]
    made = row.write(banks[row.notation], 1_700_000_000)
    data = report_data(banks[row.notation], name, "file", made.losses)
    left_out = {loss["where"] for loss in data["losses"] if loss["left_out"]}
    items = {question.item for concept in banks["mathml"].concepts for question in concept.questions}
    n_cards = sum(len(concept.cards) for concept in banks["mathml"].concepts)

    assert len(items - left_out) == data["items"]
    assert left_out <= items | set(CONCEPTS)
    assert (0 if name in ("moodle", "qti12", "qti21") else n_cards) == data["cards"]


def test_the_command_knows_every_format() -> None:
    """The command's names are the formats that there are, and its help tells what each is for."""
    rows = [f"  {name:<8}  {FORMATS[name].about}" for name in NAMES]

    assert list(FORMATS) == list(NAMES)
    assert [] == [row for row in rows if row not in EPILOG]


# --- the report ------------------------------------------------------------------------------------------


def test_report_for_people(banks: dict[str, Bank]) -> None:
    """Each kind of loss is one entry with its items, whose ids stay whole; what is left out comes first."""
    losses = [
        Loss("hints", "Hints have no place.", "a/b"),
        Loss("hints", "Hints have no place.", "a/c"),
        Loss("ordering", "Several orders are right.", "gradient-descent/order-of-the-loop", True),
    ]
    text = report_text(report_data(banks["mathml"], "qti12", "f.zip", losses), 36)
    start = text.index("\n")

    assert (
        "\n\nLeft out:\n"
        "  - Several orders are right.\n"
        "      gradient-descent/order-of-the-loop\n"
        "\nLost or changed:\n"
        "  - Hints have no place.\n"
        "      a/b, a/c\n"
    ) == text[start:]


def test_nothing_lost_is_said(banks: dict[str, Bank]) -> None:
    """An export that carries everything says so."""
    text = report_text(report_data(banks["mathml"], "json", "f.json", []), 80)

    assert text.endswith("\nNothing is lost.\n")


# --- the command -----------------------------------------------------------------------------------------


def test_command_writes_the_file_and_the_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file gets the format's name if none is given; the report is JSON if asked for; --strict fails."""
    kit = kit_with(tmp_path, a_step=CONCEPT)
    monkeypatch.chdir(tmp_path)
    result = export("qti12", "--json", "--strict", kit=kit.root)
    data = json.loads(result.output)

    assert ExitCode.NOT_ALL_POINTS == result.return_value
    assert "quiz-qti12.zip" == data["output"]
    assert (2, 4) == (data["items"], data["questions"])
    assert {"tags", "shuffle", "fractions", "expected", "cards"} == {loss["code"] for loss in data["losses"]}
    assert (tmp_path / "quiz-qti12.zip").read_bytes().startswith(b"PK")


def test_command_writes_to_a_pipe(tmp_path: Path) -> None:
    """With -o - the file is on standard output alone, and the report on standard error."""
    kit = kit_with(tmp_path, a_step=CONCEPT)
    result = export("json", "-o", "-", kit=kit.root)

    assert "grader-quiz" == json.loads(result.stdout)["format"]
    assert "standard output: 2 items, 4 questions, 1 card\nNothing is lost.\n" == result.stderr
    assert ExitCode.ALL_POINTS == result.return_value


def test_nothing_is_written_if_it_cannot_be(tmp_path: Path) -> None:
    """A folder that is not there, a concept with faults and an unknown concept are one sentence; no file."""
    kit = kit_with(tmp_path, a_step=CONCEPT, b_step=CONCEPT.replace("'step.w'", "'nothing.w'"))
    target = tmp_path / "quiz.json"
    nowhere = export("json", "a-step", "-o", str(tmp_path / "no" / "quiz.json"), kit=kit.root)
    broken = export("json", "-o", str(target), kit=kit.root)
    unknown = export("json", "a-stop", "-o", str(target), kit=kit.root)

    assert "The export was not written to" in str(nowhere.exception)
    assert isinstance(broken.exception, KitError)
    assert "There is no concept “a-stop”. Did you mean a-step or b-step?" == str(unknown.exception)
    assert not target.exists()


def test_genanki_may_be_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without genanki one sentence says what to install, and what works without."""
    monkeypatch.setitem(sys.modules, "genanki", None)
    result = export("anki", "-o", str(tmp_path / "a.apkg"), kit=kit_with(tmp_path, a_step=CONCEPT).root)

    assert isinstance(result.exception, UsageError)
    assert "pip install 'gradient-descent-grader[anki]'" in str(result.exception)


def test_time_can_be_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH is the time that an export notes."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")

    assert 1_700_000_000 == now()


@pytest.mark.parametrize("text", ["example.org", "javascript:alert(1)", 'https://a/"onclick=', "https://a b"])
def test_address_of_pages_has_to_be_one(text: str) -> None:
    """Only an address on the web is put into links."""
    with pytest.raises(UsageError, match="is no address of pages"):
        web_address(text)
