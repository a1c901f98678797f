"""What a recogniser has found, before it is put into words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grader.results import Evidence

if TYPE_CHECKING:
    from grader.maths.model import Candidate


@dataclass(frozen=True)
class Finding:
    """One misconception that a function's answers are evidence of.

    Attributes
    ----------
    misconception : str
        Its id.
    function : str
        The learner's function that it was found in.
    detail : tuple of str
        What tells variants apart.
    formula : str
        What the code computes, one or more lines.
    evidence : tuple of Evidence
        Strongest first.
    number : float
        The number that the submission has in the place of the learning rate, where that is the finding.
    candidate : Candidate or None
        The formulas that reproduce a cost's or a gradient's numbers.
    """

    misconception: str
    function: str
    detail: tuple[str, ...] = ()
    formula: str = ""
    evidence: tuple[Evidence, ...] = field(default=(Evidence.NUMBERS,))
    number: float = 0.0
    candidate: Candidate | None = None
