"""The catalogue: every mistake that the kit can name, in the words that a learner reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Misconception:
    """A named mistake.

    Attributes
    ----------
    id : str
        Kebab-case, named for the mistake.
    title : str
        A few words, for a heading.
    message : str
        What the learner's code does, in one or two plain sentences.
    question : str
        The question that leads on without giving the answer away.
    concept : str
        The id of the concept that explains it.
    """

    id: str
    title: str
    message: str
    question: str
    concept: str


def _table(*rows: tuple[str, str, str, str, str]) -> Mapping[str, Misconception]:
    return {row[0]: Misconception(*row) for row in rows}


CATALOGUE: Mapping[str, Misconception] = _table(
    # --- the gradient -------------------------------------------------------------------------------
    (
        "missing-mean",
        "summed, not averaged",
        "The samples' terms are added up but never divided by the number of samples m.",
        "What turns a sum over m samples into a mean?",
        "cost-function",
    ),
    (
        "mean-on-one-gradient",
        "only one value is averaged",
        "One partial derivative is divided by m, the other is left as a sum.",
        "Which of the two lines has no division by m?",
        "deriving-the-gradient",
    ),
    (
        "mean-twice",
        "divided by m twice",
        "The sum is divided by m two times, as when a mean is divided by m again.",
        "Where is the division by m done, and where is it done once more?",
        "cost-function",
    ),
    (
        "mean-over-features",
        "divided by n instead of m",
        "The sum over samples is divided by the number of features n.",
        "How many terms does the sum have: one for each sample or one for each feature?",
        "cost-function",
    ),
    (
        "doubled-gradient",
        "twice the gradient",
        "Every partial derivative is twice as large as it should be.",
        "The square brings down a factor of 2: what in the cost is it multiplied with?",
        "deriving-the-gradient",
    ),
    (
        "halved-gradient",
        "half the gradient",
        "Every partial derivative is half as large as it should be.",
        "What becomes of the factor 2 when the square is differentiated?",
        "deriving-the-gradient",
    ),
    (
        "missing-half",
        "the ½ is missing",
        "The cost is twice as large as it should be.",
        "What stands before the sum in the task's formula of J?",
        "cost-function",
    ),
    (
        "flipped-residual",
        "the error is the wrong way round",
        "The sign is flipped: the error is prediction minus y, not y minus prediction.",
        "If the prediction is too large, should the error be positive or negative?",
        "why-subtract",
    ),
    (
        "flipped-gradient",
        "the sign of the gradient is flipped",
        "The derivative has the wrong sign: it points downhill.",
        "Right of the minimum the cost rises: is its slope there positive or negative?",
        "why-subtract",
    ),
    (
        "bias-subtracted",
        "y − (w·x) + b",
        "Within the error b is subtracted from the prediction, as in y − (w·x) + b without brackets.",
        "Which part of y − w·x + b does the minus sign reach?",
        "deriving-the-gradient",
    ),
    (
        "missing-bias",
        "the prediction has no b",
        "The prediction is w·x alone, so that b has no part in the error.",
        "What does the model predict where x is 0?",
        "cost-function",
    ),
    (
        "missing-target",
        "the prediction instead of the error",
        "The target y is never subtracted: the prediction stands where the error should be.",
        "What would the gradient be if every prediction were right?",
        "deriving-the-gradient",
    ),
    (
        "missing-feature",
        "∂J/∂w without x",
        "The error is not multiplied by x, so that ∂J/∂w is computed as ∂J/∂b should be.",
        "The inner derivative of w·x + b is one thing for w and another for b: what is it for w?",
        "deriving-the-gradient",
    ),
    (
        "feature-in-bias-gradient",
        "∂J/∂b with x",
        "The error is multiplied by x in ∂J/∂b as well.",
        "By how much does w·x + b change when b grows by 1?",
        "deriving-the-gradient",
    ),
    (
        "squared-residual",
        "the squared error in the gradient",
        "The error is squared in the gradient as it is in the cost.",
        "What is the derivative of e² with respect to e?",
        "deriving-the-gradient",
    ),
    (
        "absolute-residual",
        "the absolute error",
        "The absolute value of the error is taken, so that its sign, or its square, is lost.",
        "What does the sign of the error tell the update?",
        "cost-function",
    ),
    (
        "unsquared-residual",
        "the error is not squared",
        "The cost adds up the errors themselves, so that positive and negative ones cancel.",
        "What would this cost be for one error of +3 and one of −3?",
        "cost-function",
    ),
    (
        "mean-of-each-factor",
        "mean(error) · mean(x)",
        "The mean of the errors is multiplied by the mean of x; the mean of the products is asked.",
        "Is the mean of a product the product of the means?",
        "deriving-the-gradient",
    ),
    (
        "first-sample-only",
        "only the first sample counts",
        "All samples but the first are left out.",
        "When does your loop come to its end, and what is returned then?",
        "implementation",
    ),
    (
        "last-sample-only",
        "only the last sample counts",
        "Each sample overwrites the one before, so that only the last one counts.",
        "What is left of the first sample's term after the second round of the loop?",
        "implementation",
    ),
    (
        "dropped-sample",
        "one sample is left out",
        "The first or the last sample is not part of the sum.",
        "Which values does your index take, from the first to the last?",
        "implementation",
    ),
    (
        "collapsed-features",
        "features are summed together",
        "The sum runs over the features as well, so that all components of the gradient are the same.",
        "Which axis of X holds the samples, and which one should be left after the sum?",
        "implementation",
    ),
    (
        "broadcast-target",
        "every prediction meets every target",
        "Shapes (m,) and (m, 1) were combined: NumPy made an (m, m) table of differences.",
        "What is the shape of predictions minus y? Print it.",
        "implementation",
    ),
    (
        "running-accumulator",
        "the sum is not set back to zero",
        "A feature's component also holds the sums of the features before it.",
        "What does the accumulator hold when the second feature begins?",
        "implementation",
    ),
    (
        "bias-per-feature",
        "∂J/∂b is added up once for each feature",
        "The error is added to ∂J/∂b inside the loop over features, so that it is n times too large.",
        "How often is the line that adds to ∂J/∂b run for one sample?",
        "implementation",
    ),
    (
        "swapped-return",
        "right values, wrong order",
        "The returned values are right but in another order than the task asks.",
        "In which order does the task name the values to return?",
        "implementation",
    ),
    (
        "global-instead-of-argument",
        "a global is used instead of an argument",
        "The result follows a variable of the file, not the argument that was passed.",
        "Which names in the function are neither arguments nor made inside it?",
        "implementation",
    ),
    (
        "cost-for-gradient",
        "the cost instead of its derivative",
        "The value of the cost is returned where its derivative is asked.",
        "How steep is the cost here, as opposed to how high?",
        "derivative",
    ),
    (
        "difference-quotient",
        "a difference quotient instead of the derivative",
        "The values are those of a difference quotient: close for ordinary data, but lost in rounding "
        "where the cost is large.",
        "What is the derivative's formula, worked out on paper?",
        "derivative",
    ),
    # --- the update ---------------------------------------------------------------------------------
    (
        "sequential-update",
        "not a simultaneous update",
        "A parameter was changed before another one's gradient was taken, so that the second gradient "
        "belongs to a different point.",
        "At which point should every partial derivative be evaluated, before anything is assigned?",
        "simultaneous-update",
    ),
    (
        "gradient-ascent",
        "uphill instead of downhill",
        "The step is added, so that the cost rises.",
        "The gradient points uphill: which way does the update have to go?",
        "why-subtract",
    ),
    (
        "ignored-alpha",
        "the learning rate is not used",
        "The whole gradient is subtracted, whatever the learning rate.",
        "What should change in your step when the learning rate is halved?",
        "learning-rate",
    ),
    (
        "alpha-on-one-parameter",
        "the learning rate scales only one parameter's step",
        "One parameter moves by α times its gradient, the other by its whole gradient.",
        "Compare the two lines of the update: what does one have that the other lacks?",
        "update-rule",
    ),
    (
        "hard-coded-alpha",
        "a fixed number instead of the learning rate",
        "The step has the same size for every learning rate that is passed.",
        "Where in the update does the argument for the learning rate appear?",
        "learning-rate",
    ),
    (
        "updated-one-parameter",
        "only one parameter moves",
        "One parameter is updated, the other is returned as it came.",
        "How many parameters does the model have, and how many lines change one?",
        "update-rule",
    ),
    (
        "unchanged-parameters",
        "nothing moves",
        "The parameters are returned as they came.",
        "Which line gives a parameter its new value, and is that the value that is returned?",
        "update-rule",
    ),
    (
        "returned-gradient",
        "the gradient instead of the new parameters",
        "The gradient itself is returned.",
        "The update asks for new parameters: what has to be done with the gradient to get them?",
        "update-rule",
    ),
    (
        "returned-step",
        "the step instead of the new parameters",
        "The step, α times the gradient, is returned without being applied.",
        "Where does one stand after a step: at the step, or at the start plus the step?",
        "update-rule",
    ),
    (
        "swapped-gradients",
        "each parameter moves by the other's gradient",
        "One parameter is moved by the partial derivative that belongs to the other.",
        "Which partial derivative tells how the cost changes with this parameter?",
        "update-rule",
    ),
    (
        "decayed-parameter",
        "α times the parameter is subtracted",
        "The parameter itself, not its gradient, is scaled by α and subtracted.",
        "What is α multiplied with in the update rule?",
        "update-rule",
    ),
    (
        "double-step",
        "the step is taken twice",
        "Each call moves the parameters by two steps instead of one.",
        "How often is the gradient subtracted in one call?",
        "update-rule",
    ),
    (
        "mutated-arguments",
        "the caller's arrays are changed",
        "An array that was passed in is changed in place, so that the caller's own data change.",
        "What is the difference between w -= step and w = w - step for an array?",
        "implementation",
    ),
    (
        "printed-not-returned",
        "printed, not returned",
        "The values are printed, but the function returns None.",
        "What does a function give back that has no return?",
        "implementation",
    ),
    # --- the loop -----------------------------------------------------------------------------------
    (
        "stale-gradient",
        "the gradient is taken only once",
        "Every step uses the gradient of the starting point.",
        "Where do the parameters stand when the second step is taken, and where was its gradient taken?",
        "gradient-descent",
    ),
    (
        "extra-step",
        "one step too many",
        "The loop takes one step more than was asked.",
        "How many rounds does your loop have when one step is asked?",
        "gradient-descent",
    ),
    (
        "missing-step",
        "one step too few",
        "The loop takes one step fewer than was asked.",
        "How many rounds does your loop have when one step is asked?",
        "gradient-descent",
    ),
    (
        "returned-in-loop",
        "returned after the first step",
        "The function returns inside the loop, so that only one step is ever taken.",
        "How far is the return indented?",
        "gradient-descent",
    ),
    (
        "cost-recorded-late",
        "the first cost is missing",
        "The cost is recorded after each step, so that the cost before the first step is not there.",
        "What should the first recorded cost be if no step were taken at all?",
        "gradient-descent",
    ),
    (
        "restarted-each-step",
        "every step starts from the beginning",
        "Each step starts from the initial parameters instead of the ones the last step reached.",
        "Which value does the second step start from?",
        "gradient-descent",
    ),
)
