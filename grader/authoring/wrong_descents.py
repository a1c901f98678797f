"""Every mistake in a loop of updates as the source of a descent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.authoring.code import FunctionCode, array_source, canonical_lines, replaced, source_of
from grader.authoring.wrong import WrongSubmission

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from grader.exercise import Exercise, Function
    from grader.maths.formula import Formula
    from grader.maths.model import Derivation, Rule

#: What a wrong step has in the place of the learning rate.
_FIXED_RATE = 0.0123


def wrong_descents(
    exercise: Exercise, derivation: Derivation, function: Function, reference: str
) -> Iterator[WrongSubmission]:
    """Yield every wrong loop around the exercise's update; none without a number of steps.

    Where the exercise declares no update, the descent takes its steps itself: then what may be wrong in
    one step is wrong here.
    """
    if "steps" not in exercise.roles:
        return
    update = next((f for f in exercise.functions if f.computes == "update"), None)
    descent = _Descent(exercise, derivation, function, update, reference)
    yield from _wrong_loops(descent)
    if update is None and len(derivation.costs) == 1:
        yield from _wrong_steps(descent)


def _wrong_loops(descent: _Descent) -> Iterator[WrongSubmission]:
    exercise, function = descent.exercise, descent.function
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
    if function.history is not None:
        shifted = "early" if function.history.holds == "after" else "late"
        yield descent.loop(f"cost-recorded-{shifted}", f"range({steps})", [step], shifted=shifted)


def _wrong_steps(descent: _Descent) -> Iterator[WrongSubmission]:
    rounds = f"range({descent.exercise.roles['steps']})"
    step = descent.step(descent.names)
    for rule in descent.derivation.rules:
        if rule.id:
            yield descent.loop(rule.id, rounds, [step], rule=rule)
    for candidate in next(iter(descent.derivation.costs.values())).wrong_gradients:
        if all("k" not in formula.free for formula in candidate.outputs.values()):
            yield descent.loop(candidate.misconceptions[0], rounds, [step], gradient=candidate.outputs)


class _Descent:
    """Writes loops that differ in their rounds, their starts and what they record."""

    def __init__(
        self,
        exercise: Exercise,
        derivation: Derivation,
        function: Function,
        update: Function | None,
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
        if self.update is None:
            moved = ", ".join(f"{prefix}{name}" for name in self.names)
            return f"{moved} = own_step({', '.join(point)})"
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
        shifted: str = "",
        rule: Rule | None = None,
        gradient: Mapping[str, Formula] | None = None,
    ) -> WrongSubmission:
        """Return a descent with these rounds; its costs may be recorded "late" or "early"."""
        code = FunctionCode(self.exercise, self.derivation, self.function)
        history = self.function.history
        if history is not None:
            self._add_cost(code)
        if self.update is None:
            self._add_step(code, rule, gradient)
        for name in self.names:
            start = self.exercise.start.get(name, name)
            code.add(f"start_{name} = {name} = {start} + 0.0")
        recorded = [f"costs.append(cost_at({', '.join(self.names)}))"] if history is not None else []
        holds = {"late": "after", "early": "before"}.get(shifted, history.holds if history else "")
        code.add("costs = []", *(recorded if holds == "all" else []))
        before, after = (recorded, []) if holds == "before" else ([], recorded)
        code.add(f"for _ in {rounds}:", *(f"    {line}" for line in [*before, *lines, *after, *ending]))
        column = ".reshape(-1, 1)" if history is not None and history.is_column else ""
        costs = {} if history is None else {history.name: f"np.array(costs){column}"}
        values = [costs.get(name, name) for name in self.function.returns]
        code.add(f"return {', '.join(values)}")
        source = replaced(self.reference, {self.function.name: code.source})
        return WrongSubmission((misconception,), self.function.name, source, code.source)

    def _add_step(
        self, code: FunctionCode, rule: Rule | None, gradient: Mapping[str, Formula] | None
    ) -> None:
        """Add a function that takes one step by itself."""
        model = next(iter(self.derivation.costs.values()))
        right = next(rule for rule in self.derivation.rules if not rule.id)
        variables = {**code.variables(), **{name: name for name in self.names}}
        code.add(f"def own_step({', '.join(self.names)}):")
        for line in canonical_lines(self.exercise, self.derivation, variables):
            code.add(f"    {line}")
        for name in self.names:
            slope = array_source((gradient or model.gradient)[name])
            code.add(f"    slope_{name} = np.reshape({slope}, np.shape({name}))[()]")
        rate = self.exercise.roles["rate"]
        moved = []
        for name in self.names:
            symbols = {"theta": name, "g": f"slope_{name}", "alpha": rate, "c": str(_FIXED_RATE)}
            moved.append(source_of((rule or right).formula.tree, symbols))
        code.add(f"    return {', '.join(moved)}")

    def _add_cost(self, code: FunctionCode) -> None:
        model = next(iter(self.derivation.costs.values()))
        variables = {**code.variables(), **{name: name for name in self.names}}
        code.add(f"def cost_at({', '.join(self.names)}):")
        for line in canonical_lines(self.exercise, self.derivation, variables):
            code.add(f"    {line}")
        code.add(f"    return {array_source(model.cost)}")
