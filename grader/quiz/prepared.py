"""An item made ready for pages: its texts as HTML with holes, and its answers at one draw."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from grader.quiz.expressions import ExpressionError, NoValueError, number_of, parse
from grader.quiz.markup import Compiler, Holes, filled
from grader.quiz.source import (
    BlankItem,
    ChoiceItem,
    CodeItem,
    FormulaItem,
    MatchingItem,
    NumericItem,
    OrderingItem,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from grader.quiz.expressions import Node
    from grader.quiz.lines import Key
    from grader.quiz.source import Item, Option, Recognised
    from grader.quiz.values import Namespace
    from grader.quiz.workshop import Workshop

Exact = Fraction | float
Where = tuple[str | int, ...]


@dataclass(frozen=True)
class Answer:
    """What is right at one draw, and what is recognised as wrong.

    Attributes
    ----------
    key, expected : JSON data
        As docs/quiz-format.md describes them for each kind.
    clash : str
        Why this draw cannot be asked; empty if it can.
    """

    key: Any
    expected: Any = None
    clash: str = ""


@dataclass
class Prepared:
    """One item's texts and the way to its answers.

    Attributes
    ----------
    id : str
        `concept/item`.
    shown : dict
        What the page shows of the item, as JSON.
    told : dict
        What the page tells after an answer (right options, feedback), as JSON; absent without keys.
    faults : list of (str, path)
        What is wrong, and under which key of the item.
    sources : list of (Node, path)
        Every expression of the item, in its texts and by itself, and where it stands.
    links : list of (str, str, path)
        The kind and the name that each link leads to, and where it stands.
    """

    id: str
    item: Item
    workshop: Workshop
    holes: Holes = field(default_factory=Holes)
    shown: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    faults: list[tuple[str, Where]] = field(default_factory=list)
    sources: list[tuple[Node, Where]] = field(default_factory=list)
    links: list[tuple[str, str, Where]] = field(default_factory=list)
    answer: Callable[[Namespace], Answer] = lambda _: Answer(None)

    def html(self, text: str, *where: Key, how: str = "block", blanks: Sequence[str] = ()) -> str:
        """Return a text of the item as HTML with holes, and note its faults."""
        compiler = Compiler(self.holes, blanks=blanks)
        compiled = {"block": compiler.block, "inline": compiler.inline, "option": compiler.option}[how]
        html = compiled(text)
        self.faults += [(message, where) for message in compiler.faults]
        self.sources += [(hole.node, where) for hole in self.holes.in_html(html)]
        self.links += [(kind, name, where) for kind, name in compiler.links]
        return html

    def code(self, text: str, *where: Key) -> str:
        """Return code as HTML with holes, and note its faults."""
        compiler = Compiler(self.holes)
        html = compiler.code(text.strip("\n"))
        self.faults += [(message, where) for message in compiler.faults]
        return html

    def expression(self, text: str, *where: Key) -> Node:
        """Return the tree of an expression; a fault is noted, and stands for 0."""
        try:
            node = parse(text)
        except ExpressionError as error:
            self.faults.append((str(error), where))
            return parse("0")
        self.sources.append((node, where))
        return node

    def located(self, namespace: Namespace) -> list[tuple[str, Where]]:
        """Return what is wrong with expressions whatever is drawn, each with its place."""
        found: list[tuple[str, Where]] = []
        for node, where in self.sources:
            try:
                value = namespace.value(node)
                if where[-1] in ("key", "value"):
                    number_of(value)
            except NoValueError:
                continue
            except ExpressionError as error:
                found.append((str(error), where))
        return list(dict.fromkeys(found))


def prepare(item_id: str, item: Item, workshop: Workshop) -> Prepared:
    """Return an item made ready; what is wrong with its texts is in `faults`."""
    prepared = Prepared(item_id, item, workshop)
    blanks = [blank.id for blank in item.blanks] if isinstance(item, BlankItem) else []
    prepared.shown = {
        "id": item_id,
        "kind": item.kind,
        "points": item.points,
        "level": item.level,
        "stem": prepared.html(item.stem, "stem", blanks=blanks),
        "hint": prepared.html(item.hint, "hint") if item.hint else None,
    }
    explanation = prepared.html(item.explanation, "explanation") if item.explanation else None
    prepared.told = {"explanation": explanation}
    match item:
        case ChoiceItem():
            _choice(prepared, item)
        case NumericItem():
            _numeric(prepared, item)
        case FormulaItem():
            from grader.quiz.formula_items import prepare_formula

            prepare_formula(prepared, item)
        case OrderingItem():
            _ordering(prepared, item)
        case MatchingItem():
            _matching(prepared, item)
        case CodeItem():
            _code(prepared, item)
        case BlankItem():
            _blank(prepared, item)
    return prepared


# --- choices -------------------------------------------------------------------------------------------


def option_ids(options: Sequence[Option]) -> list[str]:
    """Return the id of each option: its own, else `right`, the misconception's or its place's."""
    ids: list[str] = []
    for place, option in enumerate(options, start=1):
        name = option.id or ("right" if option.right else option.misconception) or f"option-{place}"
        ids.append(name if name not in ids else f"{name}-{place}")
    return ids


def _choice(prepared: Prepared, item: ChoiceItem) -> None:
    ids = option_ids(item.options)
    shown: list[dict[str, Any]] = []
    told: list[dict[str, Any]] = []
    for place, option in enumerate(item.options):
        where = ("options", place)
        text = _option_text(prepared, option, where)
        shown.append({"id": ids[place], "html": text, "pinned": option.pinned})
        told.append(_recognised(prepared, option, *where))
    prepared.shown |= {"shuffle": item.shuffle, "options": shown}
    prepared.told["options"] = told
    right = [name for name, option in zip(ids, item.options, strict=True) if option.right]
    stated = [
        None if option.value is None else prepared.expression(option.value, "options", place, "value")
        for place, option in enumerate(item.options)
    ]
    htmls: list[str] = [option["html"] for option in shown]

    def answer(namespace: Namespace) -> Answer:
        fills = prepared.holes.fills(namespace)
        seen: dict[Any, str] = {}
        for name, html, node in zip(ids, htmls, stated, strict=True):
            keys: list[Any] = [("text", filled(html, fills))]
            holes = prepared.holes.in_html(html)
            if node is not None:
                keys.append(("value", namespace.number(node)))
            elif holes:
                values = tuple(_comparable(namespace.value(hole.node)) for hole in holes)
                keys.append(("values", filled(html, ["•"] * len(prepared.holes.holes)), values))
            for key in keys:
                if key in seen:
                    return Answer(right, clash=f"{seen[key]} and {name} are the same")
            seen |= dict.fromkeys(keys, name)
        return Answer(right)

    prepared.answer = answer


def _option_text(prepared: Prepared, option: Option, where: Where) -> str:
    if option.formula is not None and option.text is None:
        from grader.quiz.formula_items import latex_of

        node = prepared.expression(option.formula, *where, "formula")
        prepared.sources.pop()  # its names are symbols, not values
        return prepared.html(f"${latex_of(node)}$", *where, "formula", how="inline")
    if option.text is None:
        prepared.faults.append(("an option needs a text, or a formula", where))
        return ""
    return prepared.html(option.text, *where, "text", how="option")


def _recognised(prepared: Prepared, answer: Option | Recognised, *where: Key) -> dict[str, Any]:
    told: dict[str, Any] = {
        "feedback": prepared.html(answer.feedback, *where, "feedback", how="option"),
    }
    if answer.misconception:
        told["misconception"] = answer.misconception
    return told


def _comparable(value: Any) -> Any:
    return value if isinstance(value, tuple) else number_of(value)


# --- typed numbers -------------------------------------------------------------------------------------


def number_data(value: Exact) -> dict[str, Any]:
    """Return a number as a page's data: exactly, and as a float."""
    return {"exact": str(value) if isinstance(value, Fraction) else None, "number": float(value)}


