"""Reads a formula as people type it, such as 2w − αx², as the pages do: never by Python's eval."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from grader.quiz.expressions import ExpressionError, parse
from grader.quiz.terminal.question import MisreadError
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GREEK = {
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "epsilon": "ε",
    "eta": "η",
    "theta": "θ",
    "lambda": "λ",
    "mu": "μ",
    "rho": "ρ",
    "sigma": "σ",
}
_SIGNS = str.maketrans("−–·×⋅∙÷[]{}", "--****/()()")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBER = re.compile(r"(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d{1,3}(?!\d))?", re.ASCII | re.IGNORECASE)
_CALL = re.compile(r"([A-Za-z]+)\s*\(")
_WORD = re.compile(r"[^\W\d]\w*")
#: Of one argument; what is typed, and what it is called in the arithmetic.
_FUNCTIONS = {"abs": "abs", "exp": "exp", "ln": "log", "log": "log", "sqrt": "sqrt"}
_MOST = 400


def read_formula(text: str, names: Sequence[str]) -> str:
    """Return a typed formula in the arithmetic of `grader.quiz.expressions`.

    Parameters
    ----------
    text : str
        What was typed. A product may be written 2w, 2*w or 2·w, a power w^2, w**2 or w².
    names : sequence of str
        What may occur in it; a name of a Greek letter may be typed as the letter.

    Raises
    ------
    MisreadError
        It is no formula in these names; says what is wrong.
    """
    if len(text) > _MOST:
        raise MisreadError(sentence("The formula is longer than {count} characters.", count=_MOST))
    if not text.strip():
        raise MisreadError(sentence("Type a formula first."))
    found: list[str] = []
    depth = 0
    wants_value = True
    last_sign = ""
    for kind, token in _tokens(text, names):
        if kind == "sign" and token != "(" and wants_value:
            if token == "+":  # a sign before a value: +w is w
                last_sign = token
                continue
            if token != "-":
                raise MisreadError(sentence("There is a “{sign}” where it cannot stand.", sign=token))
        if (kind != "sign" or token == "(") and not wants_value:
            found.append("*")
        found.append(token)
        last_sign = token if kind == "sign" else last_sign
        depth += (token == "(") - (token == ")") + (kind == "call")
        if depth < 0:
            raise MisreadError(sentence("There is a “{sign}” where it cannot stand.", sign=token))
        wants_value = kind == "call" or (kind == "sign" and token != ")")
    if wants_value:
        raise MisreadError(
            sentence(
                "“{text}” is incomplete: something is missing after “{sign}” at its end.",
                text=text.strip(),
                sign=last_sign or "(",
            )
        )
    if depth:
        raise MisreadError(
            sentence("“{text}” is incomplete: a bracket is opened and not closed.", text=text.strip())
        )
    formula = "".join(found)
    try:
        parse(formula)
    except ExpressionError:  # all else was looked at above
        raise MisreadError(
            sentence("The formula has too many signs or brackets inside one another.")
        ) from None
    return formula


def _tokens(text: str, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield kind and text of what a formula consists of; a call comes with its bracket."""
    known = _spellings(names)
    at = 0
    while at < len(text):
        rest = text[at:]
        number, call = _NUMBER.match(rest), _CALL.match(rest)
        spelling = next((one for one in known if rest.startswith(one)), "")
        raised = len(rest) - len(rest.lstrip("⁰¹²³⁴⁵⁶⁷⁸⁹"))
        at += 1
        if rest[0].isspace():
            continue
        if number:
            at += number.end() - 1
            digits = f"0{number[1]}" if number[1][0] == "." else number[1].rstrip(".")
            yield "number", digits + (number[2] or "").lower()
        elif call and call[1] in _FUNCTIONS and not spelling:
            at += call.end() - 1
            yield "call", f"{_FUNCTIONS[call[1]]}("
        elif spelling:
            at += len(spelling) - 1
            yield "name", known[spelling]
        elif raised:
            at += raised - 1
            yield "sign", "^"
            yield "number", rest[:raised].translate(_RAISED)
        elif rest.startswith("**"):
            at += 1
            yield "sign", "^"
        elif (sign := rest[0].translate(_SIGNS)) in "+-*/^()":
            yield "sign", sign
        else:
            raise MisreadError(_unknown(rest, names))


def _spellings(names: Sequence[str]) -> dict[str, str]:
    """Return all spellings of names that may occur, the longest first."""
    found: dict[str, str] = {}
    for name in names:
        base = name.rstrip("_")
        plain = next((word for word, letter in _GREEK.items() if letter == base), base)
        found |= {name: name, base: name, _GREEK.get(base, base): name, plain: name}
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


def _unknown(rest: str, names: Sequence[str]) -> str:
    """Return what is wrong with a formula that goes on like this."""
    if rest[0] == "=":
        return sentence("Type only the right side, without an equals sign.")
    if rest[0] == ",":
        return sentence("Write decimals with a point: 0.25.")
    word = _WORD.match(rest)
    listed = ", ".join(names)
    return sentence(
        "“{name}” is not among the names: {names}.", name=word[0] if word else rest[0], names=listed
    )
