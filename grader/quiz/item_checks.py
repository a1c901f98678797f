"""What can be wrong in one item."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any

from grader.maths.misconceptions import GROUPS
from grader.quiz.arranged_items import all_before
from grader.quiz.choices import option_ids
from grader.quiz.draws import all_draws, namespace_of, work_out
from grader.quiz.expressions import ExpressionError, parse
from grader.quiz.formula_items import are_equal
from grader.quiz.markup import filled
from grader.quiz.prepared import prepare
from grader.quiz.source import (
    BlankItem,
    ChoiceItem,
    CodeItem,
    FormulaItem,
    MatchingItem,
    OrderingItem,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.quiz.check import ConceptCheck
    from grader.quiz.draws import Draws
    from grader.quiz.prepared import Prepared
    from grader.quiz.source import Concept, Item

_TAG = re.compile(r"<[^>]+>")


def check_item(check: ConceptCheck, concept: Concept, place: int, item: Item) -> None:
    """Add what is wrong in an item to the check."""
    where = ("items", place)

    def fault(message: str, *path: str | int, is_warning: bool = False) -> None:
        check.fault(message, *where, *path, about=item.id, is_warning=is_warning)

    _misconceptions(check, place, item)
    prepared = prepare(f"{check.file.id}/{item.id}", item, check.course.workshop)
    for message, path in prepared.faults:
        fault(message, *path)
    for kind, name, path in prepared.links:
        check.links([(kind, name)], *where, *path, about=item.id)
    for message, path in _of_kind(item):
        fault(message, *path)
    for name in item.parameters:
        values = item.parameters[name]
        if len(set(values)) < len(values):
            fault("holds a number twice", "parameters", name)
        if name in item.values:
            fault("is drawn and computed; keep one", "values", name)
    try:
        draws = work_out(concept, prepared)
    except ExpressionError as error:
        draw = next(all_draws(item))
        namespace = namespace_of(concept, item, draw, check.course.workshop.oracle)
        for message, path in prepared.located(namespace) or [(str(error), ())]:
            fault(message, *path)
        return
    _enough(fault, item, draws)
    if isinstance(item, ChoiceItem):
        _length_tell(fault, item, prepared, draws)
    if isinstance(item, CodeItem) and item.ask == "line":
        _diagnosed(check, fault, item)


def _enough(fault: Any, item: Item, draws: Draws) -> None:
    """Add a fault if too few draws can be asked."""
    if not item.parameters:
        if draws.excluded:
            fault(draws.excluded[0][1])
        return
    if len(draws.variants) < 2:
        total = len(draws.variants) + len(draws.excluded)
        reasons = "; ".join(dict.fromkeys(reason for _, reason in draws.excluded))
        fault(f"only {len(draws.variants)} of {total} draws can be asked: {reasons}", "parameters")


def _misconceptions(check: ConceptCheck, place: int, item: Item) -> None:
    for table in ("options", "expected"):
        for number, answer in enumerate(getattr(item, table, ())):
            path = ("items", place, table, number, "misconception")
            check.misconception(answer.misconception, *path, about=item.id)
    for number, blank in enumerate(getattr(item, "blanks", ())):
        for wrong, answer in enumerate(blank.expected):
            at = ("blanks", number, "expected", wrong, "misconception")
            check.misconception(answer.misconception, "items", place, *at, about=item.id)
    name = getattr(item, "misconception", None)
    check.misconception(name, "items", place, "misconception", about=item.id)


def _of_kind(item: Item) -> list[tuple[str, tuple[str | int, ...]]]:
    """Return what is wrong in the way of an item's own kind, and where."""
    match item:
        case ChoiceItem():
            return _of_choice(item)
        case OrderingItem():
            return _of_ordering(item)
        case MatchingItem():
            return _twice([pair.id for pair in item.pairs], "pairs")
        case BlankItem():
            found = _twice([blank.id for blank in item.blanks], "blanks")
            for name in re.findall(r"\[\[([a-z0-9-]+)\]\]", item.stem):
                if name not in [blank.id for blank in item.blanks]:
                    found.append((f"there is no gap “{name}” in [[items.blanks]]", ("stem",)))
            return found
        case FormulaItem():
            return _of_formula(item)
    return []


def _twice(ids: Sequence[str], table: str) -> list[tuple[str, tuple[str | int, ...]]]:
    return [
        (f"the id “{name}” is used twice", (table, place, "id"))
        for place, name in enumerate(ids)
        if name in ids[:place]
    ]


def _of_choice(item: ChoiceItem) -> list[tuple[str, tuple[str | int, ...]]]:
    found = _twice([option.id for option in item.options if option.id], "options")
    right = [place for place, option in enumerate(item.options) if option.right]
    if item.kind == "single" and len(right) != 1:
        how_many = "no option is right" if not right else f"{len(right)} options are right"
        found.append((f"{how_many}; a single choice has exactly one", ("options", right[1] if right else 0)))
    if item.kind == "multiple" and len(right) in (0, len(item.options)):
        which = "no option" if not right else "every option"
        found.append((f"{which} is right; a multiple choice has right and wrong ones", ("options",)))
    for place, option in enumerate(item.options):
        if option.right and option.misconception:
            found.append(("a right option has no misconception", ("options", place, "misconception")))
    formulas = []
    for place, option in enumerate(item.options):
        try:
            formula = option.formula or _formula_in(option.text or "")
            if formula:
                formulas.append((place, parse(formula)))
        except ExpressionError:
            continue  # prepared said so, or it is no formula
    ids = option_ids(item.options)
    for number, (place, node) in enumerate(formulas):
        for earlier, other in formulas[:number]:
            if are_equal(node, other):
                message = f"the same formula as {ids[earlier]}, written in another way"
                found.append((message, ("options", place, "formula")))
    return found


