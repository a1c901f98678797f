"""Gaps in Moodle's cloze notation: `{1:NUMERICAL:=0.5:0.01#Yes.~*#No.}` in the text of a question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from grader.quiz.exports.adapting import accepted_range, decimal
from grader.quiz.exports.fragments import is_plain, plain

if TYPE_CHECKING:
    from grader.quiz.exports.bank import Gap


def cloze(gap: Gap) -> str:
    """Return a gap as Moodle reads it: a number, a word, or a choice."""
    if gap.number is not None:
        return _gap("NUMERICAL", _numbers(gap))
    if gap.choices:
        shows_markup = not all(is_plain(html) for _, html in gap.choices)
        return _gap("MULTICHOICE_V" if shows_markup else "MULTICHOICE", _choices(gap, shows_markup))
    return _gap("SHORTANSWER", _words(gap))


def without_gaps(html: str) -> str:
    """Return a text in which nothing that its author wrote is taken for a gap."""
    return re.sub(r"\{(?=\d*:)", "&#123;", html)


def _gap(kind: str, answers: list[str]) -> str:
    return f"{{1:{kind}:{'~'.join(answers)}}}"


def _numbers(gap: Gap) -> list[str]:
    assert gap.number is not None
    near, _ = accepted_range(gap.number, gap.tolerance, gap.expected)
    found = [f"={decimal(gap.number.value)}:{decimal(near)}#{_html(gap.right)}"]
    found += [
        f"%0%{decimal(wrong.number.value)}:{decimal(near)}#{_html(wrong.feedback)}"
        for wrong in gap.expected
        if wrong.number is not None
    ]
    return [*found, f"%0%*#{_html(gap.other)}"]


def _words(gap: Gap) -> list[str]:
    found = [f"={_wild(text)}#{_html(gap.right)}" for text in gap.accept]
    found += [f"%0%{_wild(text)}#{_html(wrong.feedback)}" for wrong in gap.expected for text in wrong.texts]
    return [*found, f"%0%*#{_html(gap.other)}"]


def _choices(gap: Gap, shows_markup: bool) -> list[str]:
    told = {text: wrong.feedback for wrong in gap.expected for text in wrong.texts}
    found = []
    for text, html in gap.choices:
        shown = _html(html) if shows_markup else _escaped(plain(html))
        is_right = text in gap.accept
        feedback = gap.right if is_right else told.get(text, gap.other)
        found.append(f"{'=' if is_right else '%0%'}{shown}#{_html(feedback)}")
    return found


def _wild(text: str) -> str:
    """Return a word in which a star is a star and stands for nothing else."""
    return _escaped(text.replace("*", r"\*"))


def _html(html: str) -> str:
    """Return HTML as a part of a gap; Moodle decodes its entities once when it takes the gap apart."""
    return _escaped(" ".join(html.split()) if "<pre>" not in html else html)


def _escaped(text: str) -> str:
    r"""Return a text whose characters end no part of a gap and no element of the text around it.

    After decoding, Moodle takes the backslash off ``\}`` and ``\#``: what is meant has two.
    """
    return re.sub(r"\\([}#])", r"\\\\\1", text).translate(_ENTITIES)


_ENTITIES = {ord(character): f"&#{ord(character)};" for character in "\\{}~#&<>\"'"}
