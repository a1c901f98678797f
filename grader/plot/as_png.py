"""A picture as PNG, drawn by matplotlib, which is an extra: `pip install 'gradient-descent-grader[plot]'`."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np

from grader.errors import UsageError
from grader.installation import install_line
from grader.languages import say
from grader.plot.as_svg import BLUE, FAINT, INK, RED

if TYPE_CHECKING:
    from grader.plot.picture import Picture


def to_png(picture: Picture, *, head: str) -> bytes:
    """Return the picture as a PNG file.

    Parameters
    ----------
    picture : Picture
        What is drawn.
    head : str
        The exercise's name.

    Raises
    ------
    UsageError
        matplotlib is not installed.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise UsageError(
            f"A PNG needs matplotlib: {install_line('plot')}, or write an .svg, which needs nothing."
        ) from None
    figure = Figure(figsize=(7.6, 5.6), dpi=150, layout="constrained")
    axes = figure.add_subplot()
    if picture.grid is not None:
        ny, nx = picture.grid.shape
        across, up = np.linspace(*picture.x_range, nx), np.linspace(*picture.y_range, ny)
        axes.contour(across, up, picture.grid, levels=list(picture.levels), colors=FAINT, linewidths=0.8)
    if picture.curve is not None:
        axes.plot(*picture.curve.T, color=FAINT, linewidth=1.5, label="J")
    is_line = picture.kind != "curve"
    sides = (
        (picture.right, BLUE, "o-" if is_line else "o", say("right")),
        (picture.yours, RED, "x--", say("yours")),
    )
    for track, ink, style, name in sides:
        points = track.points[np.all(np.isfinite(track.points), axis=1)]
        style = style if is_line else style[0]
        axes.plot(*points.T, style, color=ink, label=name, markerfacecolor="white", markersize=6)
    if picture.kind != "course":
        axes.plot(*picture.right.points[0], "s", color=INK, label=say("start"))
    axes.set(xlim=picture.x_range, ylim=picture.y_range, xlabel=picture.x_label, ylabel=picture.y_label)
    axes.set_title(f"{head}: {picture.title}", loc="left", fontsize=10)
    axes.legend()
    if picture.notes:
        figure.supxlabel("\n".join(picture.notes), fontsize=8, wrap=True)
    written = io.BytesIO()
    figure.savefig(written, format="png", metadata={"Title": picture.title, "Software": None})
    return written.getvalue()
