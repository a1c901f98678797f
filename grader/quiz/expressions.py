"""The arithmetic that a concept's file may contain: parsed by us, evaluated exactly, never by Python's eval.

::

    sum     = product { ("+" | "-") product }
    product = signed { ("*" | "/") signed }
    signed  = { "-" } power
    power   = atom [ ("^" | "**") signed ]
    atom    = number | name { "." name | "[" sum "]" } | function "(" sum { "," sum } ")" | "(" sum ")"
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAX_LENGTH = 500
MAX_DEPTH = 40
#: A power, and an exact number in it, may not grow beyond these: an author's slip must not eat the memory.
MAX_EXPONENT = 10_000
MAX_BITS = 20_000

Exact = Fraction | float

_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?(?:e[+-]?\d+)?)|([A-Za-z]\w*)|(\*\*|[-+*/^().,\[\]]))", re.ASCII)


class ExpressionError(ValueError):
    """An expression cannot be read or has no value; the text says why."""


class NoValueError(ExpressionError):
    """An expression is sound and has no value at these inputs: a division by 0, a root of a negative."""


@dataclass(frozen=True)
class Number:
    """A number as typed."""

    value: Fraction


@dataclass(frozen=True)
class Variable:
    """A name."""

    name: str


@dataclass(frozen=True)
class Part:
    """A named part of a value, such as `step.w`."""

    whole: Node
    name: str


@dataclass(frozen=True)
class Element:
    """An element of an array or a path, counted from 0."""

    whole: Node
    place: Node


@dataclass(frozen=True)
class Operation:
    """A sign, a sum, a difference, a product, a quotient or a power."""

    sign: str
    terms: tuple[Node, ...]


@dataclass(frozen=True)
class Application:
    """A function of its arguments."""

    function: str
    arguments: tuple[Node, ...]


Node = Number | Variable | Part | Element | Operation | Application


def parse(text: str) -> Node:
    """Return the tree of an expression.

    Raises
    ------
    ExpressionError
        It cannot be read; says at which place.
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"longer than {MAX_LENGTH} characters")
    return _Parser(text).whole()


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[tuple[str, str]] = []
        place = 0
        stripped = text.rstrip()
        while place < len(stripped):
            match = _TOKEN.match(stripped, place)
            if not match:
                raise ExpressionError(f"“{stripped[place:].strip()[0]}” has no meaning in “{text.strip()}”")
            kind = ("number", "name", "sign")[(match.lastindex or 1) - 1]
            self.tokens.append((kind, match[match.lastindex or 1]))
            place = match.end()
        self.tokens.append(("end", ""))
        self.place = 0
        self.depth = 0

    def whole(self) -> Node:
        node = self.sum()
        if self.tokens[self.place][0] != "end":
            self.fail()
        return node

    def fail(self) -> None:
        found = self.tokens[self.place][1]
        where = f"“{found}” is not expected" if found else "something is missing at the end"
        raise ExpressionError(f"{where} in “{self.text.strip()}”")

    def take(self, *signs: str) -> str:
        kind, text = self.tokens[self.place]
        if kind == "sign" and text in signs:
            self.place += 1
            return text
        return ""

    def need(self, sign: str) -> None:
        if not self.take(sign):
            self.fail()

    def sum(self) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ExpressionError("nested too deeply")
        node = self.product()
        while sign := self.take("+", "-"):
            node = Operation(sign, (node, self.product()))
        self.depth -= 1
        return node

    def product(self) -> Node:
        node = self.signed()
        while sign := self.take("*", "/"):
            node = Operation(sign, (node, self.signed()))
        return node

    def signed(self) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ExpressionError("nested too deeply")
        node = Operation("-", (self.signed(),)) if self.take("-") else self.power()
        self.depth -= 1
        return node

    def power(self) -> Node:
        node = self.atom()
        if self.take("^", "**"):
            return Operation("^", (node, self.signed()))
        return node

    def atom(self) -> Node:
        kind, text = self.tokens[self.place]
        if kind == "number":
            self.place += 1
            return Number(Fraction(text))
        if kind == "name":
            self.place += 1
            if text in FUNCTIONS and self.take("("):
                arguments = [self.sum()]
                while self.take(","):
                    arguments.append(self.sum())
                self.need(")")
                return Application(text, tuple(arguments))
            return self.parts(Variable(text))
        self.need("(")
        node = self.sum()
        self.need(")")
        return node

    def parts(self, node: Node) -> Node:
        while sign := self.take(".", "["):
            if sign == ".":
                kind, text = self.tokens[self.place]
                if kind != "name":
                    self.fail()
                self.place += 1
                node = Part(node, text)
            else:
                node = Element(node, self.sum())
                self.need("]")
        return node


# --- values --------------------------------------------------------------------------------------------


