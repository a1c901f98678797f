"""Mistakes that belong to logistic regression, penalties, networks and saddle points."""

from __future__ import annotations

from grader.maths.catalogue.entry import table

ENTRIES = table(
    (
        "missing-sigmoid",
        "the score instead of the probability",
        "The score w·x + b is compared with the label as it is, without the sigmoid that turns it into a "
        "probability.",
        "Between which two numbers must a prediction lie that is a probability?",
        "deriving-the-gradient",
    ),
    (
        "sigmoid-derivative-kept",
        "σ′ is still in the gradient",
        "The error is multiplied by σ·(1 − σ), the derivative of the sigmoid, which the derivative of the "
        "logarithm cancels.",
        "What is left of p·(1 − p) when it meets the 1/p and 1/(1 − p) of the two logarithms?",
        "deriving-the-gradient",
    ),
    (
        "sigmoid-precedence",
        "1/1 + e^−z",
        "The division comes before the addition: 1/1 + e^−z is computed where 1/(1 + e^−z) is asked.",
        "What is your sigmoid of 0? Work it out on paper, in the order in which Python does.",
        "implementation",
    ),
    (
        "overflowing-sigmoid",
        "the sigmoid overflows",
        "e^z of a large z is more than a float can hold: infinity divided by infinity is not a number.",
        "For which sign of z does e^z stay below 1, and how can the sigmoid be written with that one only?",
        "implementation",
    ),
    (
        "penalised-bias",
        "the intercept is penalised",
        "The penalty reaches θ₀ as well: λ times θ₀ is in the gradient of the intercept.",
        "At which j does the sum of the penalty begin, and what is its derivative with respect to θ₀?",
        "deriving-the-gradient",
    ),
    (
        "penalty-not-averaged",
        "the penalty is not divided by m",
        "The derivative of the penalty is added as λ·θ, without the 1/m that stands before both sums of J.",
        "Which factors stand before the penalty in the task's formula of J, and which does your code have?",
        "deriving-the-gradient",
    ),
    (
        "zeroed-alias",
        "the caller's θ₀ is set to zero",
        "A second name for theta is no copy: its first entry set to 0 is the caller's own theta[0].",
        "After tmp = theta, how many arrays are there, and whose entry does tmp[0] = 0 change?",
        "implementation",
    ),
    (
        "missing-activation",
        "the layers have no tanh between them",
        "The hidden units hand their scores on as they are, without tanh: both layers together are one "
        "linear model.",
        "What can two straight lines, one after the other, describe that a single one cannot?",
        "deriving-the-gradient",
    ),
    (
        "missing-activation-derivative",
        "the chain rule skips tanh",
        "The way back through the hidden layer leaves out the derivative of tanh, which is 1 − tanh².",
        "How much does tanh(z) move for a tiny change of z, and which factor of your gradient says so?",
        "deriving-the-gradient",
    ),
    (
        "missing-transpose",
        "a matrix lies the wrong way round",
        "The gradient of a matrix has the right numbers with rows and columns exchanged.",
        "Which shape has the parameter that this gradient is subtracted from, entry by entry?",
        "implementation",
    ),
    (
        "saddle-called-minimum",
        "every flat point is called a minimum",
        "Where the slopes are zero the point is called a minimum, although the ground may fall to one side.",
        "Is a mountain pass, flat at its top, the lowest point around?",
        "saddle-point",
    ),
    (
        "sign-of-one-eigenvalue",
        "only one curvature is looked at",
        "The sign of one eigenvalue decides, although a saddle has one of each sign.",
        "How many directions have to curve upwards to make a valley, and how many do you ask?",
        "saddle-point",
    ),
    (
        "extremes-swapped",
        "minimum and maximum are exchanged",
        "Where the ground curves upwards a maximum is reported, and the other way round.",
        "Does x² have a minimum or a maximum at 0, and which sign has its second derivative?",
        "saddle-point",
    ),
    (
        "slopes-unchecked",
        "curvature without a look at the slopes",
        "The curvatures decide also where the slopes are not zero, and the point is no extreme at all.",
        "Is every point of x² a minimum, because its second derivative is positive everywhere?",
        "saddle-point",
    ),
)
