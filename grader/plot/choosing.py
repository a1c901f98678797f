"""Which picture is shown of a submission: the first in which the two sides differ."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from grader.errors import UsageError
from grader.plot.descents import draw_descents
from grader.plot.formulas import draw_formulas
from grader.plot.picture import clipped_note
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.judge.bench import Bench
    from grader.plot.picture import Picture


def choose_picture(bench: Bench, seed: int, function: str = "") -> Picture | None:
    """Return the picture that tells most of a submission; None if there is nothing to draw.

    Parameters
    ----------
    bench : Bench
        The submission, the oracle and the probes.
    seed : int
        What the picture's data are drawn from.
    function : str
        The only function to look at; empty for the first one in which the sides differ.

    Raises
    ------
    UsageError
        The exercise has no such function, or it walks nowhere.
    """
    known = [declared.name for declared in bench.exercise.functions]
    if function and function not in known:
        raise UsageError(
            sentence(
                "{short} has no function {function}. It has {names}.",
                short=bench.exercise.short,
                function=function,
                names=", ".join(known),
            )
        )
    first = None
    for picture in _pictures(bench, seed, function):
        if not picture.is_same and picture.yours.points.shape[0] > 1:
            return _noted(picture)
        first = first or picture
    if first is None and function:
        raise UsageError(
            sentence("Nothing can be drawn of {function} alone; leave --of out.", function=function)
        )
    return _noted(first) if first is not None else None


def _pictures(bench: Bench, seed: int, function: str) -> Iterator[Picture]:
    if bench.derivation.costs:
        yield from draw_descents(bench, seed, function)
    else:
        yield from draw_formulas(bench, seed, function)


def _noted(picture: Picture) -> Picture:
    """Return a picture with what is to be said below it."""
    notes: list[str] = []
    is_course = picture.kind == "course"
    if picture.yours.ended:
        step = picture.yours.points.shape[0] - is_course
        notes.append(
            sentence(
                "Yours ends before {counted} {step}: {ended}",
                counted=picture.counted,
                step=max(step, 0),
                ended=picture.yours.ended,
            )
        )
    elif picture.is_same:
        notes.append(
            sentence(
                "Both paths are the same; grader check says whether {function} is right in all else.",
                function=picture.function,
            )
        )
    elif not is_course and not np.ptp(picture.yours.points, axis=0).any():
        notes.append(sentence("Yours stays where it starts."))
    if clipped := clipped_note(picture):
        notes.append(clipped)
    return replace(picture, notes=(*notes, *picture.notes))