def _numeric(prepared: Prepared, item: NumericItem) -> None:
    key = prepared.expression(item.key, "key")
    prepared.shown["tolerance"] = float(item.tolerance)
    prepared.told |= {
        "right": prepared.html(item.right, "right", how="option"),
        "other": prepared.html(item.other, "other", how="option"),
        "expected": [
            _recognised(prepared, wrong, "expected", place) for place, wrong in enumerate(item.expected)
        ],
    }
    wrong = _wrong_values(prepared, item.expected, "expected")

    def answer(namespace: Namespace) -> Answer:
        right, others, clash = _typed(namespace, key, wrong, item.tolerance)
        return Answer(number_data(right), [number_data(value) for value in others], clash)

    prepared.answer = answer


def _wrong_values(prepared: Prepared, expected: Sequence[Recognised], *where: Key) -> list[Node]:
    found = []
    for place, wrong in enumerate(expected):
        if wrong.value is None:
            prepared.faults.append(("an expected number needs a value", (*where, place)))
        found.append(prepared.expression(wrong.value or "0", *where, place, "value"))
    return found


def _typed(
    namespace: Namespace, key: Node, wrong: Sequence[Node], tolerance: Fraction
) -> tuple[Exact, list[Exact], str]:
    """Return the right number, the wrong ones, and why they cannot be told apart."""
    right = namespace.number(key)
    others = [namespace.number(node) for node in wrong]
    numbers = [right, *others]
    for place, one in enumerate(numbers):
        for earlier, other in enumerate(numbers[:place]):
            if are_near(one, other, 2 * tolerance):
                first = "the key" if earlier == 0 else f"expected answer {earlier}"
                return right, others, f"expected answer {place} gives the same number as {first}"
    return right, others, ""


