"""Which characters a report may hold: none that steer a terminal, only ASCII where nothing else is shown."""

from __future__ import annotations

import re
import unicodedata

# Everything that moves a cursor, changes a colour or turns the direction of writing; \n and \t stay.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
# Compiled when it is first used: a set that spans a million characters takes ten milliseconds.
_NOT_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"

_ASCII = {
    "−": "-",
    "–": "-",
    "—": "-",
    "‐": "-",
    "·": "*",
    "×": "x",
    "⋅": "*",
    "÷": "/",
    "←": ":=",
    "→": "->",
    "↦": "|->",
    "∂": "d",
    "∇": "grad ",
    "Σ": "sum",
    "∑": "sum",
    "∏": "product",
    "√": "sqrt",
    "‖": "||",
    "∥": "||",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "≈": "~",
    "≡": "==",
    "∈": "in",
    "∞": "inf",
    "⌊": "floor(",
    "⌋": ")",
    "⌈": "ceil(",
    "⌉": ")",
    "½": "1/2",
    "¼": "1/4",
    "ᵀ": "^T",
    "⊤": "^T",
    "′": "'",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "…": "...",
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "Ä": "Ae",
    "Ö": "Oe",
    "Ü": "Ue",
    "ß": "ss",
    "✓": "+",
    "✗": "x",
    "│": "|",
    "•": "-",
    "\u00a0": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\u0302": "hat",
    "\u0304": "bar",
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "Δ": "Delta",
    "ε": "epsilon",
    "η": "eta",
    "θ": "theta",
    "λ": "lambda",
    "μ": "mu",
    "ν": "nu",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "τ": "tau",
    "φ": "phi",
    "ω": "omega",
}
_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵐᵏʲᵗ", "0123456789+-=()nimkjt", strict=True))
_SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ᵢⱼₘₙₖₜ", "0123456789+-=()ijmnkt", strict=True))
_OPERATOR_INSIDE = re.compile(r"[^(][-+=]")


def harmless(text: str) -> str:
    """Return the text with every character that steers a terminal written as its escape."""
    return _STEERING.sub(lambda match: repr(match[0])[1:-1], whole(text).replace("\r\n", "\n"))


def whole(text: str) -> str:
    """Return the text with lone surrogates, which no encoding has, replaced."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def for_xml(text: str) -> str:
    """Return the text without the characters that XML does not allow."""
    return re.sub(_NOT_XML, "", text)


def to_ascii(text: str) -> str:
    """Return the text in ASCII; mathematics stays legible, what has no equivalent becomes a question mark."""
    for signs, mark in ((_SUPERSCRIPTS, "^"), (_SUBSCRIPTS, "_")):
        pattern = f"[{''.join(signs)}]+"
        text = re.sub(pattern, lambda match, signs=signs, mark=mark: mark + _spelt(match[0], signs), text)  # type: ignore[misc]
    text = "".join(_ASCII.get(character, character) for character in text)
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(
        _ASCII.get(character, "" if unicodedata.combining(character) else character)
        for character in decomposed
    )
    return plain.encode("ascii", "replace").decode("ascii")


def _spelt(run: str, signs: dict[str, str]) -> str:
    """Return a run of superscripts or subscripts as ordinary characters, in brackets if it is a sum."""
    plain = "".join(signs[sign] for sign in run)
    return f"({plain})" if _OPERATOR_INSIDE.search(plain) and not plain.startswith("(") else plain
