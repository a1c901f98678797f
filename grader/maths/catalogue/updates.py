"""Mistakes in one step of descent."""

from __future__ import annotations

from grader.maths.catalogue.entry import table

ENTRIES = table(
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
        "the learning rate is not in every step",
        "Not every parameter moves by α times its gradient: some move by all of it.",
        "Compare the lines of the update: what does one have that another lacks?",
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
        "not every parameter moves",
        "Some of the parameters are updated, the others are returned as they came.",
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
)
