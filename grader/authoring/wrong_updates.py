"""Every mistake in one step of descent as the source of an update."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from grader.authoring.code import FunctionCode, array_source, replaced, source_of
from grader.authoring.wrong import WrongSubmission

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from grader.exercise import Exercise, Function
    from grader.maths.model import Derivation, Rule

#: What a wrong update has in the place of the learning rate.
_FIXED_RATE = 0.0123
#: Orders of more coordinates than this are not searched for.
_MOST_COORDINATES = 6


def wrong_updates(
    exercise: Exercise, derivation: Derivation, function: Function, reference: str
) -> Iterator[WrongSubmission]:
    """Yield every wrong update; some may be right on a problem whose partial derivatives are apart."""
    update = _Update(exercise, derivation, function, reference)
    names = update.names
    for rule in derivation.rules:
        if rule.id:
            yield update.simultaneous(rule.id, dict.fromkeys(names, rule))
    if len(names) > 1:
        yield from _on_one_parameter(update)
        for first, second in _exchangeable(update):
            swapped = {**dict(zip(names, names, strict=True)), first: second, second: first}
            yield update.simultaneous("swapped-gradients", {}, gradient_of=swapped)
        for order in _orders(names):
            yield update.sequential(order)
    elif derivation.parameters[0].indices and not update.is_given:
        for backwards in (False, True):
            yield update.by_coordinate(backwards=backwards)


def _exchangeable(update: _Update) -> Iterator[tuple[str, str]]:
    """Yield neighbours whose gradients may be mistaken for one another; of many, those of one shape."""
    indices = {parameter.name: parameter.indices for parameter in update.derivation.parameters}
    for first, second in combinations(update.names, 2):
        if len(update.names) == 2 or indices[first] == indices[second]:
            yield first, second


def _orders(names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield orders to assign parameters in: both of two; of more, from each on, forwards and backwards."""
    for start in range(len(names)):
        turned = (*names[start:], *names[:start])
        yield turned
        if len(names) > 2:
            yield turned[::-1]


def _on_one_parameter(update: _Update) -> Iterator[WrongSubmission]:
    for misconception, rule_id in (
        ("alpha-on-one-parameter", "ignored-alpha"),
        ("updated-one-parameter", "unchanged-parameters"),
    ):
        rule = next(rule for rule in update.derivation.rules if rule.id == rule_id)
        for kept in update.names:
            others = {name: rule for name in update.names if name != kept}
            detail = (kept,) if len(update.names) == 2 else None
            yield update.simultaneous(misconception, others, detail=detail)


class _Update:
    """Writes updates that differ from the right one in rules, gradients and order."""

    def __init__(
        self, exercise: Exercise, derivation: Derivation, function: Function, reference: str
    ) -> None:
        self.exercise = exercise
        self.derivation = derivation
        self.function = function
        self.reference = reference
        self.names = tuple(parameter.name for parameter in derivation.parameters)
        self.is_given = "gradient" in exercise.roles
        self.right = next(rule for rule in derivation.rules if not rule.id)

    def simultaneous(
        self,
        misconception: str,
        rules: Mapping[str, Rule],
        gradient_of: Mapping[str, str] | None = None,
        detail: tuple[str, ...] | None = None,
    ) -> WrongSubmission:
        """Return an update that takes all gradients first; what is not named is right."""
        code = self._begin()
        for name in self.names:
            code.add(f"g_{name} = {self._slope(name)}")
        for name in self.names:
            gradient = f"g_{(gradient_of or {}).get(name, name)}"
            code.add(f"new_{name} = {self._step(rules.get(name, self.right), f'value_{name}', gradient)}")
        # Swapped gradients of other shapes broadcast, and what comes out is not brought into shape.
        keep = gradient_of is None
        return self._end(code, misconception, {name: f"new_{name}" for name in self.names}, detail, keep)

    def sequential(self, order: Sequence[str]) -> WrongSubmission:
        """Return an update in which each parameter's gradient sees those that were moved before it."""
        code = self._begin()
        for name in order:
            code.add(f"value_{name} = {self._step(self.right, f'value_{name}', self._slope(name))}")
        detail = tuple(order)
        values = {name: f"value_{name}" for name in self.names}
        return self._end(code, "sequential-update", values, detail)

    def by_coordinate(self, *, backwards: bool) -> WrongSubmission:
        """Return an update that moves the components of the only parameter one after another."""
        (name,) = self.names
        code = self._begin()
        places = f"range(np.size(value_{name}))"
        code.add(
            f"value_{name} = np.array(value_{name})",
            f"for place in {f'reversed({places})' if backwards else places}:",
            f"    g_{name} = {self._slope(name)}",
            f"    value_{name}[place] = {self._step(self.right, f'value_{name}[place]', f'g_{name}[place]')}",
        )
        return self._end(code, "sequential-update", {name: f"value_{name}"}, None)

    def _begin(self) -> FunctionCode:
        code = FunctionCode(self.exercise, self.derivation, self.function)
        code.add_canonical()
        if self.is_given:
            (name,) = self.names
            given = self.exercise.roles["gradient"]
            code.add(f"given = np.asarray({given}, dtype=float).reshape(np.shape(value_{name}))")
            return code
        arguments = ", ".join(f"value_{name}" for name in self.names)
        model = next(iter(self.derivation.costs.values()))
        for name in self.names:
            code.add(f"def slope_{name}({arguments}):", f"    return {array_source(model.gradient[name])}")
        return code

    def _slope(self, name: str) -> str:
        if self.is_given:
            return "given"
        return f"slope_{name}({', '.join(f'value_{other}' for other in self.names)})"

    def _step(self, rule: Rule, theta: str, gradient: str) -> str:
        symbols = {
            "theta": theta,
            "g": gradient,
            "alpha": self.exercise.roles["rate"],
            "c": str(_FIXED_RATE),
        }
        return source_of(rule.formula.tree, symbols)

    def _end(
        self,
        code: FunctionCode,
        misconception: str,
        values: Mapping[str, str],
        detail: tuple[str, ...] | None,
        in_shape: bool = True,
    ) -> WrongSubmission:
        returned = [
            code.presented(name, values[name]) if in_shape else values[name] for name in self.function.returns
        ]
        code.add_return(returned)
        source = replaced(self.reference, {self.function.name: code.source})
        return WrongSubmission((misconception,), self.function.name, source, code.source, detail)
