"""A round of items: each is asked, marked and explained; those that were not right may be asked again."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from grader.feedback.sentences import number
from grader.languages import say, say_counted, spoken
from grader.maths.misconceptions import CATALOGUE
from grader.quiz.terminal.dialogue import LeftError, put
from grader.quiz.terminal.plain import Block, blocks
from grader.quiz.terminal.question import MisreadError
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from grader.feedback.page import Page
    from grader.quiz.marking import Mark
    from grader.quiz.terminal.dialogue import Dialogue
    from grader.quiz.terminal.question import Question, Remark

SCHEMA = "grader/quiz-take/1"
HELP = sentence("Enter leaves a question open, ? shows a hint, ! the answer, q ends.")
QUIT, HINT, KEY = "q", "?", "!"
OPEN, SHOWN, RIGHT, PARTLY, WRONG = "open", "shown", "right", "partly", "wrong"
_WORDS = {
    OPEN: sentence("left open"),
    SHOWN: sentence("answer shown"),
    RIGHT: sentence("right"),
    PARTLY: sentence("partly right"),
    WRONG: sentence("not yet"),
}
_STYLES = {RIGHT: "green", WRONG: "bold red", PARTLY: "bold"}


@dataclass
class Asked:
    """What has become of one item.

    Attributes
    ----------
    state : str
        `open`, `shown` (its answer was asked for), `right`, `partly` or `wrong`.
    score : float
        Of the last answer, from 0 to 1.
    tries : int
        How often it was answered.
    misconceptions : tuple of str
        Those that the last answer was recognised by.
    """

    question: Question
    state: str = OPEN
    score: float = 0.0
    tries: int = 0
    misconceptions: tuple[str, ...] = ()

    @property
    def max_points(self) -> float:
        """What the item is worth."""
        return float(self.question.item["points"])

    @property
    def points(self) -> float:
        """What was earned, in hundredths as on a page."""
        return round(self.score * self.max_points * 100) / 100


@dataclass
class Taken:
    """A round and how it ended: `done`, `quit`, `end-of-input` or `interrupted`.

    Attributes
    ----------
    asked : list of Asked
        In the order in which they were asked.
    warnings : list of str
        What kept answers from being remembered.
    is_summed_up : bool
        What was reached is shown, and nothing was answered since.
    """

    asked: list[Asked]
    ended: str = "done"
    warnings: list[str] = field(default_factory=list)
    is_summed_up: bool = False

    @property
    def points(self) -> float:
        """Of all items."""
        return round(sum(one.points for one in self.asked), 2)

    @property
    def max_points(self) -> float:
        """Of all items."""
        return sum(one.max_points for one in self.asked)


def take(
    questions: Sequence[Question],
    dialogue: Dialogue,
    remember: Callable[[Question, float, tuple[str, ...]], str],
) -> Taken:
    """Ask items until all are answered or the learner leaves, and show what was reached.

    Parameters
    ----------
    questions : sequence of Question
        In the order in which they are asked.
    dialogue : Dialogue
        With whom.
    remember : callable
        Takes a question, its score and the mistakes that were recognised; returns a warning or nothing.
    """
    taken = Taken([Asked(question) for question in questions])
    try:
        dialogue.say(spoken(HELP), style="dim")
        _round(taken, taken.asked, dialogue, remember)
        while again := [one for one in taken.asked if one.state in (WRONG, PARTLY)]:
            _show_results(taken, dialogue)
            if not _wants_again(len(again), dialogue):
                break
            _round(taken, again, dialogue, remember)
    except LeftError as left:
        taken.ended = left.how
    except KeyboardInterrupt:
        taken.ended = "interrupted"
    if not taken.is_summed_up:
        _show_results(taken, dialogue)
    return taken


def _wants_again(count: int, dialogue: Dialogue) -> bool:
    prompt = say_counted(
        "Enter asks the one that was not right once more, q ends",
        "Enter asks the {count} that were not right once more, q ends",
        count,
    )
    return dialogue.ask(prompt).lower() != QUIT


def _round(
    taken: Taken,
    asked: Sequence[Asked],
    dialogue: Dialogue,
    remember: Callable[[Question, float, tuple[str, ...]], str],
) -> None:
    for place, one in enumerate(asked, start=1):
        _show_question(one, place, len(asked), dialogue)
        given = _answered(one, dialogue)
        if given is None:
            continue
        answer, mark = given
        taken.is_summed_up = False
        one.tries += 1
        one.score, one.misconceptions = mark.score, mark.misconceptions
        one.state = RIGHT if mark.score == 1 else PARTLY if mark.score > 0 else WRONG
        _tell(one, one.question.remarks(answer, mark), dialogue)
        warning = remember(one.question, mark.score, mark.misconceptions)
        if warning and warning not in taken.warnings:
            taken.warnings.append(warning)


def _show_question(one: Asked, place: int, count: int, dialogue: Dialogue) -> None:
    item = one.question.item
    page = dialogue.page()
    page.line("")
    page.wrapped(say("Question {number} of {count}", number=place, count=count), indent=0, style="bold")
    page.wrapped(item["id"], indent=0, style="dim")
    page.blank()
    put(page, one.question.stem(), indent=0)
    body = one.question.body()
    if body:
        page.blank()
        put(page, body, indent=2)
    page.blank()
    dialogue.show(page)
    dialogue.say("")


def _answered(one: Asked, dialogue: Dialogue) -> tuple[Any, Mark] | None:
    """Return an answer and what it is worth; None if the question stays open or its answer was asked for."""
    question = one.question
    while True:
        typed: list[str] = []
        for prompt in question.prompts:
            line = dialogue.ask(spoken(prompt))
            if line.lower() == QUIT:
                raise LeftError("quit")
            if not line or line in (HINT, KEY):
                break
            typed.append(line)
        if len(typed) == len(question.prompts):
            try:
                answer = question.read(typed)
            except MisreadError as error:
                dialogue.say(spoken(error.args[0]))
                continue
            return answer, question.marked(answer)
        if line == HINT:
            _show_hint(question, dialogue)
            continue
        if line == KEY:
            one.state, one.score = SHOWN, 0.0
            _show_key(question, dialogue)
        elif not one.tries:
            one.state = OPEN
        return None


def _show_hint(question: Question, dialogue: Dialogue) -> None:
    page = dialogue.page()
    hint = question.html(question.item["hint"])
    put(page, blocks(hint) if hint else [Block(say("There is no hint; ! shows the answer."))], indent=2)
    dialogue.show(page)


def _show_key(question: Question, dialogue: Dialogue) -> None:
    page = dialogue.page()
    page.wrapped(say("Answer: {key}", key=spoken(question.key())), indent=2)
    if question.item.get("right"):
        put(page, blocks(question.html(question.item["right"])), indent=2)
    _explain(question, page)
    dialogue.show(page)


def _tell(one: Asked, remarks: Sequence[Remark], dialogue: Dialogue) -> None:
    """Show whether an answer is right, and what is said about it."""
    page = dialogue.page()
    page.blank()
    if one.state == PARTLY:
        word = say("Partly right: {points}.", points=_of(one.points, one.max_points))
    else:
        word = say("Correct.") if one.state == RIGHT else say("Not yet.")
    page.wrapped(word, indent=0, style=_STYLES[one.state])
    for remark in remarks:
        put(page, _worded(remark), indent=2, label=remark.label)
        if remark.misconception in CATALOGUE:
            title = spoken(CATALOGUE[remark.misconception].title)
            page.wrapped(f"{remark.misconception}: {title}", indent=4, style="bold")
            more = say("More: grader quiz open {misconception}", misconception=remark.misconception)
            page.wrapped(more, indent=4, style="dim")
    if one.state == RIGHT:
        _explain(one.question, page)
    dialogue.show(page)


def _worded(remark: Remark) -> list[Block]:
    """Return what is said, with a word before it about whether that part of the answer was right."""
    said = blocks(remark.html) or [Block("")]
    verdict = spoken(remark.verdict)
    if said[0].is_code:
        return [Block(verdict), *said]
    return [Block(f"{verdict} {said[0].text}".strip(), said[0].label), *said[1:]]


def _explain(question: Question, page: Page) -> None:
    explanation = question.html(question.item["explanation"])
    if explanation:
        put(page, blocks(explanation), indent=2)


def _of(points: float, max_points: float) -> str:
    return say_counted(
        "{points} of {max_points} point",
        "{points} of {max_points} points",
        max_points,
        points=number(points),
        max_points=number(max_points),
    )


def _show_results(taken: Taken, dialogue: Dialogue) -> None:
    """Show points, and how often each thing has become of an item."""
    taken.is_summed_up = True
    page = dialogue.page()
    page.line("")
    states = [one.state for one in taken.asked]
    parts = [f"{states.count(state)} {spoken(word)}" for state, word in _WORDS.items() if state in states]
    page.wrapped(f"{_of(taken.points, taken.max_points)}: {', '.join(parts)}.", indent=0, style="bold")
    named = list(dict.fromkeys(name for one in taken.asked for name in one.misconceptions))
    if named:
        page.wrapped(say("Mistakes met: {names}.", names=", ".join(named)), indent=0)
        page.wrapped(say("“grader cards” puts cards about them first."), indent=0, style="dim")
    dialogue.show(page)


def to_json(taken: Taken, seed: str, *, ascii_only: bool = False) -> str:
    """Return a round as JSON text with a last newline."""
    values: dict[str, Any] = {
        "schema": SCHEMA,
        "seed": seed,
        "ended": taken.ended,
        "points": taken.points,
        "max_points": taken.max_points,
        "items": [
            {
                "item": one.question.item["id"],
                "kind": one.question.item["kind"],
                "seed": one.question.seed,
                "state": one.state,
                "score": one.score,
                "points": one.points,
                "max_points": one.max_points,
                "tries": one.tries,
                "misconceptions": list(one.misconceptions),
            }
            for one in taken.asked
        ],
    }
    return json.dumps(values, indent=2, ensure_ascii=ascii_only, allow_nan=False) + "\n"
