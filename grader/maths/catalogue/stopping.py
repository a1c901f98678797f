"""Mistakes in deciding when to stop, and in judging a learning rate."""

from __future__ import annotations

from grader.maths.catalogue.entry import table

ENTRIES = table(
    (
        "signed-stop",
        "a steep negative slope passes for flat",
        "A slope is compared with ε without its absolute value, so that every negative slope counts as small.",
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
        "What is compared with ε is α times the slope, so that a small learning rate alone looks like arrival.",
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
)
