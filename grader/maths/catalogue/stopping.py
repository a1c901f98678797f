"""Mistakes in deciding when to stop, in recording the way, and in judging a learning rate."""

from __future__ import annotations

from grader.maths.catalogue.entry import table

ENTRIES = table(
    (
        "signed-stop",
        "a steep negative slope passes for flat",
        "A slope is compared with ε without its absolute value, so that every negative slope is small.",
        "Is a slope of −8 smaller than 0.001, and is the ground flat there?",
        "convergence",
    ),
    (
        "any-partial-stops",
        "one small slope is enough to stop",
        "The walk stops as soon as one partial derivative is small, although the other is not.",
        "Is a valley floor reached where the ground is flat to the east but falls to the north?",
        "convergence",
    ),
    (
        "step-for-gradient",
        "the step is compared with ε, not the slope",
        "α times the slope is compared with ε, so that a small learning rate alone looks like arrival.",
        "What would your test say on a steep slope if α were tiny?",
        "convergence",
    ),
    (
        "last-point-unchecked",
        "the last point is not tested",
        "The slopes are tested before each step only, so that a walk whose last allowed step reaches flat "
        "ground is reported as not converged.",
        "Which point do you return when the steps are used up, and was it ever tested?",
        "convergence",
    ),
    (
        "exact-zero-slope",
        "flat only if exactly zero",
        "The slopes are compared with 0 itself, which rounding rarely lets them reach.",
        "Which slope does your function find where v is the square root of 2 to sixteen digits?",
        "convergence",
    ),
    (
        "start-not-recorded",
        "the path lacks its start",
        "A point is recorded after each step only, so that the point where the walk began is missing.",
        "Which point is the first of a walk, and how many points do two steps pass?",
        "gradient-descent",
    ),
    (
        "last-point-only",
        "the end instead of the path",
        "Only the point where the walk ends is returned, not the points on the way.",
        "How many numbers does a walk of three steps have to return?",
        "gradient-descent",
    ),
    (
        "cost-for-position",
        "how high instead of where",
        "The values of the cost are recorded, where the points themselves are asked.",
        "Is the list that you return made of places or of heights?",
        "gradient-descent",
    ),
    (
        "unnoticed-nan",
        "nan passes for a number",
        "A run that has overflowed ends in nan, every comparison with nan is false, and so the test for "
        "divergence does not see it.",
        "What does Python answer to nan > 1, and what to nan < 1?",
        "learning-rate",
    ),
    (
        "judged-by-last-step",
        "only the last step is looked at",
        "The last cost is compared with the one before it, not with the first.",
        "Between which two costs does the word `diverges` compare in the task?",
        "learning-rate",
    ),
    (
        "rise-called-divergence",
        "one bounce is called divergence",
        "A curve is said to diverge as soon as any step goes up, although it may come down again.",
        "Where does the curve stand at its end, compared with its start?",
        "learning-rate",
    ),
    (
        "absolute-threshold",
        "a fixed number instead of a share of the first cost",
        "The last cost is compared with a fixed number, so that the word depends on the units of the data.",
        "What would your word be if every cost were measured in cents instead of euros?",
        "learning-rate",
    ),
    (
        "index-for-rate",
        "the place of the rate, not the rate",
        "The position of the best rate in the list is returned, not the rate that stands there.",
        "What does the index of the smallest cost tell, and what is asked?",
        "learning-rate",
    ),
    (
        "largest-rate",
        "the largest rate is taken for the best",
        "The largest rate, or the largest that does not diverge, is chosen without a look at where it ends.",
        "Does a walk that leaps from slope to slope end lower than one that strides down?",
        "learning-rate",
    ),
    (
        "first-good-rate",
        "a good rate, but not the best",
        "The first or the last rate that is called good is chosen, although another one ends lower.",
        "If two rates are both good, by what does the task decide between them?",
        "learning-rate",
    ),
    (
        "start-not-reset",
        "each rate starts where the one before ended",
        "The parameters are not set back between the rates: each goes on where the walk before has ended.",
        "From which w and b does the second rate start in your loop?",
        "learning-rate",
    ),
)
