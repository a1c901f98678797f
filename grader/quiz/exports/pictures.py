"""A lesson's figure as a file of its own: with a namespace, colours and a background."""

from __future__ import annotations

import re

#: The marks on the lines, in the order in which grader.quiz.drawing gives them.
MARKS = "●■▲◆✕"
#: The pages' light palette, by the classes that grader.quiz.drawing gives.
_STYLE = (
    "svg{font:12px system-ui,sans-serif;background:#fff}"
    "text{fill:#555}.axis{fill:#1c1c1c;font-weight:600}"
    ".grid path{stroke:#e4e0d6}.contour{fill:none;stroke:#cfc9bb;stroke-width:1.25}"
    ".start{fill:none;stroke:#1c1c1c;stroke-width:1.5}"
    ".line{fill:none;stroke-width:2;stroke-linejoin:round}.line.curve{stroke:#555}"
    ".line.tangent{stroke:#b3400f;stroke-width:1.5;stroke-dasharray:2 4}"
    ".look-0 .line{stroke:#1f4fa8}.look-1 .line{stroke:#b3400f;stroke-dasharray:7 4}"
    ".look-2 .line{stroke:#17653a;stroke-dasharray:2 4}"
    ".look-3 .line{stroke:#7b3fa0;stroke-dasharray:10 3 2 3}"
    ".look-4 .line{stroke:#7a5200;stroke-dasharray:14 4}"
    ".look-0 .marks{fill:#1f4fa8}.look-1 .marks{fill:#b3400f}.look-2 .marks{fill:#17653a}"
    ".look-3 .marks{fill:#7b3fa0}.look-4 .marks{fill:none;stroke:#7a5200;stroke-width:2}"
)


def standing_alone(svg: str) -> str:
    """Return a figure's picture as the text of a file.

    Parameters
    ----------
    svg : str
        An `<svg>` element as `grader.quiz.drawing.plot` makes it.
    """
    size = re.search(r'viewBox="0 0 (\d+) (\d+)"', svg)
    assert size is not None
    start = svg.index(">") + 1
    opening = svg[: start - 1].replace(
        "<svg", f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[1]}" height="{size[2]}"', 1
    )
    background = f'<rect width="{size[1]}" height="{size[2]}" fill="#fff"/>'
    return f"{opening}><style>{_STYLE}</style>{background}{svg[start:]}\n"
