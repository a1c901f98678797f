"""Probes keep their promises: they hide no mistake, and tell every mistake from every other."""

from __future__ import annotations

import itertools
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader.judge.compare import agree
from grader.kit import find_kit
from grader.maths.cache import derivation_of
from grader.maths.probes import Probe, Probes, draw_probes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from grader.maths.formula import Formula
    from grader.maths.model import Derivation

    Answers = Sequence[Sequence[Any]]

KIT = find_kit(Path(__file__).resolve().parent.parent)
#: In the draw of seed 329 a feature of ex04 has once averaged to zero.
SEEDS = (*range(8), 329, 2**31 - 1)
FEW_SEEDS = (0, 3, 20_261_122)
#: Part I, whose probes follow one plan; later parts have inputs of their own kinds.
PART_ONE = [stem for stem in KIT.stems if int(stem[2:4]) <= 7]
SUPERVISED = [stem for stem in PART_ONE if stem[:4] not in ("ex01", "ex06")]
KINDS = [
    (stem, function.computes)
    for stem in PART_ONE
    for function in KIT.exercise(stem).functions
    if function.computes in ("cost", "gradient")
]


@pytest.fixture(scope="module", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep derivations in one cache for all test processes."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADER_CACHE", str(folder / "grader-cache"))
        yield


def derived(stem: str) -> Derivation:
    """Return what follows from an exercise's problem."""
    return derivation_of(KIT.exercise(stem).problem)


def drawn(stem: str, seeds: Sequence[int] = SEEDS) -> Iterator[tuple[int, Probes]]:
    """Yield an exercise's probes, seed by seed."""
    derivation = derived(stem)
    for seed in seeds:
        yield seed, draw_probes(derivation, seed)


@pytest.mark.parametrize("stem", PART_ONE)
def test_no_parameter_is_zero(stem: str) -> None:
    """A mistake in what w or b is multiplied with shows: neither is zero anywhere."""
    for seed, probes in drawn(stem):
        for probe in probes:
            for parameter in derived(stem).parameters:
                assert 0.1 < np.min(np.abs(probe.values[parameter.name])), (seed, probe)


@pytest.mark.parametrize("stem", SUPERVISED)
def test_no_mean_is_zero(stem: str) -> None:
    """A gradient taken at a new parameter shows: no feature averages to zero."""
    for seed, probes in drawn(stem):
        for probe in probes:
            means = np.mean(probe.values.get("x", probe.values.get("X")), axis=0)

            assert 1e-3 < np.min(np.abs(means)), (seed, probe)


@pytest.mark.parametrize("stem", SUPERVISED)
def test_sizes_hide_nothing(stem: str) -> None:
    """On random probes m is not 1, 2 or n, and there are two features or more."""
    for _, probes in drawn(stem, FEW_SEEDS):
        for probe in probes:
            m, n = probe.sizes["m"], probe.sizes["n"]
            assert n >= 2
            if probe.kind != "hand":
                assert m not in (1, 2, n), probe


@pytest.mark.parametrize("stem", PART_ONE)
def test_first_probes_can_be_checked_by_hand(stem: str) -> None:
    """The first probes have at most two samples, and whole numbers from 1 to 6."""
    for seed, probes in drawn(stem):
        assert "hand" == probes[0].kind
        assert list(probes.by_hand) == list(probes[: len(probes.by_hand)])
        for probe in probes.by_hand:
            assert probe.sizes["m"] <= 2
            for value in probe.values.values():
                assert np.all(np.isin(value, range(1, 7))), (seed, probe)


@pytest.mark.parametrize("stem", PART_ONE)
def test_rates_and_steps_differ(stem: str) -> None:
    """There are two learning rates or more, and descents of one step and of three."""
    for _, probes in drawn(stem, FEW_SEEDS):
        assert 2 <= len({probe.alpha for probe in probes})
        assert {1, 3} <= {probe.steps for probe in probes}


def as_numbers(probes: Probes) -> list[Any]:
    """Return all that probes hold as plain lists, for comparing."""
    return [
        (
            probe.kind,
            dict(probe.sizes),
            probe.alpha,
            probe.steps,
            probe.cost,
            name,
            np.asarray(value).tolist(),
        )
        for probe in probes
        for name, value in probe.values.items()
    ]


@pytest.mark.parametrize("stem", KIT.stems)
def test_seed_decides(stem: str) -> None:
    """The same seed gives the same probes, another seed other ones."""
    derivation = derived(stem)

    assert as_numbers(draw_probes(derivation, 7)) == as_numbers(draw_probes(derivation, 7))
    assert as_numbers(draw_probes(derivation, 7)) != as_numbers(draw_probes(derivation, 8))


# --- separation -----------------------------------------------------------------------------------------


def answers(outputs: Mapping[str, Formula], probes: Sequence[Probe]) -> Answers:
    """Return what formulas give on each probe."""
    return [[f.evaluate(probe.values, probe.sizes) for f in outputs.values()] for probe in probes]


