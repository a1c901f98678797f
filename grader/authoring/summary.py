"""What all parts of the work on an exercise came to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.authoring.gate import Result
    from grader.errors import Fault


@dataclass(frozen=True)
class Summary:
    """One exercise, examined.

    Attributes
    ----------
    stem : str
        The exercise's.
    faults : tuple of Fault
        Each once.
    seconds : float
        Of work, in all processes together.
    judged : int
        How many wrong submissions, or mutants.
    functions, proved : tuple of str
        The exercise's functions, and those of the reference that equal the formulas for every input.
    pairs : int
        How many pairs of misconceptions were compared with all others.
    matrix : tuple of str
        The separation matrix, line by line.
    killed, equivalent : int
        How many mutants were seen, and how many have a written reason why they cannot be; both 0 unless
        mutants were looked at.
    """

    stem: str
    faults: tuple[Fault, ...]
    seconds: float
    judged: int = 0
    functions: tuple[str, ...] = ()
    proved: tuple[str, ...] = ()
    pairs: int = 0
    matrix: tuple[str, ...] = ()
    killed: int = 0
    equivalent: int = 0

    @property
    def mutation_score(self) -> float:
        """Mutants that were seen, over those that could be."""
        possible = self.judged - self.equivalent
        return self.killed / possible if possible else 1.0


def summarised(results: Sequence[Result]) -> list[Summary]:
    """Return what was found about each exercise, in the order of their stems."""
    by_stem: dict[str, list[Result]] = {}
    for result in results:
        by_stem.setdefault(result.task.stem, []).append(result)
    return [_of_parts(stem, by_stem[stem]) for stem in sorted(by_stem)]


def _of_parts(stem: str, parts: Sequence[Result]) -> Summary:
    def noted(key: str) -> tuple[str, ...]:
        return tuple(line for part in parts for line in part.notes.get(key, ()))

    def counted(key: str) -> int:
        return sum(part.notes.get(key, 0) for part in parts)

    faults = dict.fromkeys(fault for part in parts for fault in part.faults)
    return Summary(
        stem,
        tuple(sorted(faults, key=lambda fault: (fault.path, fault.line))),
        sum(part.seconds for part in parts),
        counted("judged"),
        noted("functions"),
        noted("proved"),
        counted("pairs"),
        noted("matrix"),
        counted("killed"),
        counted("equivalent"),
    )
