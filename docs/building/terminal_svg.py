"""Draws what a terminal shows as an SVG: text that can be selected, no font that has to be fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

# What the reader's machine has; the last word of it fits every machine.
FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"
FONT_SIZE = 14
COLUMN = 8.4  # a character's width, which every run of text is stretched or shrunk to
LINE = 20
MARGIN = 16

_ESCAPE = re.compile(r"\x1b\[([\d;]*)m")
_RUN = re.compile(r"\S+(?: \S+)*")  # a run ends at two spaces, so that columns stay where they are


@dataclass(frozen=True)
class Palette:
    """Colours of one look; every one has a contrast of at least 4.5 to the background."""

    background: str
    border: str
    plain: str
    dim: str
    red: str
    green: str


LIGHT = Palette("#ffffff", "#d0d7de", "#1f2328", "#59636e", "#b3261e", "#11632a")
DARK = Palette("#0d1117", "#3d444d", "#e6edf3", "#9198a1", "#ff7b72", "#3fb950")
_CLASSES = {"1": "bold", "2": "dim", "31": "red", "32": "green"}


def draw(text: str, palette: Palette, *, title: str) -> str:
    """Return an SVG of what a terminal shows.

    Parameters
    ----------
    text : str
        Lines with escape sequences for bold, dim, red and green; others are refused.
    palette : Palette
        The colours.
    title : str
        What a screen reader says that it is.
    """
    lines = text.rstrip("\n").split("\n")
    columns = max(len(_ESCAPE.sub("", line)) for line in lines)
    width, height = round(columns * COLUMN + 2 * MARGIN), len(lines) * LINE + 2 * MARGIN
    rows = "".join(_row(line, number) for number, line in enumerate(lines))
    style = (
        f"text{{font:{FONT_SIZE}px {FONTS};fill:{palette.plain};white-space:pre}}"
        f".bold{{font-weight:700}}.dim{{fill:{palette.dim}}}"
        f".red{{fill:{palette.red}}}.green{{fill:{palette.green}}}"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title" width="{width}" '
        f'height="{height}" viewBox="0 0 {width} {height}">\n'
        f'<title id="title">{escape(title)}</title>\n<style>{style}</style>\n'
        f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="8" '
        f'fill="{palette.background}" stroke="{palette.border}"/>\n{rows}</svg>\n'
    )


def plain(text: str) -> str:
    """Return the text without its escape sequences."""
    return _ESCAPE.sub("", text)


def _row(line: str, number: int) -> str:
    """Return a line's runs of text, each at its own column."""
    y = MARGIN + number * LINE + FONT_SIZE
    column, classes, runs = 0, [], []
    pieces = _ESCAPE.split(line)
    for place, piece in enumerate(pieces):
        if place % 2:
            classes = [_CLASSES[code] for code in piece.split(";") if code not in ("", "0")]
            continue
        for match in _RUN.finditer(piece):
            x = f"{MARGIN + (column + match.start()) * COLUMN:.1f}"
            length = f"{len(match[0]) * COLUMN:.1f}"
            named = f' class="{" ".join(classes)}"' if classes else ""
            runs.append(f'<text{named} x="{x}" y="{y}" textLength="{length}">{escape(match[0])}</text>\n')
        column += len(piece)
    return "".join(runs)
