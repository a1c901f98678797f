"""Finds what an update computes, for each parameter by itself, and then names the whole.

An update is right if every new parameter is θ − α·g(θ) with g taken at the old parameters. For each
parameter this module searches for a rule (right, ascent, without α, …), a gradient (the parameter's own or
another's) and a set of parameters that were already new when the gradient was taken, such that the
learner's numbers come out on every probe. The new values of the others are the learner's own, so that
any order of any number of parameters is found without simulating it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.diagnosis.finding import Finding
from grader.diagnosis.formulas import quantity_text, symbol_text
from grader.diagnosis.naming import Explanation, Part, name_explanations
from grader.diagnosis.observed import Observation, are_far, explains
from grader.judge.submission import CheckFailedError
from grader.judge.suite import declared, own_gradient
from grader.wording import sentence

if TYPE_CHECKING:
    from grader.judge.bench import Bench
    from grader.kit import Function
    from grader.maths.model import Candidate, Rule
    from grader.maths.probes import Probe

Gradient = Callable[["Probe"], Mapping[str, Any]]
_MOST_COORDINATES = 6


@dataclass(frozen=True)
class Source:
    """A gradient that the update may have used, the misconceptions in it, and whether it is the learner's."""

    gradient: Gradient
    misconceptions: tuple[str, ...] = ()
    detail: tuple[str, ...] = ()
    is_own: bool = False


@dataclass(frozen=True)
class Moves:
    """Where each observation starts and where the learner's function moved to, in canonical form."""

    before: Sequence[Probe]
    after: Sequence[Mapping[str, Any]]


def explain_update(
    bench: Bench, function: Function, observations: Sequence[Observation], already: Sequence[str] = ()
) -> list[Finding]:
    """Return the misconceptions that an update's answers prove; nothing if none do.

    Parameters
    ----------
    bench : Bench
        The submission and the oracle.
    function : Function
        The update, or a descent that was asked for one step.
    observations : sequence of Observation
        Its answers.
    already : sequence of str
        Misconceptions found in the gradient that it is given; they are not named again.
    """
    best: list[Finding] | None = None
    for order, swapped in _orders(function):
        moves = _moves(bench, observations, order)
        found = None if moves is None else _explain_moves(bench, function, moves, already)
        # A gradient in another order swaps the values for its update as well: one mistake, named once.
        if found is None and not swapped and "swapped-return" not in already:
            found = _swapped_shapes(bench, function, observations)
        if found is None:
            continue
        if swapped:
            found.append(
                Finding(
                    "swapped-return", function.name, (), sentence("returned: {names}", names=", ".join(order))
                )
            )
        if len(found) <= 2 and (best is None or len(found) < len(best)):
            best = found
        if best is not None and len(best) <= 1:
            break  # another order would be one more mistake
    return [finding for finding in best or [] if finding.misconception not in already]


def _orders(function: Function) -> Iterator[tuple[tuple[str, ...], bool]]:
    yield function.reached, False
    if len(function.reached) == 2:
        yield function.reached[::-1], True


def _moves(bench: Bench, observations: Sequence[Observation], order: Sequence[str]) -> Moves | None:
    after = []
    for observation in observations:
        values = {}
        for name, part in zip(order, observation.parts, strict=False):
            wanted = np.asarray(observation.probe.values[name])
            found = np.asarray(part)
            if found.size != wanted.size or not np.all(np.isfinite(found)):
                return None
            values[name] = found.astype(float).reshape(wanted.shape)
        after.append(values)
    return Moves([observation.probe for observation in observations], after)


def _swapped_shapes(
    bench: Bench, function: Function, observations: Sequence[Observation]
) -> list[Finding] | None:
    """Return the finding of swapped gradients where each has the other's shape, and broadcasts."""
    names = [parameter.name for parameter in bench.derivation.parameters]
    if len(names) != 2 or "gradient" in bench.exercise.roles:
        return None
    other = {names[0]: names[1], names[1]: names[0]}
    for source in sources(bench):
        if source.misconceptions:
            return None
        try:
            gradients = [source.gradient(observation.probe) for observation in observations]
        except CheckFailedError:
            continue
        if all(
            explains(
                bench.oracle.rule.apply(
                    np.asarray(o.probe.values[name]), np.asarray(gradient[other[name]]), o.probe.alpha
                ),
                part,
            )
            for o, gradient in zip(observations, gradients, strict=True)
            for name, part in zip(function.returns, o.parts, strict=False)
        ):
            formula = "\n".join(
                f"{symbol_text(name)}_new = {symbol_text(name)} − α·{quantity_text(other[name])}"
                for name in names
            )
            return [Finding("swapped-gradients", function.name, (), formula)]
    return None


