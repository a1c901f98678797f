"""How formats mark, and the sentences about what of our marking they cannot do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.quiz.exports.bank import Choice

FORMULA = "Formulas cannot be compared; asked as a choice between the right one and the wrong ones expected."
FRACTIONS = "Numbers are typed as decimals; fractions such as 1/3 are not understood."
WIDER = "The exact number is no short decimal; four significant digits are enough."
MULTIPLE = (
    "A wrong option that is taken costs a share of the points; on pages each option counts the same, "
    "taken or not."
)
ALL_OR_NOTHING = "Points only for exactly the right options; on pages each option counts."
MANY_RIGHT = "More right options, or more wrong ones, than the format has shares for."
PINNED = "An option keeps its place, so none are shuffled."
SHUFFLE = "Options stand in a mixed order of ours; whether they are shuffled again is the quiz's setting."
LETTERS = "Right sides with mathematics or code stand in the text with letters; the letters are chosen."
PAIRS = "What is said about each pair stands together in the feedback for all of them."
ORDERS = "Several orders are right in a way that the format cannot express."
STAGES = "Several orders are right; asked as a matching of steps and places, where steps may share a place."
EXPECTED = "Wrong answers that are expected are listed in the feedback for wrong answers."
CASE = "Capital and small letters count as the same."
WRONG_PAIRS = "What is said about a pair is shown only where it is wrong."
SPELLINGS = "A number in a gap is compared as a text; its usual spellings are accepted."
TYPED_CHOICE = "A choice in a gap is typed; the choices stand beside it."
TAGS = "Levels and the names of misconceptions have no place."
HINTS = "Hints have no place."
ONE_ORDER = "Points only for a wholly right order; on pages also for a part that is in order."
ONE_LINE = "Output of several lines is typed into one line."
GAPS = "Each gap is worth one point."
ESSAY = "Interview questions are marked by a person, who is shown the model answer."
ESSAY_AFTER = "Interview questions are marked by a person; the model answer is shown afterwards."

#: The shares that Moodle knows, as it writes them.
_SHARES = {
    1: "100",
    2: "50",
    3: "33.33333",
    4: "25",
    5: "20",
    6: "16.66667",
    7: "14.28571",
    8: "12.5",
    9: "11.11111",
    10: "10",
}


def shares(body: Choice) -> list[str] | None:
    """Return what taking each option is worth, in percent as Moodle writes it; None if it has no such share.

    Of several right options each has its part, and of the wrong ones each takes one off, so that taking
    all of them is worth nothing.
    """
    right = sum(option.is_right for option in body.options)
    if not body.is_multiple:
        return ["100" if option.is_right else "0" for option in body.options]
    plus, minus = _SHARES.get(right), _SHARES.get(len(body.options) - right, "0")
    if plus is None or len(body.options) - right > max(_SHARES):
        return None
    return [plus if option.is_right else f"-{minus}" for option in body.options]
