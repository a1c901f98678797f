"""Mistakes with single samples and batches."""

from __future__ import annotations

from grader.maths.catalogue.entry import table

ENTRIES = table(
    (
        "full-batch-step",
        "all samples in one step",
        "One step is taken with the gradient of all samples; every sample or batch should have its own.",
        "How many steps should one pass over the data come to?",
        "batch-sgd-minibatch",
    ),
    (
        "sum-over-batch",
        "summed over the batch, not averaged",
        "Each step uses the sum of a batch's gradients, so that its length grows with the batch.",
        "What should change in a step when every sample of its batch is there twice?",
        "batch-sgd-minibatch",
    ),
    (
        "mean-over-all-samples",
        "divided by m instead of the batch's size",
        "The sum over a batch is divided by the number of all samples.",
        "How many terms does the sum over one batch have?",
        "batch-sgd-minibatch",
    ),
    (
        "batch-of-one",
        "a step for every sample of a batch",
        "Every sample of a batch has a step of its own; the batch should have one, with their mean.",
        "How many steps does an epoch over 6 samples take if there are 3 in each batch?",
        "batch-sgd-minibatch",
    ),
    (
        "last-batch-dropped",
        "the last batch is missing",
        "The samples that are left over at the end are not in any batch.",
        "Which samples are left when whole batches have been taken, and where do they go?",
        "batch-sgd-minibatch",
    ),
    (
        "even-batches",
        "batches of nearly equal size",
        "The samples are spread evenly; the task fills every batch and leaves the rest to the last.",
        "How many samples should the first batch hold?",
        "batch-sgd-minibatch",
    ),
    (
        "batch-size-as-count",
        "the batch size is taken as the number of batches",
        "There are batch_size batches, where each batch should hold batch_size samples.",
        "With 10 samples and a batch size of 2, how many batches are there?",
        "batch-sgd-minibatch",
    ),
    (
        "order-ignored",
        "the given order is not used",
        "The samples are taken as they lie in the data, not in the order that was passed.",
        "Which sample should come first, and where is that written?",
        "batch-sgd-minibatch",
    ),
    (
        "order-on-inputs-only",
        "inputs and targets are in different orders",
        "The inputs follow the order that was passed and the targets do not, so that a sample meets another "
        "sample's target.",
        "Take the second step: which row of X does it use, and which entry of y?",
        "batch-sgd-minibatch",
    ),
)
