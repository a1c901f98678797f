"""A few wrong submissions with two mistakes each, drawn from all pairs that an exercise has."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import TYPE_CHECKING, TypeVar

from grader.authoring.code import replaced
from grader.authoring.wrong import WrongSubmission, of_candidate
from grader.maths.cache import pairs_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grader.exercise import Exercise
    from grader.maths.model import Derivation

Choice = TypeVar("Choice")

#: How many pairs within one function and across two are judged.
_WITHIN, _ACROSS = 3, 2
#: What keeps its own face beside a mistake in the gradient or in the loop: a step that is merely longer
#: or turned round may as well be the gradient's mistake, and one that is not taken hides the loop's.
_IN_UPDATES = ("sequential-update", "ignored-alpha", "hard-coded-alpha", "updated-one-parameter")
_IN_LOOPS = ("extra-step", "missing-step", "stale-gradient")


def sampled_pairs(
    exercise: Exercise, derivation: Derivation, singles: Sequence[WrongSubmission], near: Sequence[str]
) -> list[WrongSubmission]:
    """Return some wrong submissions with two mistakes; the same ones in every run.

    Parameters
    ----------
    exercise, derivation
        Whose.
    singles : sequence of WrongSubmission
        All with one mistake.
    near : sequence of str
        Pairs, as “one and other”, that the probes do not tell from something else by chance.
    """
    random = Random(f"pairs {exercise.stem}")
    reference = exercise.reference.read_text(encoding="utf-8")
    within: list[WrongSubmission] = []
    for function in exercise.functions:
        if function.computes in ("cost", "gradient") and len(derivation.costs) == 1:
            pairs = pairs_of(exercise.problem, next(iter(derivation.costs)), function.computes)
            told = [pair for pair in pairs if " and ".join(pair.misconceptions) not in near]
            within += [
                of_candidate(exercise, derivation, function, pair, reference)
                for pair in _drawn(random, told, _WITHIN)
            ]
    across = list(_across(exercise, singles))
    return [*_drawn(random, within, _WITHIN), *_drawn(random, across, _ACROSS)]


def _drawn(random: Random, choices: Sequence[Choice], count: int) -> list[Choice]:
    return random.sample(list(choices), min(count, len(choices)))


def _across(exercise: Exercise, singles: Sequence[WrongSubmission]) -> Iterator[WrongSubmission]:
    """Yield two mistakes in two functions, of which neither hides the other."""
    of = {function.name: function.computes for function in exercise.functions}
    gradients = [wrong for wrong in singles if of[wrong.function] == "gradient" and wrong.code]
    updates = [wrong for wrong in singles if wrong.misconceptions[0] in _IN_UPDATES and wrong.code]
    loops = [wrong for wrong in singles if wrong.misconceptions[0] in _IN_LOOPS and wrong.code]
    for one, other in (*product(gradients, updates), *product(updates, loops)):
        if one.function != other.function and not (one.equal or other.equal):
            yield WrongSubmission(
                (*one.misconceptions, *other.misconceptions),
                other.function,
                replaced(one.source, {other.function: other.code}),
            )