def _explain_moves(
    bench: Bench, function: Function, moves: Moves, already: Sequence[str]
) -> list[Finding] | None:
    best: list[Finding] | None = None
    for source in sources(bench, already):
        if source.misconceptions and best is not None:
            continue  # the right gradient may still come, behind those that are known to be mistaken
        for parts, seen in _partitions(bench, moves):
            found = _explain_parts(bench, function, seen, source, parts)
            if found is not None and (best is None or _cost_of(found) < _cost_of(best)):
                best = found
                break
    if best is None or len(best) > 1:
        twice = _two_full_steps(bench, function, moves)
        best = twice or best
    return best if best is None or len(best) <= 2 else None


def _cost_of(found: Sequence[Finding]) -> tuple[int, bool]:
    """Return what makes one explanation worse than another: more mistakes, or a number made to fit."""
    return len(found), any(finding.number for finding in found)


def _two_full_steps(bench: Bench, function: Function, moves: Moves) -> list[Finding] | None:
    """Return the finding that each call walks two right steps, the second from where the first ended."""
    for source in sources(bench):
        if source.misconceptions or "gradient" in bench.exercise.roles:
            break
        gradient = source.gradient

        def step(at: Probe, gradient: Gradient = gradient) -> Mapping[str, Any]:
            return bench.oracle.step(at, gradient(at))

        try:
            twice = [bench.oracle.path(probe, step, 2)[-1].values for probe in moves.before]
        except CheckFailedError:
            continue
        if all(
            explains_step(values[name], after[name], probe.values[name])
            for values, after, probe in zip(twice, moves.after, moves.before, strict=True)
            for name in after
        ):
            formula = "θ_new = θ − α·g(θ) − α·g(θ − α·g(θ))"
            return [Finding("double-step", function.name, (), formula)]
    return None


def sources(bench: Bench, already: Sequence[str] = ()) -> Iterator[Source]:
    """Yield the gradients that an update may rest on: the learner's own, the right one, wrong ones.

    A gradient whose own values have no usable shape is known by what was found in it already: an update
    that brings it into shape rests on the same mistake, and has none of its own.
    """
    submission = bench.submission
    known: dict[Any, Mapping[str, Any] | None] = {}

    def own(probe: Probe) -> Mapping[str, Any]:
        key = tuple(np.asarray(value).tobytes() for value in probe.values.values())
        if key not in known:
            known[key] = own_gradient(submission, probe)
        found = known[key]
        if found is None:
            raise CheckFailedError(sentence("the gradient has another shape"))
        return found

    if declared(bench.oracle, "gradient") is not None:
        yield Source(own, is_own=True)
    model = next(iter(bench.derivation.costs.values()))
    candidates = model.wrong_gradients if len(bench.derivation.costs) == 1 else ()
    known_mistakes = [one for one in candidates if set(one.misconceptions) <= set(already)]
    yield from _of_candidates(known_mistakes)
    yield Source(bench.oracle.gradient)
    yield from _of_candidates([one for one in candidates if one not in known_mistakes])


def _of_candidates(candidates: Sequence[Candidate]) -> Iterator[Source]:
    for candidate in candidates:
        if all("k" not in formula.free for formula in candidate.outputs.values()):
            outputs = candidate.outputs

            def wrong(probe: Probe, outputs: Mapping[str, Any] = outputs) -> Mapping[str, Any]:
                return {name: f.evaluate(probe.values, probe.sizes) for name, f in outputs.items()}

            yield Source(wrong, candidate.misconceptions, candidate.detail)


def _partitions(bench: Bench, moves: Moves) -> Iterator[tuple[list[Part], Moves]]:
    """Yield the parameters as they may be assigned: whole, or coordinate by coordinate.

    Coordinates are told apart on the probes that have as many as the first one.
    """
    parameters = bench.derivation.parameters
    yield [Part(parameter.name) for parameter in parameters], moves
    if "gradient" in bench.exercise.roles or not any(parameter.indices for parameter in parameters):
        return
    shapes = {parameter.name: np.shape(moves.before[0].values[parameter.name]) for parameter in parameters}
    alike = [
        (probe, after)
        for probe, after in zip(moves.before, moves.after, strict=True)
        if all(np.shape(probe.values[name]) == shape for name, shape in shapes.items())
    ]
    coordinates = [
        Part(name, place if shape else None) for name, shape in shapes.items() for place in np.ndindex(*shape)
    ]
    if 1 < len(coordinates) <= _MOST_COORDINATES and len(alike) > 2:
        yield coordinates, Moves([probe for probe, _ in alike], [after for _, after in alike])


def _explain_parts(
    bench: Bench, function: Function, moves: Moves, source: Source, parts: Sequence[Part]
) -> list[Finding] | None:
    """Return the fewest misconceptions that explain every part, or None."""
    search = _Search(bench, moves, source, parts)
    explanations = []
    for part in parts:
        found = list(search.explanations(part))
        if not found:
            return None
        explanations.append(found[:12])
    best: list[Finding] | None = None
    for chosen in product(*explanations):
        named = name_explanations(bench, function, chosen, source.misconceptions, source.detail)
        if named is not None and (best is None or len(named) < len(best)):
            best = named
    return best