def differ(first: Answers, second: Answers) -> bool:
    """Tell whether the judge would see two functions as different on some probe."""
    return any(
        not agree(one, other)
        for here, there in zip(first, second, strict=True)
        for one, other in zip(here, there, strict=True)
    )


def not_told_apart(named: Sequence[tuple[str, Answers]]) -> list[tuple[str, str]]:
    """Return the pairs of names whose answers are the same on every probe."""
    return [
        (one, other)
        for (one, first), (other, second) in itertools.combinations(named, 2)
        if not differ(first, second)
    ]


@pytest.mark.parametrize("seed", FEW_SEEDS)
@pytest.mark.parametrize(("stem", "kind"), KINDS)
def test_formulas_are_told_apart(stem: str, kind: str, seed: int) -> None:
    """The right formula and every mistaken one differ by more than the tolerance on some probe, pairwise."""
    derivation = derived(stem)
    for name, model in derivation.costs.items():
        probes = [probe for probe in draw_probes(derivation, seed).ordinary if probe.cost == name]
        right = {"cost": model.cost} if kind == "cost" else model.gradient
        named = [("right", answers(right, probes))]
        for number, candidate in enumerate(model.wrong_costs if kind == "cost" else model.wrong_gradients):
            label = f"{number} {' and '.join(candidate.misconceptions)}"
            named.append((label, answers(candidate.outputs, probes)))

        assert [] == not_told_apart(named)


@pytest.mark.parametrize("seed", FEW_SEEDS)
@pytest.mark.parametrize(("stem", "kind"), KINDS)
def test_mistakes_in_single_precision_are_seen(stem: str, kind: str, seed: int) -> None:
    """A mistaken formula is told from the right one even by the wider tolerance for float32."""
    derivation = derived(stem)
    for name, model in derivation.costs.items():
        probes = [probe for probe in draw_probes(derivation, seed).ordinary if probe.cost == name]
        right = {"cost": model.cost} if kind == "cost" else model.gradient
        wanted = answers(right, probes)
        for candidate in model.wrong_costs if kind == "cost" else model.wrong_gradients:
            found = [
                [np.asarray(part, dtype=np.float32) for part in parts]
                for parts in answers(candidate.outputs, probes)
            ]

            assert differ(found, wanted), candidate.misconceptions


def steps(apply: Callable[..., Any], derivation: Derivation, probes: Sequence[Probe]) -> Answers:
    """Return what an update by a rule comes to on each probe."""
    found = []
    for probe in probes:
        gradient = derivation.costs[probe.cost].gradient
        found.append(
            [
                apply(probe.values[p.name], gradient[p.name].evaluate(probe.values, probe.sizes), probe.alpha)
                for p in derivation.parameters
            ]
        )
    return found


@pytest.mark.parametrize("seed", FEW_SEEDS)
@pytest.mark.parametrize("stem", [stem for stem in PART_ONE if stem[:4] != "ex02"])
def test_rules_are_told_apart(stem: str, seed: int) -> None:
    """Every mistaken update differs from the right one and from each other, whatever number is hard-coded."""
    derivation = derived(stem)
    probes = draw_probes(derivation, seed).ordinary
    fixed = {0.01, *(probe.alpha for probe in probes)}
    named = []
    for place, rule in enumerate(derivation.rules):
        for number in fixed if rule.id == "hard-coded-alpha" else {0.0}:

            def apply(theta: Any, g: Any, alpha: float, rule: Any = rule, number: float = number) -> Any:
                return rule.apply(theta, g, alpha, number)

            named.append((f"{place} {rule.id} {number}", steps(apply, derivation, probes)))

    assert [] == not_told_apart(named)


@pytest.mark.parametrize("seed", FEW_SEEDS)
@pytest.mark.parametrize("stem", ["ex03_simultaneous_update", "ex04_vectorised_gradient"])
def test_orders_are_told_apart(stem: str, seed: int) -> None:
    """A simultaneous update, w first and b first come to three different points."""
    derivation = derived(stem)
    probes = draw_probes(derivation, seed).ordinary

    def moved(start: Probe, order: Sequence[str], *, at_once: bool) -> list[Any]:
        probe = start
        for name in order:
            seen = start if at_once else probe
            slope = derivation.costs[probe.cost].gradient[name].evaluate(seen.values, seen.sizes)
            probe = probe.moved({name: derivation.rules[0].apply(start.values[name], slope, start.alpha)})
        return [probe.values[name] for name in ("w", "b")]

    named = [
        ("together", [moved(probe, "wb", at_once=True) for probe in probes]),
        ("w first", [moved(probe, "wb", at_once=False) for probe in probes]),
        ("b first", [moved(probe, "bw", at_once=False) for probe in probes]),
    ]

    assert [] == not_told_apart(named)
