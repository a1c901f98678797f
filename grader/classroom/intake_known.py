"""Recognises in a roster whoever a gradebook calls otherwise, so that nobody is in it twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grader.classroom.intake_roster import Roster
    from grader.classroom.records import Learner


def recognise(roster: Roster, known: Iterable[Learner]) -> None:
    """Tell the roster what its learners were called before, and by what else they are known.

    Parameters
    ----------
    roster : Roster
        As it was read. Its learners keep the columns that an earlier roster had and this one has not.
    known : iterable of Learner
        Of the gradebook.

    Raises
    ------
    UsageError
        Somebody may be the same by the name alone, and the column that told them apart before is gone.
    """
    doubtful: tuple[Learner, str] | None = None
    for learner in known:
        meant = learner.learner if roster.has(learner.learner) else _meant(roster, learner)
        roster.meet(learner.learner, is_apart=meant is None and bool(learner.enrolled))
        if meant is not None:
            roster.rename(learner.learner, meant)
            roster.complete(meant, learner.roster)
        elif doubtful is None and learner.enrolled and (namesake := _namesake(roster, learner)):
            doubtful = learner, namesake
    if doubtful is not None and not roster.has_met(doubtful[1]):
        learner, namesake = doubtful
        column = next(iter(_key_columns(learner)), "learner")
        raise UsageError(
            f"{learner.name} is “{learner.learner}” in the gradebook and “{namesake}” in this roster, and no "
            f"column says that they are one. Add the column “{column}” of the roster before, so that nobody "
            "is counted twice."
        )


def _meant(roster: Roster, learner: Learner) -> str | None:
    """Return the only one of the roster who must be this learner; None if nobody must."""
    identifiers = roster.identifiers(learner.roster)
    names = [*identifiers, ("", learner.learner)]
    # Whoever was never in a roster, or in one of names alone, is found as their files would be.
    by_name = not learner.enrolled or not identifiers
    if by_name:
        names = [*learner.roster.items(), ("", learner.learner), ("", learner.name)]
    matches = roster.match(names)
    if len(matches) != 1:
        return None
    (meant,) = matches
    is_sure = by_name or roster.shares_identifier(meant, identifiers)
    return meant if is_sure or not roster.is_called_otherwise(meant, learner.name) else None


def _namesake(roster: Roster, learner: Learner) -> str:
    """Return who of the roster has the same name, if the column that told learners apart is not there."""
    if not learner.name or roster.columns & {column.lower() for column in _key_columns(learner)}:
        return ""
    matches = roster.match([("", learner.name)])
    is_one = len(matches) == 1 and not roster.is_called_otherwise(matches[0], learner.name)
    return matches[0] if is_one else ""


def _key_columns(learner: Learner) -> list[str]:
    """Return the columns of an earlier roster that hold what the gradebook calls a learner."""
    return [column for column, cell in learner.roster.items() if cell == learner.learner]