class _Search:
    """The gradients at partly new points, computed once."""

    def __init__(self, bench: Bench, moves: Moves, source: Source, parts: Sequence[Part]) -> None:
        self.bench = bench
        self.moves = moves
        self.source = source
        self.parts = parts
        self.is_given = "gradient" in bench.exercise.roles
        self._gradients: dict[tuple[Part, ...], Sequence[Mapping[str, Any]] | None] = {}

    def explanations(self, part: Part) -> Iterator[Explanation]:
        """Yield what explains a part's new values, simplest first."""
        others = [other for other in self.parts if other is not part]
        for count in range(len(others) + 1 if not self.is_given else 1):
            for renewed in combinations(others, count):
                gradients = self._at(renewed)
                if gradients is None:
                    continue
                for gradient_of in (part, *(others if not renewed else ())):
                    yield from self._with(part, gradient_of, renewed, gradients)

    def _with(
        self, part: Part, gradient_of: Part, renewed: tuple[Part, ...], gradients: Sequence[Mapping[str, Any]]
    ) -> Iterator[Explanation]:
        old = [part.of(probe.values[part.name]) for probe in self.moves.before]
        new = [part.of(values[part.name]) for values in self.moves.after]
        rates = [probe.alpha for probe in self.moves.before]

        def slope(place: int) -> Any:
            return gradient_of.of(gradients[place][gradient_of.name])

        def is_step(rule: Rule, number: float, place: int) -> bool:
            start, along = old[place], slope(place)
            # Most rules fail at the first probe already, so that the others' gradients are never needed.
            return np.shape(along) == np.shape(start) and explains_step(
                rule.apply(start, along, rates[place], number), new[place], start
            )

        if np.shape(slope(0)) != np.shape(old[0]):
            return
        for rule in self.bench.derivation.rules:
            uses_gradient = "g" in rule.formula.symbols
            if (renewed or gradient_of is not part) and not uses_gradient:
                continue
            number = 0.0
            if "c" in rule.formula.symbols:
                number = _solved(old[0], new[0], slope(0))
                if not number > 0 or all(abs(number - rate) < 1e-9 * rate for rate in rates):
                    continue
            if all(is_step(rule, number, place) for place in range(len(old))):
                yield Explanation(part, rule, gradient_of, renewed, number)

    def _at(self, renewed: tuple[Part, ...]) -> Sequence[Mapping[str, Any]] | None:
        """Return the gradients with some parts already at their new values; None if there are none."""
        if renewed not in self._gradients:
            gradients = _Gradients(self.moves, self.source, renewed)
            try:
                self._gradients[renewed] = list(gradients) if self.source.is_own else gradients
            except CheckFailedError:
                self._gradients[renewed] = None
        return self._gradients[renewed]


class _Gradients(Sequence[Mapping[str, Any]]):
    """A source's gradients at every observation with some parts at their new values, taken when asked for."""

    def __init__(self, moves: Moves, source: Source, renewed: tuple[Part, ...]) -> None:
        self._moves, self._source, self._renewed = moves, source, renewed
        self._taken: dict[int, Mapping[str, Any]] = {}

    def __len__(self) -> int:
        return len(self._moves.before)

    def __getitem__(self, place: Any) -> Any:
        if place not in self._taken:
            if not 0 <= place < len(self):
                raise IndexError(place)
            point = _renewed(self._moves.before[place], self._moves.after[place], self._renewed)
            self._taken[place] = self._source.gradient(point)
        return self._taken[place]


def _renewed(probe: Probe, values: Mapping[str, Any], renewed: Sequence[Part]) -> Probe:
    changed: dict[str, Any] = {}
    for part in renewed:
        if part.place is None:
            value = values[part.name]
            changed[part.name] = value if np.ndim(value) else float(value)
        else:
            array = changed.setdefault(part.name, np.array(probe.values[part.name], dtype=float))
            array[part.place] = values[part.name][part.place]
    return probe.moved(changed)


def _solved(old: Any, new: Any, slope: Any) -> float:
    """Return the c of θ − c·g, from the component where g is largest."""
    slopes = np.ravel(slope)
    place = int(np.argmax(np.abs(slopes)))
    if slopes[place] == 0:
        return 0.0
    return float((np.ravel(old)[place] - np.ravel(new)[place]) / slopes[place])


def explains_step(predicted: Any, actual: Any, old: Any) -> bool:
    """Tell whether a predicted step is what was returned, to the precision of its largest term."""
    if np.ndim(predicted) == np.ndim(actual) == np.ndim(old) == 0:
        scale = max(abs(float(old)), abs(float(predicted)))
        if are_far(predicted, actual, scale):
            return False
    scale = max(float(np.max(np.abs(old))), float(np.max(np.abs(predicted))))
    # The sum of old value and step is compared: what is lost in it is relative to the larger of the two.
    return explains(np.append(np.ravel(predicted), scale), np.append(np.ravel(actual), scale))