def are_near(one: Exact, other: Exact, tolerance: Fraction) -> bool:
    """Tell whether two numbers could both be meant by one typed number."""
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return abs(one - other) <= tolerance
    return abs(float(one) - float(other)) <= float(tolerance) + 1e-9 * max(1.0, abs(float(one)))


# --- orders and pairs ----------------------------------------------------------------------------------


def _ordering(prepared: Prepared, item: OrderingItem) -> None:
    before = all_before({step.id: step.after for step in item.steps})
    html = {
        step.id: prepared.html(step.text, "steps", place, "text", how="option")
        for place, step in enumerate(item.steps)
    }
    start = [step.id for step in item.steps][::-1]
    prepared.shown["steps"] = [{"id": name, "html": html[name]} for name in start]
    prepared.told |= {
        "right": prepared.html(item.right, "right", how="option"),
        "other": prepared.html(item.other, "other", how="option"),
    }
    prepared.answer = lambda _: Answer({"before": before})


def all_before(after: dict[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return all that must come before each step, however indirectly; a circle contains its own step."""
    found: dict[str, list[str]] = {}
    for name in after:
        reached: list[str] = []
        waiting = list(after[name])
        while waiting:
            step = waiting.pop(0)
            if step not in reached:
                reached.append(step)
                waiting += after.get(step, ())
        found[name] = sorted(reached)
    return found


def _matching(prepared: Prepared, item: MatchingItem) -> None:
    lefts, told, rights = [], [], []
    for place, pair in enumerate(item.pairs):
        where = ("pairs", place)
        lefts.append({"id": pair.id, "html": prepared.html(pair.left, *where, "left", how="option")})
        told.append({"feedback": prepared.html(pair.feedback, *where, "feedback", how="option")})
        rights.append((pair.id, prepared.html(pair.right, *where, "right", how="option")))
    for place, decoy in enumerate(item.decoys):
        rights.append(("", prepared.html(decoy, "decoys", place, how="option")))
    mixed = sorted(rights, key=lambda right: _digest(f"{prepared.id} {right[1]}"))
    prepared.shown |= {
        "lefts": lefts,
        "rights": [{"id": f"r{place}", "html": html} for place, (_, html) in enumerate(mixed)],
    }
    prepared.told["lefts"] = told
    key = {name: f"r{place}" for place, (name, _) in enumerate(mixed) if name}
    htmls = [html for _, html in mixed]

    def answer(namespace: Namespace) -> Answer:
        fills = prepared.holes.fills(namespace)
        shown = [filled(html, fills) for html in htmls]
        clash = "two right sides are the same" if len(set(shown)) < len(shown) else ""
        return Answer(key, clash=clash)

    prepared.answer = answer


def _digest(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()


# --- code ----------------------------------------------------------------------------------------------


def _code(prepared: Prepared, item: CodeItem) -> None:
    html = prepared.code(item.code, "code")
    prepared.shown |= {"ask": item.ask, "lines": html.split("\n")}
    prepared.told |= {
        "right": prepared.html(item.right, "right", how="option"),
        "other": prepared.html(item.other, "other", how="option"),
        "expected": [
            _recognised(prepared, wrong, "expected", place) for place, wrong in enumerate(item.expected)
        ],
    }
    if item.ask == "line":
        lines = [line.strip() for line in item.code.strip("\n").split("\n")]
        places = [place for place, line in enumerate(lines, start=1) if line == (item.answer or "").strip()]
        if not item.answer:
            prepared.faults.append(("is missing; write the line that is meant", ("answer",)))
        elif len(places) != 1:
            how_often = "no line" if not places else f"{len(places)} lines"
            prepared.faults.append((f"{how_often} of the code read like this; one has to", ("answer",)))
        prepared.answer = lambda _: Answer(places)
        return
    wrong_codes = []
    for place, wrong in enumerate(item.expected):
        if wrong.replace is None or item.code.count(wrong.replace[0]) != 1:
            prepared.faults.append(
                ("needs replace = ['old', 'new'], with a text that the code has once", ("expected", place))
            )
            continue
        wrong_codes.append(item.code.replace(*wrong.replace))
    sources = [Compiled(code) for code in (item.code, *wrong_codes)]

    def answer(namespace: Namespace) -> Answer:
        outputs = prepared.workshop.outputs([source.fill(namespace) for source in sources])
        normal = [" ".join(output.split()) for output in outputs]
        clash = "a wrong output is the same as another one" if len(set(normal)) < len(normal) else ""
        return Answer(outputs[0], outputs[1:], clash)

    prepared.answer = answer


class Compiled:
    """Code with values, to be run."""

    def __init__(self, code: str) -> None:
        self.compiler = Compiler(Holes())
        self.html = self.compiler.code(code)

    def fill(self, namespace: Namespace) -> str:
        """Return the code at one draw."""
        from html import unescape

        return unescape(filled(self.html, self.compiler.holes.fills(namespace)))


# --- gaps ----------------------------------------------------------------------------------------------


def _blank(prepared: Prepared, item: BlankItem) -> None:
    shown, told = [], []
    numbers: dict[str, tuple[Node, list[Node], Fraction]] = {}
    texts: dict[str, list[str]] = {}
    for place, blank in enumerate(item.blanks):
        where = ("blanks", place)
        if item.stem.count(f"[[{blank.id}]]") != 1:
            prepared.faults.append((f"the stem needs [[{blank.id}]] once", (*where, "id")))
        if (blank.value is None) == (not blank.accept):
            prepared.faults.append(("needs either a value or the texts to accept", where))
        kind = "number" if blank.value is not None else "choice" if blank.choices else "text"
        if kind == "choice" and not set(blank.accept) <= set(blank.choices):
            prepared.faults.append(("what is accepted has to be one of the choices", (*where, "accept")))
        shown.append({
            "id": blank.id,
            "type": kind,
            "choices": [prepared.html(text, *where, "choices", how="inline") for text in blank.choices],
            "values": list(blank.choices),
            "tolerance": float(blank.tolerance),
        })  # fmt: skip
        told.append({
            "right": prepared.html(blank.right, *where, "right", how="option"),
            "other": prepared.html(blank.other, *where, "other", how="option"),
            "expected": [
                _recognised(prepared, wrong, *where, "expected", number)
                | ({"text": list(wrong.text)} if wrong.text else {})
                for number, wrong in enumerate(blank.expected)
            ],
        })  # fmt: skip
        if blank.value is not None:
            wrong_values = _wrong_values(prepared, blank.expected, *where, "expected")
            key = prepared.expression(blank.value, *where, "value")
            numbers[blank.id] = (key, wrong_values, blank.tolerance)
        else:
            texts[blank.id] = list(blank.accept)
    prepared.shown["blanks"] = shown
    prepared.told["blanks"] = told

    def answer(namespace: Namespace) -> Answer:
        key: dict[str, Any] = {name: {"accept": accept} for name, accept in texts.items()}
        expected: dict[str, Any] = {}
        clash = ""
        for name, (node, wrong, tolerance) in numbers.items():
            right, others, here = _typed(namespace, node, wrong, tolerance)
            key[name] = number_data(right)
            expected[name] = [number_data(value) for value in others]
            clash = clash or (here and f"{name}: {here}")
        return Answer(key, expected, clash)

    prepared.answer = answer