_FRACTION = re.compile(r"\\frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")


def _formula_in(text: str) -> str:
    """Return what a text of nothing but one formula says, as an expression; empty if it is too much."""
    match = re.fullmatch(r"\s*\$([^$]+)\$\s*", text)
    if not match or "{{" in text:
        return ""
    latex = re.sub(r"\\(left|right|,|;|!|quad)", " ", match[1])
    latex = re.sub(r"^.*?(:=|\\leftarrow|=)", "", latex)
    partial = r"\\frac\s*\{\s*\\partial\s+(\w+)\s*\}\s*\{\s*\\partial\s+(\w+)\s*\}"
    latex = re.sub(partial, r" d\1_d\2 ", latex)
    while _FRACTION.search(latex):
        latex = _FRACTION.sub(r"((\1)/(\2))", latex)
    latex = re.sub(r"\\(cdot|times)", "*", latex)
    latex = re.sub(r"\^\{([^{}]*)\}", r"^(\1)", latex)
    latex = re.sub(r"\\([a-z]+)", r"\1", latex)
    # Juxtaposition is a product.
    latex = re.sub(r"(?<=[\w)])\s+(?=[\w(])", "*", latex.strip())
    return "" if re.search(r"[\\{}_&,]", latex.replace("_d", "")) else latex


def _of_ordering(item: OrderingItem) -> list[tuple[str, tuple[str | int, ...]]]:
    ids = [step.id for step in item.steps]
    found = _twice(ids, "steps")
    for place, step in enumerate(item.steps):
        for name in step.after:
            if name not in ids:
                found.append((f"there is no step “{name}”", ("steps", place, "after")))
    before = all_before({step.id: step.after for step in item.steps})
    circle = [name for name, steps in before.items() if name in steps]
    if circle:
        found.append((f"steps that must come before one another: {', '.join(circle)}", ("steps",)))
    elif not any(before.values()):
        found.append(("any order is right; say with `after` what must come before what", ("steps",)))
    return found


def _of_formula(item: FormulaItem) -> list[tuple[str, tuple[str | int, ...]]]:
    found: list[tuple[str, tuple[str | int, ...]]] = []
    try:
        key = parse(item.key)
        wrong = [parse(answer.value or "0") for answer in item.expected]
    except ExpressionError:
        return found  # prepared said so
    for place, node in enumerate(wrong):
        if are_equal(node, key):
            found.append(("is the right formula, written in another way", ("expected", place, "value")))
    return found


def _length_tell(fault: Any, item: ChoiceItem, prepared: Prepared, draws: Draws) -> None:
    """Warn if the right option is by far the longest one: it gives itself away."""
    if item.kind != "single" or not draws.variants:
        return
    fills = prepared.holes.fills(draws.variants[0].namespace)
    lengths = [len(_TAG.sub("", filled(option["html"], fills))) for option in prepared.shown["options"]]
    right = next((place for place, option in enumerate(item.options) if option.right), None)
    if right is None:
        return
    others = [length for place, length in enumerate(lengths) if place != right]
    if lengths[right] > 30 and lengths[right] > 1.4 * max(others):
        fault("the right option is by far the longest; it gives itself away", "options", right, "text",
              is_warning=True)  # fmt: skip


def _meant(code: str, pointed: set[int], misconception: str) -> set[int]:
    """Return the lines that are pointed at, those inside a loop whose head is, and those that they rest on.

    The grader points at where a mistake takes effect; an item may ask where it was made: in the line that
    gave a name its value which a pointed line reads. In an update the lines themselves are the mistake.
    """
    try:
        nodes = list(ast.walk(ast.parse(code)))
    except SyntaxError:
        return pointed
    found = set(pointed)
    read: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.For | ast.While) and node.lineno in pointed:
            found.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.lineno in pointed:
            read.add(node.id)
    for node in nodes if misconception not in GROUPS["update"] else ():
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id in read:
            found.add(node.lineno)
    return found


def _diagnosed(check: ConceptCheck, fault: Any, item: CodeItem) -> None:
    """Judge the code of an item; the misconception has to be diagnosed at the line that is the answer."""
    if not (item.exercise and item.misconception):
        if item.exercise or item.misconception:
            fault("names only one of exercise and misconception; both are needed to prove the line", "answer")
        return
    try:
        diagnoses = check.course.workshop.diagnose(item.exercise, item.code)
    except ExpressionError as error:
        fault(str(error), "code")
        return
    named = [diagnosis for diagnosis in diagnoses if diagnosis[0] == item.misconception]
    if not named:
        what = ", ".join(sorted({name for name, _ in diagnoses})) or "nothing"
        fault(f"the grader diagnoses {what} in this code, not {item.misconception}", "misconception")
        return
    lines = item.code.strip("\n").split("\n")
    pointed = _meant(
        item.code.strip("\n"), {line for _, places in named for line in places}, item.misconception
    )
    answers = {place for place, line in enumerate(lines, 1) if line.strip() == (item.answer or "").strip()}
    if pointed and not answers & pointed:
        shown = ", ".join(str(line) for line in sorted(pointed))
        fault(f"the grader points at line {shown} of the code, not at this one", "answer")
