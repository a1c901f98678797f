"""What the page about a misconception shows: what the code computes, in formulas, in code and as a path."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from grader.errors import Fault, KitError
from grader.feedback.applications import applications
from grader.judge.procedure import load_procedures
from grader.maths.cache import derivation_of
from grader.maths.misconceptions import CATALOGUE, GROUPS
from grader.quiz.expressions import ExpressionError
from grader.quiz.figures import draw_figure
from grader.quiz.lessons import figure_legend, figure_table
from grader.quiz.lines import Lines
from grader.quiz.source import Concept, Figure
from grader.toml_document import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grader.feedback.applications import Application
    from grader.kit import Exercise
    from grader.quiz.course import Course

#: So many exercises are shown, the others are named.
MAX_PLACES = 3

#: Where a path is drawn, tried in this order: a cost of two parameters, or of one.
_DRAWN_ON: Sequence[tuple[str, str, dict[str, Any]]] = (
    (
        "contours",
        "ex03",
        {"x": (1, 2, 4), "y": (3, 4, 7), "w": "-1/2", "b": 2, "alpha": "1/10"},
    ),
    ("curve", "ex01", {"w": 4, "alpha": "1/10"}),
)
STEPS = 8


@dataclass(frozen=True)
class Mistake:
    """A mistake made by hand in a reference solution, see `quizzes/mistakes/code.toml`.

    Attributes
    ----------
    exercise : Exercise
        Whose reference is changed.
    source : str
        The whole file with the mistake.
    right, wrong : tuple of (int, str, bool)
        Lines around the difference: number, text, and whether the line differs.
    """

    exercise: Exercise
    source: str
    right: tuple[tuple[int, str, bool], ...]
    wrong: tuple[tuple[int, str, bool], ...]


class MistakePages:
    """Everything that misconception pages show, worked out when it is first asked for."""

    def __init__(self, course: Course) -> None:
        self.course = course

    @cached_property
    def places(self) -> dict[str, list[tuple[Exercise, Application]]]:
        """Where each misconception can be met, in the order of the exercises."""
        found: dict[str, list[tuple[Exercise, Application]]] = {name: [] for name in CATALOGUE}
        for stem in self.course.kit.stems:
            try:
                exercise = self.course.kit.exercise(stem)
            except KitError:
                continue  # a fault in one exercise keeps nobody from reading about the others
            stated = {name: [*one.wrong] for name, one in load_procedures(exercise.procedures).items()}
            for name, there in applications(exercise, derivation_of(exercise.problem), stated).items():
                found[name] += [(exercise, application) for application in there]
        return found

    @cached_property
    def mistakes(self) -> dict[str, Mistake]:
        """The kit's mistakes in code, by misconception; raises KitError with the faults of its file."""
        return read_mistakes(self.course)

    def shown_places(self, name: str) -> list[dict[str, Any]]:
        """Return where a misconception computes something else, the formulas line by line."""
        told = [(e, a) for e, a in self.places[name] if any(a.mistaken)]
        return [
            {
                "exercise": {"id": exercise.short, "title": exercise.title},
                "function": application.function,
                "right": list(application.right),
                "mistaken": [list(lines) for lines in application.mistaken if lines][:3],
            }
            for exercise, application in told[:MAX_PLACES]
        ]

    def exercises(self, name: str) -> list[dict[str, str]]:
        """Return the exercises in which a misconception can be met."""
        found = {exercise.short: exercise.title for exercise, _ in self.places[name]}
        return [{"id": short, "title": title} for short, title in found.items()]

    def code(self, name: str) -> dict[str, Any] | None:
        """Return right and wrong code with the differing lines marked; None if none was written."""
        mistake = self.mistakes.get(name)
        if mistake is None:
            return None

        def lines(rows: Sequence[tuple[int, str, bool]]) -> list[dict[str, Any]]:
            return [{"number": number, "code": code, "marked": marked} for number, code, marked in rows]

        exercise = {"id": mistake.exercise.short, "title": mistake.exercise.title}
        return {"exercise": exercise, "right": lines(mistake.right), "wrong": lines(mistake.wrong)}

    def figure(self, name: str, strings: Mapping[str, str]) -> str | None:
        """Return the right path and the mistaken one as a figure; None if the mistake draws no path here."""
        for kind, problem, given in _DRAWN_ON:
            concept = Concept.model_construct(given={}, values={}, problem=problem)
            figure = Figure.model_validate(
                {
                    "name": name,
                    "kind": kind,
                    "caption": strings["misconception.figure"],
                    "alt": strings["misconception.figure-alt"],
                    "problem": problem,
                    "given": given,
                    "steps": STEPS,
                    "paths": [
                        {"label": strings["misconception.right-path"]},
                        {"label": name, "mistake": name},
                    ],
                }
            )
            try:
                drawn = draw_figure(concept, figure, self.course.workshop)
            except ExpressionError:
                continue
            if drawn.rows and all(
                row[1 : len(row) // 2 + 1] == row[len(row) // 2 + 1 :] for row in drawn.rows
            ):
                continue  # nothing to be seen here
            return _figure_html(drawn, figure, strings)
        return None


def _figure_html(drawn: Any, figure: Figure, strings: Mapping[str, str]) -> str:
    labels = [path.label for path in figure.paths]
    legend = figure_legend(drawn, labels, strings)
    table = figure_table(drawn.heads, drawn.rows, labels, strings)
    return (
        f'<figure class="plot-figure">{drawn.svg}{legend}'
        f"<figcaption>{figure.caption}</figcaption>{table}</figure>"
    )


def misconception_groups() -> list[tuple[str, list[str]]]:
    """Return the catalogue's groups with the ids in each."""
    return [(name, list(entries)) for name, entries in GROUPS.items()]


# --- mistakes in code ----------------------------------------------------------------------------------


def read_mistakes(course: Course) -> dict[str, Mistake]:
    """Read `quizzes/mistakes/code.toml`: by misconception an exercise and replacements in its reference.

    Raises
    ------
    KitError
        An id, an exercise or a text is not there; holds all faults.
    """
    path = course.kit.root / "quizzes" / "mistakes" / "code.toml"
    if not path.is_file():
        return {}
    text = path.read_text(encoding="utf-8")
    lines = Lines(text)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KitError([Fault(shown(path), 1, f"not valid TOML: {error}")]) from None
    found: dict[str, Mistake] = {}
    faults: list[Fault] = []
    for name, entry in data.items():
        try:
            if name not in CATALOGUE:
                raise ExpressionError("this is no misconception of the catalogue")
            if not isinstance(entry, dict) or set(entry) != {"exercise", "replace"}:
                raise ExpressionError("needs exercise and replace, and nothing else")
            found[name] = _mistake(course.workshop.exercise(str(entry["exercise"])), entry["replace"])
        except ExpressionError as error:
            faults.append(Fault(shown(path), lines.find((name,)), f"{name}: {error}"))
    if faults:
        raise KitError(faults)
    return found


def _mistake(exercise: Exercise, replacements: Any) -> Mistake:
    reference = exercise.reference.read_text(encoding="utf-8")
    source = reference
    for pair in replacements:
        if not isinstance(pair, list) or len(pair) != 2:
            raise ExpressionError("replace is a list of ['old', 'new']")
        old, new = (part.strip("\n") for part in pair)
        if source.count(old) != 1:
            raise ExpressionError(f"the reference has “{old.strip()}” {source.count(old)} times, not once")
        source = source.replace(old, new)
    right, wrong = marked_lines(reference.split("\n"), source.split("\n"))
    return Mistake(exercise, source, right, wrong)


def marked_lines(
    right: Sequence[str], wrong: Sequence[str]
) -> tuple[tuple[tuple[int, str, bool], ...], tuple[tuple[int, str, bool], ...]]:
    """Return the functions in which two files differ, with the lines that differ marked."""
    matcher = difflib.SequenceMatcher(a=right, b=wrong, autojunk=False)
    changed: tuple[set[int], set[int]] = (set(), set())
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            changed[0].update(range(a, b))
            changed[1].update(range(c, d))
    sides = []
    for lines, own in zip((right, wrong), changed, strict=True):
        keep = _functions_around(lines, own)
        sides.append(tuple((place + 1, lines[place], place in own) for place in keep))
    return sides[0], sides[1]


def _functions_around(lines: Sequence[str], places: set[int]) -> list[int]:
    """Return the places of the functions that hold any of the lines, without docstrings and blank ends."""
    starts = [n for n, line in enumerate(lines) if line.startswith(("def ", "class "))] + [len(lines)]
    keep: list[int] = []
    for start, end in pairwise(starts):
        if any(start <= place < end for place in places) or not places:
            body = [n for n in range(start, end) if lines[n].strip() or n + 1 < end]
            while body and not lines[body[-1]].strip():
                body.pop()
            keep += [n for n in body if not _is_docstring(lines, start, n)]
    return keep


def _is_docstring(lines: Sequence[str], start: int, place: int) -> bool:
    return (
        place == start + 1
        and lines[place].strip().startswith('"""')
        and lines[place].rstrip().endswith('"""')
    )
