"""Quizzes in the terminal: formulas as text, every kind of item, a round and how it ends."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from grader.__main__ import main
from grader.cli import grader
from grader.errors import ExitCode
from grader.feedback.characters import to_ascii
from grader.kit import find_kit
from grader.progress import read_answers, read_met
from grader.quiz.course import read_course
from grader.quiz.latex import mathml
from grader.quiz.markup import Compiler, Holes
from grader.quiz.terminal.choosing import Wish, choose
from grader.quiz.terminal.dialogue import Dialogue, put
from grader.quiz.terminal.plain import Block, blocks, line
from grader.quiz.terminal.question import MisreadError
from grader.quiz.terminal.taking import Taken, take
from grader.quiz.terminal.typed_formula import read_formula
from tests.quiz_kit import CONCEPT, kit_with

if TYPE_CHECKING:
    from pathlib import Path

    from grader.quiz.terminal.question import Question


@pytest.fixture(scope="module")
def questions() -> dict[str, Question]:
    """The items of the concept that uses every kind, at one variant each."""
    found = choose(read_course(find_kit()), Wish("simultaneous-update", None, False, "k3f9"), {})
    return {question.item["id"].partition("/")[2]: question for question in found}


# --- formulas ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "latex"),
    [
        ("w := w − α ∂J/∂w", r"w := w - \alpha \frac{\partial J}{\partial w}"),
        ("J = 1/(2m) Σᵢ₌₁ᵐ (w xᵢ + b − yᵢ)²", r"J = \frac{1}{2m} \sum_{i=1}^{m} (w x_i + b - y_i)^2"),
        ("1/m Σᵢ |eᵢ|", r"\frac{1}{m} \sum_i |e_i|"),
        ("(J(w + h) − J(w − h))/(2h)", r"\frac{J(w + h) - J(w - h)}{2h}"),
        ("dL/dw = 2w", r"\frac{dL}{dw} = 2w"),
        ("∂²J/∂w²", r"\frac{\partial^2 J}{\partial w^2}"),
        ("wₜ₊₁ = wₜ − 0.1 · 3", r"w_{t+1} = w_t - 0.1 \cdot 3"),
        ("(−8/3, −1)", r"(-\frac{8}{3}, -1)"),
        ("10⁻⁸", "10^{-8}"),
        ("θ⁽ⁱ⁾", r"\theta^{(i)}"),
        ("√(s + ε) ≠ √s + ε", r"\sqrt{s + \epsilon} \ne \sqrt{s} + \epsilon"),
        ("ŷ", r"\hat{y}"),
        ("|−3| + ‖θ‖²", r"|-3| + \|\theta\|^2"),
        ("cos((π t)/T)", r"\cos\frac{\pi t}{T}"),
        ("w_new", "w_{new}"),
        ("x^(a + b)", "x^{a + b}"),
    ],
)
def test_formulas_in_one_line(expected: str, latex: str) -> None:
    """A formula is one line that is read as it was meant: indices, powers, fractions, signs."""
    html = mathml(latex)
    shown = line(html).replace("\u00a0", " ")

    assert expected in (shown, shown.replace("y\u0302", "ŷ"))


def test_formulas_in_ascii() -> None:
    """In a terminal without our signs a sum in an index stands in brackets."""
    assert "w_(t+1) := w_t - alpha dJ/dw" == to_ascii("wₜ₊₁ := wₜ − α ∂J/∂w")
    assert "10^-8" == to_ascii("10⁻⁸")


def test_blocks() -> None:
    """Paragraphs, lists, tables and code keep their shape; code is not wrapped into prose."""
    html = (
        "<p>One <em>two</em>\nthree.</p><ul><li>a</li><li>b</li></ul>"
        "<pre><code>w = 1\n  b = 2\n</code></pre>"
        "<table><thead><tr><th>n</th><th>w</th></tr></thead><tbody><tr><td>10</td><td>3</td></tr></tbody></table>"
    )
    expected = [
        Block("One *two* three."),
        Block("a", "• "),
        Block("b", "• "),
        Block("w = 1\n  b = 2", is_code=True),
        Block("n   w\n10  3", is_code=True),
    ]

    assert expected == blocks(html)


def test_long_code_goes_on_further_in() -> None:
    """A line of code that is too long goes on further in than the next line begins."""
    out: list[str] = []
    dialogue = Dialogue(out.append, lambda: "", width=40)
    page = dialogue.page()
    code = "    dj_dw, _ = compute_gradient(x, y, w, b)\n    w = w - alpha * dj_dw"
    put(page, [Block(code, "2  ", is_code=True)], indent=2)
    dialogue.show(page)

    assert (
        "  2      dj_dw, _ = compute_gradient(x,\n             y, w, b)\n         w = w - alpha * dj_dw\n"
        == "".join(out)
    )


# --- items ---------------------------------------------------------------------------------------------


def typed_key(question: Question) -> list[str]:
    """Return what is typed at each prompt by whoever was shown the answer."""
    key = question.key()
    if question.item["kind"] == "blank":
        return re.findall(r"\(\d+\) (.*?)(?=, \(|$)", key)
    return [key.removeprefix("line ")]


def test_every_kind_takes_its_own_answer(questions: dict[str, Question]) -> None:
    """What is shown as the answer of an item is right when it is typed, whatever the kind."""
    kinds = set()
    for question in questions.values():
        kinds.add(question.item["kind"])
        answer = question.read(typed_key(question))

        assert 1 == question.marked(answer).score, question.item["id"]
    assert {"single", "multiple", "numeric", "formula", "ordering", "matching", "code", "blank"} == kinds


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("b-after-one-step", "ab"),
        ("b-after-one-step", "z"),
        ("type-b", "__import__('os')"),
        ("type-the-update", "b - alpha * "),
        ("type-the-update", "b - eta * db"),
        ("type-the-update", "().__class__"),
        ("order-of-a-step", "a b c"),
        ("order-of-a-step", "a a b c d"),
        ("what-each-computes", "1a 2b"),
        ("what-each-computes", "1a 2b 3z"),
        ("what-each-computes", "1a 1b 3c"),
        ("find-the-line", "99"),
    ],
)
def test_no_answer_costs_nothing(questions: dict[str, Question], name: str, typed: str) -> None:
    """What cannot be meant as an answer is refused with a sentence, and not marked."""
    with pytest.raises(MisreadError) as caught:
        questions[name].read([typed])

    assert re.fullmatch(r"[A-Z“].*[.]", str(caught.value))


@pytest.mark.parametrize(
    ("typed", "formula"),
    [
        ("2w", "2*w"),
        ("2·w − αw²", "2*w-alpha*w^2"),
        ("(w + b)(w - b)", "(w+b)*(w-b)"),
        ("+w + .5 b", "w+0.5*b"),
        ("1/2w**3", "1/2*w^3"),
        ("λ ln(w)", "lambda_*log(w)"),
    ],
)
def test_formulas_are_typed_as_on_pages(typed: str, formula: str) -> None:
    """A product needs no sign, a power and a Greek letter may be typed as they are."""
    assert formula == read_formula(typed, ["w", "b", "alpha", "lambda_"])


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("6t+", "“6t+” is incomplete: something is missing after “+” at its end."),
        ("6(t", "“6(t” is incomplete: a bracket is opened and not closed."),
        ("6t)", "There is a “)” where it cannot stand."),
        ("6*/t", "There is a “/” where it cannot stand."),
        ("t = 6", "Type only the right side, without an equals sign."),
        ("0,5t", "Write decimals with a point: 0.25."),
        ("6s", "“s” is not among the names: t."),
        ("1e999999999", "“e999999999” is not among the names: t."),
        ("-" * 100 + "t", "The formula has too many signs or brackets inside one another."),
        (" ", "Type a formula first."),
    ],
)
def test_what_is_wrong_with_a_formula(typed: str, sentence: str) -> None:
    """A formula that cannot be read is answered by one sentence that says what is wrong with it."""
    with pytest.raises(MisreadError) as caught:
        read_formula(typed, ["t"])

    assert sentence == str(caught.value)


def test_ways_to_type(questions: dict[str, Question]) -> None:
    """Letters may be apart or not; pairs may be letters alone, in the order of the numbers."""
    several, pairs = questions["which-are-simultaneous"], questions["what-each-computes"]

    assert several.read(["ac"]) == several.read(["A, c)"])
    assert [] == several.read(["none"])
    assert pairs.read(["1c 2a 3b"]) == pairs.read(["3-b, 1-c, 2-a"]) == pairs.read(["c a b"])


def test_partial_points_and_feedback(questions: dict[str, Question]) -> None:
    """Each option taken and each gap is spoken of by itself, with a word about whether it was right."""
    several, gaps = questions["which-are-simultaneous"], questions["fill-the-gap"]
    taken = ["temporaries", "only-one"]
    said = several.remarks(taken, several.marked(taken))
    filled = {"which": "new", "number": "-0.4"}
    mark = gaps.marked(filled)
    about_gaps = gaps.remarks(filled, mark)

    assert 0.5 == several.marked(taken).score
    assert {"Holds.", "Does not hold.", ""} == {remark.verdict for remark in said}
    assert "1 more holds." == said[-1].html
    assert ["Wrong.", "Wrong."] == [remark.verdict for remark in about_gaps]
    assert "gradient-ascent" == about_gaps[1].misconception


# --- a round -------------------------------------------------------------------------------------------


def talk(
    questions: list[Question], lines: list[str | type[BaseException]], width: int = 40
) -> tuple[Taken, str]:
    """Return a round in which these lines are typed, and all that was shown."""
    out: list[str] = []
    waiting = iter(lines)

    def read() -> str:
        typed = next(waiting, EOFError)
        if isinstance(typed, type):
            raise typed
        return f"{typed}\n"

    taken = take(questions, Dialogue(out.append, read, width=width, is_echoed=True), lambda *_: "")
    return taken, "".join(out)


def test_a_round(questions: dict[str, Question]) -> None:
    """Answers are marked and explained; those that were not right are asked once more, as they were."""
    asked = [questions["type-b"], questions["type-the-update"]]
    wrong = asked[0].variant["expected"][0]["exact"]
    taken, shown = talk(asked, ["no", wrong, "b - alpha*db", "", typed_key(asked[0])[0]])

    assert ("done", 2, 2) == (taken.ended, taken.points, taken.max_points)
    assert [2, 1] == [one.tries for one in taken.asked]
    assert "Type a number, such as 0.4, -2/5 or 4e-1." in " ".join(shown.split())
    assert "More: grader quiz open" in shown
    assert "1 of 2 points: 1 right, 1 not yet." in shown
    assert "2 of 2 points: 2 right." in shown
    assert max(map(len, shown.splitlines())) <= 40


@pytest.mark.parametrize(
    ("expected", "lines"),
    [
        ("quit", ["q"]),
        ("end-of-input", []),
        ("interrupted", [KeyboardInterrupt]),
        ("end-of-input", [EOFError]),
    ],
)
def test_every_way_out(
    questions: dict[str, Question], expected: str, lines: list[str | type[BaseException]]
) -> None:
    """q, Ctrl-D and Ctrl-C end a round; what was done is summed up once."""
    asked = [questions["type-the-update"], questions["type-b"]]
    taken, shown = talk(asked, ["b - alpha*db", *lines])

    assert expected == taken.ended
    assert 1 == shown.count("1 of 2 points: 1 left open, 1 right.")


def test_hint_and_answer(questions: dict[str, Question]) -> None:
    """An exclamation mark shows the answer, which then earns nothing; Enter leaves a question open."""
    asked = [questions["type-the-update"], questions["type-b"]]
    taken, shown = talk(asked, ["?", "!", ""])

    assert ["shown", "open"] == [one.state for one in taken.asked]
    assert "There is no hint" in shown
    assert "Answer: b - alpha*db" in shown.replace(" * ", "*")


# --- the command ---------------------------------------------------------------------------------------


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A kit with one small concept, and a learner who has answered nothing."""
    monkeypatch.setenv("GRADER_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("COLUMNS", "40")
    return kit_with(tmp_path, one=CONCEPT)


def run(kit: Any, *arguments: str, typed: str = "") -> Any:
    """Run `grader quiz take` on a kit with something piped in."""
    return CliRunner().invoke(grader, ["quiz", "take", *arguments, "--kit", str(kit.root)], input=typed)


def test_command_remembers(kit: Any) -> None:
    """A wrong answer is remembered with its mistake; --only-wrong asks it again at the same variant."""
    first = run(kit, "one", "--n", "2", typed="a\n0\n")
    answers, _ = read_answers(kit.id)
    wrong = {name for name, one in answers.items() if one.last < 1}
    again = run(kit, "--only-wrong", "--json", typed="q\n")
    values = json.loads(again.stdout)

    assert ExitCode.ALL_POINTS == first.exit_code == again.exit_code
    assert {"one/which-w", "one/type-w"} == set(answers)
    assert wrong == {item["item"] for item in values["items"]}
    assert ["quit", 0] == [values["ended"], values["points"]]
    assert all(answers[item["item"]].seed == item["seed"] for item in values["items"])


def test_mistake_of_an_item_is_met(kit: Any) -> None:
    """An answer that a misconception explains counts as having met it."""
    question = choose(read_course(kit), Wish("one", None, False, "s"), {})[1]
    uphill = question.variant["expected"][0]["exact"]
    run(kit, "one", "--seed", "s", typed=f"\n{uphill}\n")

    assert ["gradient-ascent"] == list(read_met(kit.id))


def test_json_is_alone_on_standard_output(kit: Any) -> None:
    """With --json standard output is JSON and nothing else; the questions are on standard error."""
    result = run(kit, "one", "--seed", "s", "--json", typed="!\n")

    assert ["shown", "open"] == [item["state"] for item in json.loads(result.stdout)["items"]]
    assert "Question 1 of 2" in result.stderr


@pytest.mark.parametrize(
    ("expected", "arguments"),
    [
        (
            "There is no concept “simultanous-update”. Did you mean simultaneous-update?",
            ["simultanous-update"],
        ),
        ("None of the items that you answered is wrong; leave out --only-wrong", ["--only-wrong"]),
    ],
)
def test_nothing_to_ask(
    kit: Any, expected: str, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A name that is nearly right, or nothing to repeat, is one sentence."""
    assert ExitCode.USAGE == main(["quiz", "take", *arguments])
    assert expected in capsys.readouterr().err


def test_long_formula_is_one_line_of_text() -> None:
    """A formula that pages may break before its relations reads as one in the terminal."""
    compiler = Compiler(Holes())
    (block,) = blocks(compiler.block(r"On ($f(x) = 2 x^4 - 2 x^2 + 3 x + 2 \approx y$) and $w = 1$, “$=$”."))

    assert "On (f(x) = 2x⁴ − 2x² + 3x + 2 ≈ y) and w = 1, “=”." == block.text.replace("\u00a0", " ")
