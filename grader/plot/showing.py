"""From a submission in its worker to the picture of it, or to the sentence that says why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.judge.bench import make_bench
from grader.judge.submission import why_no_value
from grader.plot.choosing import choose_picture
from grader.wording import sentence

if TYPE_CHECKING:
    from grader.exercise import Exercise
    from grader.plot.picture import Picture
    from grader.sandbox import Worker

SEED = 1


def picture_of(
    exercise: Exercise, worker: Worker, seed: int | None = None, function: str = ""
) -> tuple[Picture | None, str]:
    """Return the picture of a submission, or None and a sentence.

    Parameters
    ----------
    exercise : Exercise
        What it is about.
    worker : Worker
        Was given the submission.
    seed : int, optional
        What the data are drawn from; a picture that is looked at twice should be the same.
    function : str
        The only function to look at; empty for the one that tells most.
    """
    seed = SEED if seed is None else seed
    bench = make_bench(exercise, worker, seed)
    loaded = worker.load()
    if loaded.status != "returned":
        return None, sentence(
            "Nothing can be drawn: {reason}", reason=why_no_value(exercise.stub.name, loaded)
        )
    picture = choose_picture(bench, seed, function)
    bench.submission.renew()
    if picture is None:
        return None, sentence(
            "{short} has no path that a picture could show; its numbers tell more.", short=exercise.short
        )
    return picture, ""
