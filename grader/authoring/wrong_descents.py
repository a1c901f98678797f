"""Every mistake in a loop of updates as the source of a descent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.authoring.code import FunctionCode, array_source, canonical_lines, replaced
from grader.authoring.wrong import WrongSubmission

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from grader.exercise import Exercise, Function
    from grader.maths.model import Derivation


def wrong_descents(
    exercise: Exercise, derivation: Derivation, function: Function, reference: str
) -> Iterator[WrongSubmission]:
    """Yield every wrong loop around the exercise's update; none without an update and a number of steps."""
    update = next((f for f in exercise.functions if f.computes == "update"), None)
    if update is None or "steps" not in exercise.roles:
        return
    descent = _Descent(exercise, derivation, function, update, reference)
    steps = exercise.roles["steps"]
    step = descent.step(descent.names)
    yield descent.loop("extra-step", f"range({steps} + 1)", [step])
    yield descent.loop("missing-step", f"range({steps} - 1)", [step])
    yield descent.loop("returned-in-loop", f"range({steps})", [step], ["break"])
    moved = descent.step([f"start_{name}" for name in descent.names], "moved_")
    stale = [f"{name} = {name} + (moved_{name} - start_{name})" for name in descent.names]
    yield descent.loop("stale-gradient", f"range({steps})", [moved, *stale])
    # The gradient is that of the point that was reached, but it is the start that is moved by it.
    again = [f"{name} = start_{name} + (moved_{name} - {name})" for name in descent.names]
    onwards = descent.step(descent.names, "moved_")
    yield descent.loop("restarted-each-step", f"range({steps})", [onwards, *again])
    if "costs" in function.returns:
        yield descent.loop("cost-recorded-late", f"range({steps})", [step], late=True)


class _Descent:
    """Writes loops that differ in their rounds, their starts and what they record."""

    def __init__(
        self,
        exercise: Exercise,
        derivation: Derivation,
        function: Function,
        update: Function,
        reference: str,
    ) -> None:
        self.exercise = exercise
        self.derivation = derivation
        self.function = function
        self.update = update
        self.reference = reference
        self.names = [parameter.name for parameter in derivation.parameters]

    def step(self, point: Sequence[str], prefix: str = "") -> str:
        """Return the line that takes one step from a point, given by the names of its variables."""
        at = dict(zip(self.names, point, strict=True))
        arguments = [self._argument(name, at) for name in self.update.arguments]
        targets = ", ".join(f"{prefix}{name}" for name in self.update.returns)
        return f"{targets} = {self.update.name}({', '.join(arguments)})"

    def _argument(self, name: str, at: Mapping[str, str]) -> str:
        if name == self.exercise.roles.get("gradient"):
            return f"{self.exercise.roles['gradient_function']}({at[self.names[0]]})"
        return at.get(name, name)

    def loop(
        self,
        misconception: str,
        rounds: str,
        lines: Sequence[str],
        ending: Sequence[str] = (),
        *,
        late: bool = False,
    ) -> WrongSubmission:
        """Return a descent with these rounds."""
        code = FunctionCode(self.exercise, self.derivation, self.function)
        records = "costs" in self.function.returns
        if records:
            self._add_cost(code)
        for name in self.names:
            start = self.exercise.start.get(name, name)
            code.add(f"start_{name} = {name} = {start} + 0.0")
        recorded = f"costs.append(cost_at({', '.join(self.names)}))"
        code.add(*(["costs = []"] if records else []), *([recorded] if records and not late else []))
        body = [*lines, *([recorded] if records else []), *ending]
        code.add(f"for _ in {rounds}:", *(f"    {line}" for line in body))
        values = ["np.array(costs)" if name == "costs" else name for name in self.function.returns]
        code.add(f"return {', '.join(values)}")
        source = replaced(self.reference, {self.function.name: code.source})
        return WrongSubmission((misconception,), self.function.name, source, code.source)

    def _add_cost(self, code: FunctionCode) -> None:
        model = next(iter(self.derivation.costs.values()))
        variables = {**code.variables(), **{name: name for name in self.names}}
        code.add(f"def cost_at({', '.join(self.names)}):")
        for line in canonical_lines(self.exercise, self.derivation, variables):
            code.add(f"    {line}")
        code.add(f"    return {array_source(model.cost)}")
