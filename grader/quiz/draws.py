"""The draws of a parametrised item: all of them, those that can be asked, and those on a page."""

from __future__ import annotations

import hashlib
import json
import operator
import re
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any

from grader.quiz.expressions import ExpressionError, NoValueError
from grader.quiz.values import Namespace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from grader.quiz.prepared import Answer, Prepared
    from grader.quiz.source import Concept, Item

MAX_DRAWS = 5_000
#: So many variants of an item are on a page.
ON_PAGE = 24

_COMPARISON = re.compile(r"(.+?)(<=|>=|!=|=|<|>)(.+)")
_TESTS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}


@dataclass(frozen=True)
class Variant:
    """One draw of an item that can be asked, worked out."""

    draw: Mapping[str, Fraction]
    namespace: Namespace
    answer: Answer


@dataclass(frozen=True)
class Draws:
    """All draws of an item: those that can be asked, and why the others cannot."""

    variants: tuple[Variant, ...]
    excluded: tuple[tuple[Mapping[str, Fraction], str], ...]

    def on_page(self, item_id: str) -> list[Variant]:
        """Return the variants that a page carries, spread over the domain by a hash."""
        if len(self.variants) <= ON_PAGE:
            return list(self.variants)
        ranked = sorted(self.variants, key=lambda variant: _rank(item_id, variant.draw))
        chosen = ranked[:ON_PAGE]
        return [variant for variant in self.variants if variant in chosen]


def namespace_of(
    concept: Concept,
    part: Any,
    draw: Mapping[str, Fraction],
    find_oracle: Callable[[str], Any],
    problem: str | None = None,
) -> Namespace:
    """Return the names that a part of a concept may speak of, at one draw."""
    given = {**concept.given, **getattr(part, "given", {}), **draw}
    own = getattr(part, "values", {})
    # An own value hides the concept's input of the same name.
    given = {name: value for name, value in given.items() if name not in own or name in draw}
    return Namespace(given, {**concept.values, **own}, find_oracle, problem or concept.problem)


class Spaces:
    """The names of a concept's parts; one namespace for all that state no values of their own.

    A long path that the lesson speaks of in ten places is then walked once.
    """

    def __init__(self, concept: Concept, find_oracle: Callable[[str], Any]) -> None:
        self._concept = concept
        self._find_oracle = find_oracle
        self._own = namespace_of(concept, None, {}, find_oracle)

    def of(self, part: Any) -> Namespace:
        """Return the names that a part without draws may speak of."""
        if not getattr(part, "given", None) and not getattr(part, "values", None):
            return self._own
        return namespace_of(self._concept, part, {}, self._find_oracle)


def all_draws(item: Item) -> Iterator[dict[str, Fraction]]:
    """Yield every draw, the last parameter running fastest."""
    for values in product(*item.parameters.values()):
        yield dict(zip(item.parameters, values, strict=True))


def work_out(concept: Concept, prepared: Prepared) -> Draws:
    """Work out every draw of an item.

    Raises
    ------
    ExpressionError
        There are too many, or an expression is wrong whatever is drawn.
    """
    item = prepared.item
    count = prod(len(values) for values in item.parameters.values())
    if count > MAX_DRAWS:
        raise ExpressionError(f"{count} draws, and at most {MAX_DRAWS} are worked out; shorten the lists")
    conditions = [_condition(text) for text in item.require]
    variants, excluded = [], []
    spaces = [(draw, namespace_of(concept, item, draw, prepared.workshop.oracle)) for draw in all_draws(item)]
    # One process for the code of all draws, not one for each.
    prepared.workshop.outputs([code for _, space in spaces for code in _codes(prepared, space)])
    for draw, namespace in spaces:
        try:
            unmet = next((text for text, holds in conditions if not holds(namespace)), None)
            reason = f"{unmet} does not hold" if unmet else ""
            if not reason:
                prepared.holes.fills(namespace)
                answer = prepared.answer(namespace)
                reason = answer.clash
        except NoValueError as error:
            reason = str(error)
        if reason:
            excluded.append((draw, reason))
        else:
            variants.append(Variant(draw, namespace, answer))
    return Draws(tuple(variants), tuple(excluded))


def _codes(prepared: Prepared, namespace: Namespace) -> list[str]:
    try:
        return prepared.codes(namespace)
    except NoValueError:
        return []  # this draw is left out, with the reason


def _condition(text: str) -> tuple[str, Callable[[Namespace], bool]]:
    match = _COMPARISON.fullmatch(text.strip())
    if not match:
        raise ExpressionError(f"“{text}” compares nothing; write step.b > 0, with <, <=, >, >=, = or !=")
    one, sign, other = match[1], match[2], match[3]
    return text, lambda namespace: _TESTS[sign](namespace.number(one), namespace.number(other))


def shown_draw(draw: Mapping[str, Fraction]) -> dict[str, str]:
    """Return a draw as a page and a person see it."""
    return {name: str(value) for name, value in draw.items()}


def _rank(item_id: str, draw: Mapping[str, Fraction]) -> str:
    return hashlib.sha256(f"{item_id} {json.dumps(shown_draw(draw))}".encode()).hexdigest()


def variant_index(seed: str, item_id: str, count: int) -> int:
    """Return which of a page's variants a seed means."""
    return _fnv(f"{seed}/{item_id}") % count


def shuffled(parts: Sequence[Mapping[str, Any]], seed: str) -> list[Mapping[str, Any]]:
    """Return parts with ids in the order that a seed means on a page; what is pinned keeps its place."""
    free = [(place, part) for place, part in enumerate(parts) if not part.get("pinned")]
    free.sort(key=lambda one: (_fnv(f"{seed}/{one[1]['id']}/{one[0]}"), one[0]))
    waiting = iter([part for _, part in free])
    return [part if part.get("pinned") else next(waiting) for part in parts]


def _fnv(text: str) -> int:
    """Return FNV-1a, 32 bits, which a page's script computes as well."""
    state = 0x811C9DC5
    for byte in text.encode():
        state = ((state ^ byte) * 0x01000193) & 0xFFFFFFFF
    return state


def meaning(kind: str, variants: Sequence[Variant]) -> str:
    """Return a hash of what an item asks, whatever its wording: kind, draws and keys."""
    answers = [[shown_draw(variant.draw), variant.answer.key] for variant in variants]
    text = json.dumps([kind, answers], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
