"""The shape of a concept's TOML file, as pydantic models; the JSON Schema for editors is made from them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema


def _exact(value: Any) -> Any:
    """Return a number of a source file exactly: 0.1 is 1/10, and so is '1/10'."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str | Fraction):
        raise ValueError("a number, or a fraction as in '1/3'")
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError("a finite number")
    try:
        return Fraction(value)
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"a number, or a fraction as in '1/3', not “{value}”") from None


def _exact_array(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple(_exact_array(part) for part in value)
    return _exact(value)


def _expression(value: Any) -> Any:
    """Return an expression as text; a bare number is one."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(value)
    return value


_NUMBER_SCHEMA: dict[str, Any] = {"type": ["number", "string"]}

Number = Annotated[Fraction, BeforeValidator(_exact), WithJsonSchema(_NUMBER_SCHEMA)]
#: A number, or an array of numbers of any depth as nested tuples of Fraction.
Given = Annotated[Any, BeforeValidator(_exact_array), WithJsonSchema({"type": ["number", "string", "array"]})]
#: Arithmetic over given and computed values, see `grader.quiz.expressions`.
Expression = Annotated[str, BeforeValidator(_expression), WithJsonSchema(_NUMBER_SCHEMA)]
#: Markdown with $…$, and {{ … }} for values.
Text = Annotated[str, StringConstraints(min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]\w*$")]
OneOrMore = Annotated[
    tuple[str, ...],
    BeforeValidator(lambda value: (value,) if isinstance(value, str) else value),
    WithJsonSchema({"type": ["string", "array"], "items": {"type": "string"}}),
]


class Source(BaseModel):
    """A table of a concept's file: unknown keys are faults, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class OracleCall(Source):
    """A computed value: what the grader's oracle gives for a problem at a point.

    Attributes
    ----------
    compute : str
        `cost`, `gradient`, `update` (one step), `path` (the iterates, the start first), `costs` (J along
        the path), or `function` (a function that the problem states as a formula).
    problem : str
        An exercise; the concept's own `problem` if left out.
    cost : str
        Which of the problem's costs, where it has several.
    function : str
        For `compute = "function"`: such as `update_adagrad`.
    at : table
        What each argument of the problem is: an expression, a number or an array. An argument that is
        left out takes the value of the same name.
    steps : expression
        For `path` and `costs`.
    mistake : id or ids
        Misconceptions of the catalogue: the value is what the mistaken code computes.
    detail : list of str
        Which variant of the mistake, where there are several: for `sequential-update` the order.
    """

    compute: Literal["cost", "gradient", "update", "path", "costs", "function"]
    problem: str | None = None
    cost: str | None = None
    function: str | None = None
    at: dict[Name, Any] = Field(default_factory=dict)
    steps: Expression = "1"
    mistake: OneOrMore = ()
    detail: OneOrMore = ()


def _value(value: Any) -> Any:
    return _expression(value)


Value = Annotated[OracleCall | str, BeforeValidator(_value)]


class Valued(Source):
    """What may state values of its own beside those of the concept."""

    given: dict[Name, Given] = Field(default_factory=dict)
    values: dict[Name, Value] = Field(default_factory=dict)


class Option(Source):
    """One option of a choice."""

    id: Id | None = None
    text: Text | None = None
    formula: str | None = None
    right: bool = False
    misconception: Id | None = None
    feedback: Text
    value: Expression | None = None
    pinned: bool = False


class Recognised(Source):
    """A wrong answer that is expected, and what is said about it."""

    value: Expression | None = None
    text: OneOrMore = ()
    replace: tuple[str, str] | None = None
    misconception: Id | None = None
    feedback: Text


class BaseItem(Valued):
    """What every kind of item has."""

    id: Id
    stem: Text
    points: int = Field(default=1, ge=1, le=10)
    level: Literal["recall", "apply", "explain"] = "apply"
    parameters: dict[Name, Annotated[tuple[Number, ...], Field(min_length=2)]] = Field(default_factory=dict)
    require: tuple[str, ...] = ()
    hint: Text | None = None
    explanation: Text | None = None


class ChoiceItem(BaseItem):
    """One right option (`single`), or any number of them (`multiple`)."""

    kind: Literal["single", "multiple"]
    options: Annotated[tuple[Option, ...], Field(min_length=2)]
    shuffle: bool = True


class NumericItem(BaseItem):
    """A number is typed; wrong numbers that are expected are recognised."""

    kind: Literal["numeric"]
    key: Expression
    tolerance: Number = Fraction(0)
    digits: int | None = Field(default=None, ge=0, le=12)
    right: Text
    other: Text
    expected: tuple[Recognised, ...] = ()


class FormulaItem(BaseItem):
    """A formula is typed; it is compared with the key at points that are worked out beforehand."""

    kind: Literal["formula"]
    key: Expression
    variables: dict[Name, str]
    right: Text
    other: Text
    expected: tuple[Recognised, ...] = ()


class Step(Source):
    """One step to be put in order."""

    id: Id
    text: Text
    after: tuple[Id, ...] = ()


class OrderingItem(BaseItem):
    """Steps are put in order; what does not depend on one another may stand in any order."""

    kind: Literal["ordering"]
    steps: Annotated[tuple[Step, ...], Field(min_length=3, max_length=9)]
    right: Text
    other: Text


class Pair(Source):
    """Two texts that belong together."""

    id: Id
    left: Text
    right: Text
    feedback: Text


class MatchingItem(BaseItem):
    """Each left side is given its right side; decoys belong to none."""

    kind: Literal["matching"]
    pairs: Annotated[tuple[Pair, ...], Field(min_length=2, max_length=8)]
    decoys: tuple[Text, ...] = ()


class CodeItem(BaseItem):
    """A line of code is pointed at (`line`), or what the code prints is typed (`output`).

    Attributes
    ----------
    answer : str
        For `line`: the line that is meant, as it stands in the code.
    exercise, misconception : str
        For `line`: the code is a submission for this exercise, and the grader must diagnose this
        misconception in it and point at that line.
    """

    kind: Literal["code"]
    ask: Literal["line", "output"]
    code: Text
    answer: str | None = None
    exercise: str | None = None
    misconception: Id | None = None
    right: Text
    other: Text
    expected: tuple[Recognised, ...] = ()


class Blank(Source):
    """One gap in a stem, written `[[id]]` there: a text or a number is typed, or one of the choices taken."""

    id: Id
    accept: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    value: Expression | None = None
    tolerance: Number = Fraction(0)
    right: Text
    other: Text
    expected: tuple[Recognised, ...] = ()


class BlankItem(BaseItem):
    """A text with gaps."""

    kind: Literal["blank"]
    blanks: Annotated[tuple[Blank, ...], Field(min_length=1)]


Item = Annotated[
    ChoiceItem | NumericItem | FormulaItem | OrderingItem | MatchingItem | CodeItem | BlankItem,
    Field(discriminator="kind"),
]


class Card(Valued):
    """A flash card."""

    id: Id
    front: Text
    back: Text
    misconception: Id | None = None


class Interview(Valued):
    """An interview question with a model answer and what a good answer should have said."""

    id: Id
    tier: Literal["beginner", "intermediate", "expert"]
    question: Text
    answer: Text
    checklist: Annotated[tuple[Text, ...], Field(min_length=2)]


class Annotation(Source):
    """A remark on one line of the reference solution."""

    line: str
    note: Text


class Section(Valued):
    """One section of the lesson.

    Attributes
    ----------
    exercise, notes
        For a `walkthrough`: the exercise whose reference solution is shown, and the remarks on its lines.
    function : str
        The function of it that is shown; the whole file if left out.
    """

    kind: Literal["text", "refresher", "worked-example", "table", "code", "walkthrough"] = "text"
    heading: Text
    text: Text
    exercise: str | None = None
    function: str | None = None
    notes: tuple[Annotation, ...] = ()


class Symbol(Source):
    """One line of the symbol legend."""

    symbol: Text
    meaning: Text


class DrawnPath(Source):
    """One path of a figure."""

    label: Text
    steps: int | None = Field(default=None, ge=1, le=500)
    mistake: OneOrMore = ()
    detail: OneOrMore = ()
    at: dict[Name, Any] = Field(default_factory=dict)


class Figure(Valued):
    """A figure that is computed: a path on contours, a path on a curve, the cost along a path.

    A figure stands in the lesson where a paragraph says `[[figure:name]]`. On a curve, `tangent` draws the
    slope at the start of each path.
    """

    name: Id
    kind: Literal["contours", "curve", "costs"]
    caption: Text
    alt: Text
    problem: str | None = None
    cost: str | None = None
    steps: int = Field(default=10, ge=1, le=500)
    paths: Annotated[tuple[DrawnPath, ...], Field(min_length=1, max_length=6)]
    axes: tuple[str, ...] = ()
    low: tuple[Number, ...] = ()
    high: tuple[Number, ...] = ()
    tangent: bool = False


class Lab(Source):
    """A link to one of the kit's labs, with what it starts with.

    It stands in the lesson where a paragraph says `[[lab:name]]`, else at its end.

    Attributes
    ----------
    lab : str
        A file of `quizzes/labs/`.
    given : table
        The lab's settings, such as `alpha`, `steps` and `start0`.
    mistake : str
        A misconception that the lab shows first.
    """

    name: Id
    lab: Id
    caption: Text
    given: dict[Name, Number] = Field(default_factory=dict)
    mistake: Id | None = None


class Concept(Valued):
    """One concept: a lesson, items, cards and interview questions."""

    title: Text
    summary: Text
    order: int = Field(ge=1)
    requires: tuple[Id, ...] = ()
    exercises: tuple[str, ...] = ()
    misconceptions: tuple[Id, ...] = ()
    problem: str | None = None
    legend: tuple[Symbol, ...] = ()
    lesson: Annotated[tuple[Section, ...], Field(min_length=1)]
    figures: tuple[Figure, ...] = ()
    labs: tuple[Lab, ...] = ()
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
    cards: Annotated[tuple[Card, ...], Field(min_length=1)]
    interview: tuple[Interview, ...] = ()
