"""Markdown with mathematics and values to HTML; a value that differs between variants leaves a hole.

A hole is one character from U+E000 on. Hole k of a `Holes` table is filled by the k-th of the table's
values, written as the place asks: in prose, in MathML or in code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from grader.quiz.expressions import ExpressionError, Number, Operation, names_in, parse
from grader.quiz.latex import FIRST_HOLE, LAST_HOLE, LatexError, at_relations, inner_mathml, mathml
from grader.quiz.numbers import Format, Place, show

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Literal

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from grader.quiz.expressions import Node
    from grader.quiz.values import Namespace

    #: How mathematics is written: as MathML, or left as LaTeX between \( and \).
    Notation = Literal["mathml", "latex"]

_VALUE = re.compile(r"\{\{(?!\{)\s*([^{}]+?)\s*\}\}")
_HOLE = re.compile(f"[{chr(FIRST_HOLE)}-{chr(LAST_HOLE)}]")
_PLACE = re.compile(r"\[\[([a-z]+):([a-z0-9-]+)\]\]")
_LINK = re.compile(r"(concept|misconception|exercise):([a-z0-9_-]+)")
#: A control character is what `"\nabla"` in a basic string leaves behind; a private one would be a hole.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ue000-\uf8ff]")
_EMPTY_HEADER = re.compile(r"<th[^<>]*></th>")
#: What must not part from a formula: text and signs before it, signs and text after it.
_OPENING = re.compile(r"\A(.*?)([(“‘]*)\Z", re.DOTALL)
_CLOSING = re.compile(r"\A((?:['’-]\w+)?[.,;:!?)”’]*)(.*)\Z", re.DOTALL)
#: An apostrophe as a typewriter has it.
_APOSTROPHE = re.compile(f"(?<=[\\w{chr(FIRST_HOLE)}-{chr(LAST_HOLE)}])'(?=\\w)|\\A'(?=\\w)")
#: The space between a sign and its number, where a line must not break.
_BEFORE_NUMBER = re.compile(f"(?<=[≈=×]) (?=[\\d−{chr(FIRST_HOLE)}-{chr(LAST_HOLE)}])")
_JOINED = "\N{NO-BREAK SPACE}"
#: An inline formula with more signs than this may be broken before its relations.
_LONG_FORMULA = 16
#: What takes a value after it as one thing: an exponent, an index, a command.
_BINDING = re.compile(f"([\\^_]|\\\\[A-Za-z]+)\\s*([{chr(FIRST_HOLE)}-{chr(LAST_HOLE)}])")
_TYPED = re.compile(r"(?<![\w.\\])\d+(?:[.,]\d+)*(?:e[-+]?\d+)?")


@dataclass(frozen=True)
class Hole:
    """One value in a text: what it is, how it is written, and where."""

    node: Node
    format: Format
    place: Place

    @property
    def is_literal(self) -> bool:
        """Whether it is a bare number: chosen by the author."""
        node = self.node.terms[0] if isinstance(self.node, Operation) else self.node
        return isinstance(node, Number) and (self.node is node or len(self.node.terms) == 1)  # type: ignore[union-attr]

    @property
    def names(self) -> set[str]:
        """The names that it speaks of."""
        return names_in(self.node)

    def fill(self, namespace: Namespace) -> str:
        """Return the value as finished HTML; raises ExpressionError."""
        return written(namespace.value(self.node), self.format, self.place)


def written(value: Any, format_: Format, place: Place) -> str:
    """Return a value as HTML for a place."""
    text = show(value, format_, "maths" if place == "latex" else place)
    if place == "text":
        text = text.replace(" × ", f"{_JOINED}×{_JOINED}")
    if place != "maths":
        return escape(text, quote=False)
    if re.fullmatch(r"[\d.]+", text):
        return f"<mn>{text}</mn>"
    if match := re.fullmatch(r"(-?)\\frac\{(\d+)\}\{(\d+)\}", text):
        fraction = f"<mfrac><mn>{match[2]}</mn><mn>{match[3]}</mn></mfrac>"
        return f"<mrow><mo>−</mo>{fraction}</mrow>" if match[1] else fraction
    # One element, so that an exponent or a denominator holds the whole number.
    inner = inner_mathml(text)
    return inner if inner.startswith("<mrow>") and inner.count("<mrow>") == 1 else f"<mrow>{inner}</mrow>"


@dataclass
class Holes:
    """The holes of an item, a card or a page, numbered from 0; equal ones share a number."""

    found: dict[tuple[Any, ...], int] = field(default_factory=dict)
    holes: list[Hole] = field(default_factory=list)

    def character(self, hole: Hole) -> str:
        """Return the character that stands for a hole."""
        key = (hole.node, hole.format, hole.place)
        if key not in self.found:
            self.found[key] = len(self.holes)
            self.holes.append(hole)
        return chr(FIRST_HOLE + self.found[key])

    def fills(self, namespace: Namespace) -> list[str]:
        """Return what fills each hole; raises ExpressionError."""
        return [hole.fill(namespace) for hole in self.holes]

    def in_html(self, html: str) -> list[Hole]:
        """Return the holes of a piece of HTML, in its order."""
        return [self.holes[ord(match[0]) - FIRST_HOLE] for match in _HOLE.finditer(html)]


def filled(html: str, fills: Sequence[str]) -> str:
    """Return HTML with its holes filled."""
    return _HOLE.sub(lambda match: fills[ord(match[0]) - FIRST_HOLE], html)


def filled_throughout(data: Any, fills: Sequence[str]) -> Any:
    """Return data with the holes of all their texts filled."""
    if isinstance(data, str):
        return filled(data, fills)
    if isinstance(data, dict):
        return {key: filled_throughout(value, fills) for key, value in data.items()}
    if isinstance(data, list):
        return [filled_throughout(value, fills) for value in data]
    return data


class Compiler:
    """Turns the texts of one item, card or section into HTML with holes, and collects what is wrong.

    Parameters
    ----------
    holes : Holes
        Shared by the texts that are filled together.
    place : callable, optional
        From a kind and a name, as in `[[figure:name]]`, to HTML; None if there is no such thing.
    blanks : sequence of str
        Ids of gaps, written `[[id]]`.
    notation : str
        How mathematics is written.
    """

    def __init__(
        self,
        holes: Holes,
        place: Callable[[str, str], str | None] | None = None,
        blanks: Sequence[str] = (),
        notation: Notation = "mathml",
    ) -> None:
        self.holes = holes
        self.place = place
        self.blanks = blanks
        self.notation = notation
        self.faults: list[str] = []
        self.links: list[tuple[str, str]] = []
        self._values: list[tuple[Node, Format]] = []

    def block(self, text: str) -> str:
        """Return paragraphs, lists, tables and code."""
        return self._render(text, inline=False)

    def inline(self, text: str) -> str:
        """Return a text of one paragraph without the paragraph around it."""
        return self._render(text.strip(), inline=True)

    def option(self, text: str) -> str:
        """Return a text that is a block only if it has to be, such as code."""
        return self.block(text) if "```" in text or "\n\n" in text.strip() else self.inline(text)

    def code(self, text: str) -> str:
        """Return code, escaped, with its holes."""
        self._refuse_characters(text)
        return self._put(escape(self._take_values(text), quote=False), "code")

    # --- values ----------------------------------------------------------------------------------------

    def _take_values(self, text: str) -> str:
        """Return the text with each value as a character of its own, which Markdown leaves alone."""
        self._values = []

        def take(match: re.Match[str]) -> str:
            expression, _, format_ = match[1].partition(":")
            try:
                value = (parse(expression), Format.read(format_))
            except ExpressionError as error:
                self.faults.append(str(error))
                return "?"
            self._values.append(value)
            return chr(FIRST_HOLE + len(self._values) - 1)

        return _VALUE.sub(take, text)

    def _put(self, text: str, place: Place) -> str:
        """Return the text with each value as a hole of the table, for a place."""

        def put(match: re.Match[str]) -> str:
            node, format_ = self._values[ord(match[0]) - FIRST_HOLE]
            return self.holes.character(Hole(node, format_, place))

        return _HOLE.sub(put, text)

    # --- rendering -------------------------------------------------------------------------------------

    def _render(self, text: str, *, inline: bool) -> str:
        self._refuse_characters(text)
        taken = self._take_values(_FORBIDDEN.sub(" ", text))
        parser = _parser()
        tokens = parser.parseInline(taken) if inline else parser.parse(taken)
        tokens = self._with_places(tokens)
        for token in tokens:
            _keep_signs(token.children or [])
            for part in token.children or [token]:
                self._rewrite(part, has_escaped_dollar=r"\$" in text)
        html = str(parser.renderer.render(tokens, parser.options, {})).strip()
        # The empty corner of a table heads nothing.
        return _EMPTY_HEADER.sub("<td></td>", html)

    def _with_places(self, tokens: Sequence[Token]) -> list[Token]:
        """Put figures and labs in the place of the paragraphs that name them."""
        kept: list[Token] = []
        for token in tokens:
            match = _PLACE.fullmatch(token.content.strip()) if token.type == "inline" else None
            if match is None or self.place is None:
                kept.append(token)
                continue
            html = self.place(match[1], match[2])
            if html is None:
                self.faults.append(f"there is no {match[1]} “{match[2]}” in this file")
                continue
            if kept and kept[-1].type == "paragraph_open":
                kept[-1].hidden = True
            token.type, token.content, token.children = "placed", html, None
            kept.append(token)
        for before, token in pairwise(kept):
            if before.type == "placed" and token.type == "paragraph_close":
                token.hidden = True
        return kept

    def _rewrite(self, token: Token, *, has_escaped_dollar: bool) -> None:
        """Rewrite one token in place: mathematics to MathML, values to holes, gaps to elements."""
        if token.type in ("math_inline", "math_block", "math_inline_double"):
            self._refuse_typed(token.content)
            block = token.type != "math_inline"
            token.content = self._mathematics(token.content, block=block)
            if not block and self.notation == "mathml":
                token.content = _with_signs(_breakable(token.content), *token.meta.get("signs", ("", "")))
            elif signs := token.meta.get("signs"):
                token.content = f'<span class="whole">{signs[0]}{token.content}{signs[1]}</span>'
            token.type = "placed"
        elif token.type == "text":
            if "$" in token.content and not has_escaped_dollar:
                self.faults.append(
                    r"a dollar sign that opens or closes no mathematics; write \$ for a dollar"
                )
            self._refuse_typed(token.content)
            content = _BEFORE_NUMBER.sub(_JOINED, _APOSTROPHE.sub("’", token.content))
            token.content = self._put(self._with_blanks(escape(content, quote=False)), "text")
            token.type = "placed"
        elif token.type in ("code_inline", "fence", "code_block"):
            code = self._put(self._with_blanks(escape(token.content, quote=False)), "code")
            language = token.info.strip() if token.type == "fence" else ""
            if token.type == "code_inline":
                token.content = f"<code>{code}</code>"
            else:
                name = f' class="language-{escape(language)}"' if re.fullmatch(r"[a-z]+", language) else ""
                token.content = f"<pre><code{name}>{code}</code></pre>\n"
            token.type = "placed"
        elif token.type in ("th_open", "td_open") and "style" in token.attrs:
            side = str(token.attrs.pop("style")).removeprefix("text-align:")
            token.attrs["class"] = f"align-{side}"
        elif token.type == "image":
            self.faults.append("a picture; figures are computed, see [[figures]]")
        elif token.type == "link_open":
            self._link(token)

    def _mathematics(self, latex: str, *, block: bool) -> str:
        try:
            converted = mathml(self._put(latex, "maths"), block=block)
        except LatexError as error:
            self.faults.append(_HOLE.sub("…", str(error)))
            return ""
        if self.notation == "mathml":
            return converted
        # In LaTeX, what is more than one sign needs braces where one thing is expected.
        braced = self._put(_BINDING.sub(r"\1{\2}", escape(latex.strip(), quote=False)), "latex")
        return rf"\[{braced}\]" if block else rf"\({braced}\)"

    def _with_blanks(self, html: str) -> str:
        for name in self.blanks:
            html = html.replace(f"[[{name}]]", f'<span data-blank="{name}"></span>')
        return html

    def _link(self, token: Token) -> None:
        target = str(token.attrs.get("href", ""))
        match = _LINK.fullmatch(target)
        if match:
            self.links.append((match[1], match[2]))
            folder = {"concept": "concepts", "misconception": "misconceptions"}.get(match[1])
            token.attrs["href"] = f"../{folder}/{match[2]}.html" if folder else f"../index.html#{match[2]}"
        else:
            self.faults.append(
                f"a link to “{target}”; links lead to concept:id, misconception:id or exercise:ex03"
            )

    # --- what may not be in a text ---------------------------------------------------------------------

    def _refuse_characters(self, text: str) -> None:
        if match := _FORBIDDEN.search(text):
            self.faults.append(
                f"a control character (U+{ord(match[0]):04X}); write texts in literal strings, '…'"
            )
        if re.search(r"[\t\n][a-z]*abla\b|\theta|[\n]eq\b|\t(imes|ext|au|o)\b", text):
            self.faults.append(
                r"what was “\theta”, “\times” or “\nabla” has lost its backslash; write literal strings, '…'"
            )

    def _refuse_typed(self, text: str) -> None:
        for match in _TYPED.finditer(text):
            digits = match[0].partition("e")[0]
            significant = digits.replace(",", "").strip("0") if "." not in digits else "typed"
            if len(significant) > 1:
                self.faults.append(
                    f"the figure {match[0]} is typed; compute it in [values], name it in [given], "
                    f"or write {{{{ {match[0]} }}}} if it follows from nothing"
                )


def _keep_signs(parts: Sequence[Token]) -> None:
    """Give a formula the brackets and full stops that touch it; else a line might begin with a comma."""
    for place, part in enumerate(parts):
        if part.type != "math_inline":
            continue
        signs = ["", ""]
        if place > 0 and parts[place - 1].type == "text":
            text, opening = _OPENING.findall(parts[place - 1].content)[0]
            parts[place - 1].content, signs[0] = text, opening
        if place + 1 < len(parts) and parts[place + 1].type == "text":
            closing, text = _CLOSING.findall(parts[place + 1].content)[0]
            parts[place + 1].content, signs[1] = text, closing.replace("'", "’")
        if any(signs):
            part.meta["signs"] = signs


def _breakable(html: str) -> list[str]:
    """Return an inline formula, in parts that may stand on two lines if it is long."""
    inner = html.removeprefix("<math>").removesuffix("</math>")
    if len(re.sub(r"<[^<>]*>", "", inner)) <= _LONG_FORMULA:
        return [html]
    return [f"<math>{part}</math>" for part in at_relations(inner)]


def _with_signs(parts: Sequence[str], before: str, after: str) -> str:
    """Return a formula with the signs that touch it, which no end of a line may part from it."""
    first, last = parts[0], parts[-1]
    if len(parts) == 1:
        return f'<span class="whole">{before}{first}{after}</span>' if before or after else first
    first = f'<span class="whole">{before}{first}</span>' if before else first
    last = f'<span class="whole">{last}{after}</span>' if after else last
    return "".join((first, *parts[1:-1], last))


@cache
def _parser() -> MarkdownIt:
    """Return the Markdown parser: no HTML, tables, mathematics."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.use(dollarmath_plugin, allow_labels=False, allow_space=False, double_inline=True)
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # links are checked by their scheme
    parser.add_render_rule("placed", _placed)
    return parser


def _placed(_self: Any, tokens: Sequence[Token], place: int, _options: Any, _env: Mapping[str, Any]) -> str:
    """Write a token that is finished HTML."""
    return tokens[place].content
