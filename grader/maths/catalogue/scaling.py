"""Mistakes in scaling features."""

from __future__ import annotations

from grader.maths.catalogue.entry import table

ENTRIES = table(
    (
        "variance-for-std",
        "the variance instead of the standard deviation",
        "The mean squared deviation stands where its root belongs.",
        "In which unit is a variance if the feature is measured in metres?",
        "feature-scaling",
    ),
    (
        "sample-std",
        "divided by m − 1 instead of m",
        "The deviation is that of a sample, with m − 1 in its mean; the task divides by m.",
        "How many terms does the sum of squared deviations have, and by what does your function divide it?",
        "feature-scaling",
    ),
    (
        "global-scaler",
        "one number for all features",
        "Mean or deviation is taken over the whole table: features of different ranges share one number.",
        "How many means does a table with n features have, and which axis has to disappear?",
        "feature-scaling",
    ),
    (
        "statistics-per-sample",
        "mean and deviation of each row",
        "The sums run along the rows, so that rooms and metres of one house are averaged.",
        "What do the numbers in one column of X have in common, and what those in one row?",
        "feature-scaling",
    ),
    (
        "missing-std",
        "centred, but not scaled",
        "The mean is subtracted, but nothing is divided by the deviation.",
        "What range does a feature have after your function, compared with before?",
        "feature-scaling",
    ),
    (
        "missing-centring",
        "scaled, but not centred",
        "The deviation divides, but the mean is never subtracted.",
        "Around which number should a scaled feature lie?",
        "feature-scaling",
    ),
    (
        "multiplied-by-std",
        "multiplied by the deviation instead of divided",
        "The deviation is a factor where it belongs below the line.",
        "If a feature is measured in deviations of 100 metres, how much is one metre worth?",
        "feature-scaling",
    ),
    (
        "scale-precedence",
        "X − mean/std",
        "Only the mean is divided by the deviation, as in X − mean / std without brackets.",
        "In which order does Python work out a − b / c?",
        "feature-scaling",
    ),
    (
        "refitted-scaler",
        "scaled with statistics of its own",
        "Mean and deviation are taken from the data at hand, not from the arguments, so that new data are "
        "scaled by another rule than the data that the parameters were fitted to.",
        "If a single new house is scaled by its own mean, what is left of it?",
        "feature-scaling",
    ),
    (
        "bias-not-unscaled",
        "b is left as it was",
        "The weights are turned back, but b still belongs to the scaled features.",
        "What does each line predict for a house whose features are all 0?",
        "feature-scaling",
    ),
    (
        "weights-not-unscaled",
        "the weights are left as they were",
        "The weights still belong to the scaled features.",
        "If a weight says what one deviation is worth, what is one metre worth?",
        "feature-scaling",
    ),
    (
        "scaled-weights-in-bias",
        "b is corrected with the scaled weights",
        "The means are multiplied by the weights for scaled features, without the deviations.",
        "In Σ wⱼ (Xⱼ − μⱼ)/σⱼ, by what is μⱼ multiplied?",
        "feature-scaling",
    ),
    (
        "shift-added",
        "the means are added instead of subtracted",
        "The correction of b has the wrong sign.",
        "Which sign does μⱼ have in (Xⱼ − μⱼ)/σⱼ?",
        "feature-scaling",
    ),
    (
        "target-scaled",
        "the targets are scaled as well",
        "The targets are centred and divided by their deviation: the model predicts in other units than y.",
        "In which unit should a predicted price come out?",
        "feature-scaling",
    ),
)