def evaluate(node: Node, lookup: Callable[[str], Any]) -> Any:
    """Return the value of a tree: a Fraction, a float where a root or the like leaves the rationals.

    Parameters
    ----------
    node : Node
        From `parse`.
    lookup : callable
        From a name to its value: a number, nested tuples of numbers, or a mapping of named parts.
        Raises ExpressionError for a name that it does not know.
    """
    match node:
        case Number(value):
            return value
        case Variable(name):
            return lookup(name)
        case Part(whole, name):
            value = evaluate(whole, lookup)
            if not isinstance(value, dict):
                raise ExpressionError(f"“{written(whole)}” has no part “{name}”")
            if name not in value:
                raise ExpressionError(f"“{written(whole)}” has no part “{name}”; it has {', '.join(value)}")
            return value[name]
        case Element(whole, place):
            return _element(whole, evaluate(whole, lookup), number_of(evaluate(place, lookup)))
        case Operation(sign, terms):
            return _operate(sign, [number_of(evaluate(term, lookup)) for term in terms])
        case Application(function, arguments):
            values = [number_of(evaluate(argument, lookup)) for argument in arguments]
            return _finite(lambda: FUNCTIONS[function](*values), function)


def number_of(value: Any) -> Exact:
    """Return a value as one number; a mapping with a single part is that part."""
    if isinstance(value, dict) and len(value) == 1:
        value = next(iter(value.values()))
    if isinstance(value, Fraction | float):
        return value
    kind = "several numbers" if isinstance(value, tuple | dict) else "no number"
    parts = f"; name one of {', '.join(value)}" if isinstance(value, dict) else ""
    raise ExpressionError(f"{kind} where one number is needed{parts}")


def _element(whole: Node, value: Any, place: Exact) -> Any:
    if not isinstance(value, tuple):
        raise ExpressionError(f"“{written(whole)}” has no elements")
    if not isinstance(place, Fraction) or place.denominator != 1 or not 0 <= place < len(value):
        raise ExpressionError(f"“{written(whole)}” has elements 0 to {len(value) - 1}, and no {place}")
    return value[int(place)]


def _operate(sign: str, terms: list[Exact]) -> Exact:
    if len(terms) == 1:
        return -terms[0]
    one, other = terms
    if sign == "/" and other == 0:
        raise NoValueError("a division by 0")
    if sign == "^":
        return _power(one, other)
    operation = {"+": lambda: one + other, "-": lambda: one - other, "*": lambda: one * other}
    return _finite(operation.get(sign, lambda: one / other), "the result")


def _power(base: Exact, exponent: Exact) -> Exact:
    if base == 0 and exponent < 0:
        raise NoValueError("a division by 0")
    if isinstance(exponent, Fraction) and exponent.denominator == 1:
        if abs(exponent) > MAX_EXPONENT:
            raise NoValueError(f"an exponent beyond {MAX_EXPONENT}")
        if isinstance(base, Fraction):
            bits = max(base.numerator.bit_length(), base.denominator.bit_length())
            if bits * abs(exponent) <= MAX_BITS:
                return base ** int(exponent)
    if base < 0 and exponent != int(exponent):
        raise NoValueError("a root of a negative number")
    return _finite(lambda: math.pow(base, exponent), "the power")


def _finite(work: Callable[[], Any], what: str) -> Exact:
    try:
        value = work()
    except (OverflowError, ValueError, ZeroDivisionError, TypeError):
        raise NoValueError(f"{what} has no value here") from None
    if isinstance(value, float) and not math.isfinite(value):
        raise NoValueError(f"{what} has no finite value here")
    return value if isinstance(value, float) else Fraction(value)


def _root(value: Exact) -> Exact:
    if isinstance(value, Fraction) and value >= 0:
        parts = math.isqrt(value.numerator), math.isqrt(value.denominator)
        if (parts[0] ** 2, parts[1] ** 2) == (value.numerator, value.denominator):
            return Fraction(*parts)
    return math.sqrt(value)


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "abs": abs,
    "exp": math.exp,
    "log": math.log,
    "max": max,
    "min": min,
    "round": lambda value, digits=Fraction(0): round(Fraction(value), int(digits)),
    "sqrt": _root,
}


def written(node: Node) -> str:
    """Return a tree as text that `parse` reads again."""
    match node:
        case Number(value):
            return str(value) if value.denominator == 1 else f"({value})"
        case Variable(name):
            return name
        case Part(whole, name):
            return f"{written(whole)}.{name}"
        case Element(whole, place):
            return f"{written(whole)}[{written(place)}]"
        case Operation(sign, (only,)):
            return f"({sign}{written(only)})"
        case Operation(sign, (one, other)):
            return f"({written(one)} {sign} {written(other)})"
        case Application(function, arguments):
            return f"{function}({', '.join(written(argument) for argument in arguments)})"
    raise AssertionError(node)


def names_in(node: Node) -> set[str]:
    """Return the names that a tree speaks of."""
    match node:
        case Variable(name):
            return {name}
        case Part(whole, _):
            return names_in(whole)
        case Element(whole, place):
            return names_in(whole) | names_in(place)
        case Operation(_, parts) | Application(_, parts):
            return set().union(*(names_in(part) for part in parts))
    return set()
