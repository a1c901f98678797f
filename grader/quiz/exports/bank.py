r"""What is exported, whatever the format: questions with their answers, cards, interview questions, figures.

Every text is HTML, well formed as XML, with mathematics as MathML or as LaTeX between \\( and \\), without
classes, scripts and links that lead nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from grader.quiz.exports.losses import Loss


@dataclass(frozen=True)
class Number:
    """A number: exactly as a fraction where it is rational, and as a float."""

    exact: str | None
    value: float


@dataclass(frozen=True)
class Wrong:
    """A wrong answer that is expected, and what is said about it.

    Attributes
    ----------
    feedback : str
        HTML.
    misconception : str or None
        Its id.
    number : Number or None
        The answer, if it is a number.
    texts : tuple of str
        The answers, if they are texts: typed words, output, or a formula as it is typed.
    html : str
        A formula as it is read.
    """

    feedback: str
    misconception: str | None = None
    number: Number | None = None
    texts: tuple[str, ...] = ()
    html: str = ""


@dataclass(frozen=True)
class Option:
    """One option of a choice."""

    id: str
    html: str
    is_right: bool
    feedback: str
    misconception: str | None = None
    is_pinned: bool = False


@dataclass(frozen=True)
class Choice:
    """One option is taken, or any number of them."""

    options: tuple[Option, ...]
    is_multiple: bool
    is_shuffled: bool = True


@dataclass(frozen=True)
class Numeric:
    """A number is typed."""

    key: Number
    tolerance: float
    right: str
    other: str
    expected: tuple[Wrong, ...]


@dataclass(frozen=True)
class Formula:
    """A formula is typed: `key` as it is typed, `html` as it is read."""

    variables: tuple[tuple[str, str], ...]
    key: str
    html: str
    right: str
    other: str
    expected: tuple[Wrong, ...]


@dataclass(frozen=True)
class Ordering:
    """Steps are put in order.

    Attributes
    ----------
    steps : tuple of (id, HTML)
        In one right order.
    before : mapping of str to tuple of str
        All steps that have to come before each.
    """

    steps: tuple[tuple[str, str], ...]
    before: Mapping[str, tuple[str, ...]]
    right: str
    other: str


@dataclass(frozen=True)
class Left:
    """A left side, with the id of its partner."""

    id: str
    html: str
    partner: str
    feedback: str = ""


@dataclass(frozen=True)
class Matching:
    """Each left side is given its right side; `rights` are (id, HTML), decoys among them."""

    lefts: tuple[Left, ...]
    rights: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CodeLine:
    """A line of code is pointed at; `key` is its number, counted from 1."""

    lines: tuple[str, ...]
    key: int
    right: str
    other: str


@dataclass(frozen=True)
class Output:
    """What code prints is typed."""

    lines: tuple[str, ...]
    key: str
    right: str
    other: str
    expected: tuple[Wrong, ...]


@dataclass(frozen=True)
class Gap:
    """One gap of a text: a word or a number is typed, or one of the choices taken.

    Attributes
    ----------
    choices : tuple of (text, HTML)
        Empty if something is typed.
    accept : tuple of str
        The right texts.
    number : Number or None
        The right number.
    """

    id: str
    right: str
    other: str
    choices: tuple[tuple[str, str], ...] = ()
    accept: tuple[str, ...] = ()
    number: Number | None = None
    tolerance: float = 0.0
    expected: tuple[Wrong, ...] = ()


@dataclass(frozen=True)
class Blanks:
    """A text with gaps; the stem holds `<span data-blank="id"></span>` for each."""

    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class Essay:
    """An interview question: a text is written and compared with a model answer."""

    tier: str
    answer: str
    checklist: tuple[str, ...]


Body = Choice | Numeric | Formula | Ordering | Matching | CodeLine | Output | Blanks | Essay


@dataclass(frozen=True)
class Question:
    """One question that can be asked: an item, or one of an item's variants.

    Attributes
    ----------
    id : str
        `concept/item`; for a variant with `~` and a hash of what is drawn, whatever else is exported.
    item : str
        `concept/item`.
    kind : str
        As docs/quiz-format.md names it; `interview` for an interview question.
    draw : mapping of str to str
        What is drawn; empty for an item without parameters.
    misconceptions : tuple of str
        Those that its answers name.
    """

    id: str
    item: str
    kind: str
    level: str
    points: int
    stem: str
    body: Body
    hint: str = ""
    explanation: str = ""
    draw: Mapping[str, str] = field(default_factory=dict)
    misconceptions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Card:
    """A flash card."""

    id: str
    front: str
    back: str
    misconception: str | None = None


@dataclass(frozen=True)
class Figure:
    """A figure of a lesson: a picture that stands alone."""

    id: str
    svg: str
    caption: str
    alt: str
    labels: tuple[str, ...]

    @property
    def file(self) -> str:
        """The name of its file; ids have no full stops, so that no two figures share one."""
        return f"{self.id.replace('/', '.')}.svg"


@dataclass(frozen=True)
class ConceptBank:
    """What is exported of one concept."""

    id: str
    title: str
    summary: str
    number: int
    questions: tuple[Question, ...]
    interview: tuple[Question, ...]
    cards: tuple[Card, ...]
    figures: tuple[Figure, ...]

    def pools(self) -> list[list[Question]]:
        """Return the questions, those that are variants of one item together."""
        found: dict[str, list[Question]] = {}
        for question in (*self.questions, *self.interview):
            found.setdefault(question.item, []).append(question)
        return list(found.values())


@dataclass(frozen=True)
class Bank:
    """What is exported.

    Attributes
    ----------
    course : str
        A short name of the course that ids begin with, so that two courses never share one.
    concepts : sequence of ConceptBank
        One at a time is in memory, if whoever goes through them keeps none.
    words : mapping of str to str
        The words around the questions.
    losses : tuple of Loss
        What no format carries.
    """

    course: str
    title: str
    language: str
    notation: str
    concepts: Sequence[ConceptBank]
    words: Mapping[str, str]
    losses: tuple[Loss, ...] = ()

    def questions(self) -> Iterator[Question]:
        """Yield every question, also those of interviews."""
        for concept in self.concepts:
            yield from concept.questions
            yield from concept.interview
