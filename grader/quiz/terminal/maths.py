"""A formula in MathML as one line of Unicode: ∂J/∂w, (f(xᵢ) − yᵢ)², Σᵢ₌₁ᵐ; unbroken where it is short."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from grader.quiz.latex import FUNCTION_SPACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.quiz.terminal.plain import Element

#: So long may a formula be that no line may end in.
UNBROKEN = 16
NO_BREAK = "\u00a0"

_RAISED = dict(zip("0123456789+−-=()nimkjtT′", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱᵐᵏʲᵗᵀ′", strict=True))
_LOWERED = dict(zip("0123456789+−-=()ijkmnt", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ᵢⱼₖₘₙₜ", strict=True))
_HAT, _BAR = "\u0302", "\u0304"
_ABOVE = {"^": _HAT, "ˆ": _HAT, "‾": _BAR, "¯": _BAR, "_": _BAR, "~": "\u0303", "→": "\u20d7"}
_SIMPLE = re.compile(r"[\w∂∇Δ.′\u0302\u0304]*|\([^()]*\)|[)\]|‖]")
#: One factor: below a line, 2m would be read as a half times m.
_FACTOR = re.compile(r"[\d.]*|[^\W\d][\w′\u0302\u0304]*|[∂∇Δ]\w*|\|\w+\||\([^()]*\)")
_OPENS = re.compile(r"(^|[(\[=≠≈≔<>≤≥←→⇒∈∼,;+−·×/^]) *$")
_DERIVATIVE = re.compile(r"^d (?=\w)")
#: What stands between two values, and what stands before one.
_SPACED = set("=≠<>≤≥≈≔←→⇒⇔∈∼∝+−±·×⋅∗*∘") | {":=", "⟶", "⟵", "↦", "⟹"}
#: Characters for which there is a better known one; two of them are invisible.
_PLAINER = {"-": "−", "≔": ":=", "ϵ": "ε", "ϕ": "φ", "\u2061": "", "\u2062": ""}
_CLOSES = set(")],;.:!?|‖⌋⌉")
_SIGNS = set("+−±")
_TIGHT = set("∂∇Δ")


def formula(element: Element) -> str:
    """Return a `<math>` element, or a part of one, as a line of text."""
    text = re.sub(r" +", " ", _row(element.children)).strip()
    return text.replace(" ", NO_BREAK) if len(text) <= UNBROKEN else text


def _row(children: Sequence[Element]) -> str:
    """Return parts that stand side by side, with blanks where a reader needs them."""
    written = ""
    before: Element | None = None
    for child in _flat(children):
        text = _part(child)
        if not text:
            continue
        if child.tag == "mo" and text in _SPACED:
            written += text if text in _SIGNS and _opens(written) else f" {text} "
        elif child.tag == "mo" and text in (",", ";"):
            written += f"{text} "
        elif child.tag == "mfrac" and before is not None and _is_function(before):
            written += f"({text})"
        else:
            is_beside_fraction = before is not None and "mfrac" in (before.tag, child.tag)
            written += _blank(written, text, is_beside_fraction=is_beside_fraction) + text
        before = child
    return written


def _opens(written: str) -> bool:
    """Tell whether a plus or a minus that follows is a sign, and joins nothing."""
    is_inside_bars = written[-1:] in ("|", "‖") and written.count(written[-1]) % 2 == 1
    return is_inside_bars or bool(_OPENS.search(written))


def _is_function(element: Element) -> bool:
    return element.tag == "mi" and len(_part(element)) > 1


def _flat(children: Sequence[Element]) -> list[Element]:
    """Return parts without the rows that only hold them together."""
    flat: list[Element] = []
    for child in children:
        if child.tag in ("mrow", "mstyle", "mpadded"):
            flat += _flat(child.children)
        elif child.attributes.get("width") == FUNCTION_SPACE:
            continue  # a line of text has rules of its own for what stands beside a function
        elif child.tag or child.text.strip():
            flat.append(child)
    return flat


def _blank(before: str, text: str, *, is_beside_fraction: bool) -> str:
    """Return what separates two parts: wx would read as one name, and is w times x."""
    if not before or before.endswith(" ") or re.search(r"[∂∇Δ(\[][⁰-⁹²³¹]*$", before):
        return ""
    if is_beside_fraction and text[0] not in _CLOSES and before[-1] not in "|‖([+−±":
        return " "
    if text[0] in "(|‖" and re.search(r"[ΣΠ][^ ()]*$", before):
        return " "
    if text[0] in _TIGHT or text[0].isalpha():
        # A number and its letter are one factor, 2w; an index and a letter are two, wᵢ xᵢ.
        return " " if before[-1].isalnum() and not before[-1].isdecimal() else ""
    return " " if text[0].isdigit() and before[-1].isalpha() else ""


def _part(element: Element) -> str:
    parts = _flat(element.children)
    match element.tag:
        case "":
            return element.text.strip()
        case "mi" | "mn" | "mo":
            text = "".join(child.text for child in element.children).strip()
            if element.tag == "mo" and text in ("∑", "∏"):
                return {"∑": "Σ", "∏": "Π"}[text]
            return _PLAINER.get(text, text)
        case "mtext":
            return re.sub(r"\s", " ", "".join(child.text for child in element.children))
        case "mspace" | "mphantom":
            return " "
        case "msqrt":
            return f"√{_grouped(_row(parts))}"
        case "mtable":
            rows = [_row(row.children) for row in element.children if row.tag == "mtr"]
            return "; ".join(rows)
        case "mtr" | "mtd":
            return f"{_row(parts)} "
    return _scripted(element)


def _scripted(element: Element) -> str:
    """Return a fraction, a power, an index or what stands above or below something."""
    children = [child for child in element.children if child.tag or child.text.strip()]
    texts = [_row([child]).strip() for child in children]
    if element.tag == "mfrac" and len(texts) == 2:
        above, below = (_DERIVATIVE.sub("d", text) for text in texts)
        return f"{_grouped(above)}/{below if _FACTOR.fullmatch(below) else f'({below})'}"
    if element.tag == "mroot" and len(texts) == 2:
        return f"{_grouped(texts[0])}^(1/{texts[1]})"
    if element.tag == "msup" and len(texts) == 2:
        return _grouped(texts[0]) + _script(texts[1], "^", _RAISED)
    if element.tag in ("msub", "munder") and len(texts) == 2:
        return texts[0] + _script(texts[1], "_", _LOWERED)
    if element.tag in ("msubsup", "munderover") and len(texts) == 3:
        return texts[0] + _script(texts[1], "_", _LOWERED) + _script(texts[2], "^", _RAISED)
    if element.tag == "mover" and len(texts) == 2:
        accent = _ABOVE.get(texts[1])
        return texts[0] + (accent if accent and len(texts[0]) == 1 else f"^({texts[1]})")
    return _row(element.children)


def _script(text: str, sign: str, letters: dict[str, str]) -> str:
    """Return an index or a power in small characters, or where there are none after a sign."""
    if text in ("′", "'", "⊤", "*", "∗"):
        return {"⊤": "ᵀ", "∗": "*"}.get(text, text)
    bare = text.replace(" ", "")
    if bare.isalpha() and len(bare) > 2:
        return sign + _grouped(bare)
    if bare and all(character in letters for character in bare):
        return "".join(letters[character] for character in bare)
    return sign + _grouped(text)


def _grouped(text: str) -> str:
    return text if _SIMPLE.fullmatch(text) else f"({text})"
