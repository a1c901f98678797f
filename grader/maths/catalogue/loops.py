"""Mistakes in a loop of steps."""

from __future__ import annotations

from grader.maths.catalogue.entry import table

ENTRIES = table(
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
        "cost-recorded-early",
        "the cost is recorded before the step",
        "A cost is recorded before the first step, where the task asks for those after each step.",
        "How often have the parameters moved when your first cost is recorded?",
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
