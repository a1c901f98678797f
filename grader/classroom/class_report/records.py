"""What a class report holds, as plain data; every list is bounded and says how much it leaves out."""

from __future__ import annotations

from dataclasses import dataclass

#: Bars of a score distribution: ten of a tenth each, and one for all points.
N_BINS = 11


@dataclass(frozen=True)
class Totals:
    """The class in numbers.

    Attributes
    ----------
    n_learners : int
        The enrolled if there was a roster, else everybody known.
    has_roster : bool
        Whether there was one.
    n_active : int
        Learners with something handed in.
    n_judged_learners : int
        Learners with at least one submission that was graded; what shares of learners refer to.
    n_handed_in, n_graded, n_waiting, n_faults : int
        Pairs of learner and exercise: handed in; of these graded, not graded yet, ended by our own fault.
    n_missing : int
        Pairs without a hand-in, not even one that could not be graded.
    n_not_graded : int
        Pairs with a file that could not be graded and nothing newer that was.
    n_late, n_by_hand : int
        Hand-ins that the LMS calls late; points that a person set.
    n_strangers : int
        Learners who handed in and are not in the roster.
    """

    n_learners: int
    has_roster: bool
    n_active: int
    n_judged_learners: int
    n_handed_in: int
    n_graded: int
    n_waiting: int
    n_faults: int
    n_missing: int
    n_not_graded: int
    n_late: int
    n_by_hand: int
    n_strangers: int


@dataclass(frozen=True)
class ExerciseSummary:
    """How the class did in one exercise.

    Attributes
    ----------
    n_scored : int
        Learners with points, graded or set by hand; mean, median and bins are theirs.
    mean, median : float or None
        Scores from 0 to 1.
    n_full : int
        Learners with all points.
    bins : tuple of int
        Learners by score: from 0 up to a tenth, …, below all points, all points.
    outcomes : tuple of (str, int)
        How submissions ended, most frequent first.
    n_unnamed : int
        Wrong values for which no mistake was named.
    n_without_values : int
        Submissions that ended otherwise (an error, a limit, no Python) and for which no mistake was named.
    """

    exercise: str
    title: str
    n_handed_in: int
    n_graded: int
    n_missing: int
    n_scored: int
    mean: float | None
    median: float | None
    n_full: int
    bins: tuple[int, ...]
    outcomes: tuple[tuple[str, int], ...]
    n_unnamed: int
    n_without_values: int

    @property
    def short(self) -> str:
        """Return the exercise's short name, such as `ex03`."""
        return self.exercise.partition("_")[0]


@dataclass(frozen=True)
class Mistake:
    """A misconception and how many learners have it.

    Attributes
    ----------
    by_exercise : tuple of int
        Learners with it in each exercise of the report, in its order.
    """

    misconception: str
    title: str
    message: str
    question: str
    concept: str
    n_learners: int
    by_exercise: tuple[int, ...]


@dataclass(frozen=True)
class Together:
    """Two mistakes of the same learners, in whichever exercises.

    Attributes
    ----------
    n_both : int
        Learners with both.
    n_expected : float
        How many that would be if the one had nothing to do with the other.
    lift : float or None
        Their ratio; None where too few have both to say.
    stands_out : bool
        It is more than chance alone usually brings about.
    """

    one: str
    other: str
    n_one: int
    n_other: int
    n_both: int
    n_expected: float
    lift: float | None
    stands_out: bool


@dataclass(frozen=True)
class ConceptToTeach:
    """A concept that mistakes belong to, and the learners who made them."""

    concept: str
    n_learners: int
    misconceptions: tuple[str, ...]


@dataclass(frozen=True)
class HardCheck:
    """A check and how many did not pass it; who was not judged by it, for it was skipped, is apart."""

    exercise: str
    check: str
    title: str
    n_judged: int
    n_failed: int
    n_skipped: int


@dataclass(frozen=True)
class SharedAnswer:
    """One wrong behaviour of a group: in which exercise, what was named, how many of the class show it."""

    exercise: str
    misconceptions: tuple[str, ...]
    n_with_it: int
    n_graded: int
    n_files: int


@dataclass(frozen=True)
class Group:
    """Learners whose wrong answers are the same in several exercises."""

    learners: tuple[str, ...]
    n_more_learners: int
    answers: tuple[SharedAnswer, ...]


@dataclass(frozen=True)
class Coincidence:
    """How many pairs of learners share rare wrong answers in so many exercises, and how many would by chance.

    Attributes
    ----------
    n_exercises : int
        In how many.
    n_pairs : int
        Pairs that were found.
    n_expected : float
        Pairs to be expected if each exercise were independent of the others.
    """

    n_exercises: int
    n_pairs: int
    n_expected: float


@dataclass(frozen=True)
class Alike:
    """Wrong answers in common.

    Attributes
    ----------
    most_with_it : int
        A wrong behaviour counts only if at most so many learners show it, or a twentieth of an exercise's
        graded ones if that is more, and never more than `never_above`.
    """

    groups: tuple[Group, ...]
    n_more_groups: int
    coincidences: tuple[Coincidence, ...]
    most_with_it: int
    never_above: int


@dataclass(frozen=True)
class Attempts:
    """A learner who handed in unusually often."""

    learner: str
    exercise: str
    n_attempts: int
    usual: int


@dataclass(frozen=True)
class Ended:
    """A submission that ended in an unusual way."""

    learner: str
    exercise: str
    outcome: str


@dataclass(frozen=True)
class FarOff:
    """A learner's score in one exercise that does not go with their others.

    Attributes
    ----------
    score, class_mean : float
        Theirs in this exercise, and the mean of the class.
    others, class_others : float
        The mean of theirs in the other exercises, and of the class's means there.
    """

    learner: str
    exercise: str
    score: float
    class_mean: float
    others: float
    class_others: float
    n_others: int


@dataclass(frozen=True)
class Unjudged:
    """A file that could not be graded; the exercise is empty if it could not be told."""

    learner: str
    exercise: str
    kind: str


@dataclass(frozen=True)
class Outliers:
    """What is worth a look, and how much of each kind is left out."""

    not_graded: tuple[Unjudged, ...]
    n_more_not_graded: int
    attempts: tuple[Attempts, ...]
    n_more_attempts: int
    ended: tuple[Ended, ...]
    n_ended: tuple[tuple[str, int], ...]
    far_off: tuple[FarOff, ...]
    n_more_far_off: int


@dataclass(frozen=True)
class Timing:
    """How long judging took in an exercise, in seconds."""

    exercise: str
    n_results: int
    median: float
    ninety: float
    ninety_nine: float
    longest: float


@dataclass(frozen=True)
class OwnFault:
    """Submissions that could not be judged for one and the same reason, which is ours."""

    exercise: str
    message: str
    n_submissions: int


@dataclass(frozen=True)
class ClassReport:
    """All that is said of a class; its first three mistakes are what to begin with on Monday."""

    as_of: str
    is_anonymous: bool
    totals: Totals
    exercises: tuple[ExerciseSummary, ...]
    n_more_exercises: int
    mistakes: tuple[Mistake, ...]
    n_more_mistakes: int
    together: tuple[Together, ...]
    n_more_together: int
    concepts: tuple[ConceptToTeach, ...]
    hard_checks: tuple[HardCheck, ...]
    n_more_hard_checks: int
    alike: Alike
    outliers: Outliers
    timings: tuple[Timing, ...]
    faults: tuple[OwnFault, ...]
    n_more_faults: int
