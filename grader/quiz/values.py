"""The names that a text may speak of: what is given, what is drawn, and what is computed from them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from grader.quiz.expressions import ExpressionError, evaluate, number_of, parse
from grader.quiz.oracle import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from grader.quiz.expressions import Node
    from grader.quiz.oracle import ProblemOracle
    from grader.quiz.source import OracleCall


class Namespace:
    """Given, drawn and computed values by name; a value is computed when it is first asked for.

    Parameters
    ----------
    given : mapping of str to number or nested tuples
        Inputs, with the draw of a variant among them.
    computed : mapping of str to str or OracleCall
        Expressions and calls of the oracle, which may speak of one another.
    find_oracle : callable
        From an exercise's name to its oracle; raises ExpressionError where there is none.
    problem : str or None
        The exercise of calls that name none.
    """

    def __init__(
        self,
        given: Mapping[str, Any],
        computed: Mapping[str, str | OracleCall],
        find_oracle: Callable[[str], ProblemOracle],
        problem: str | None,
    ) -> None:
        self.given = dict(given)
        self.computed = {name: value for name, value in computed.items() if name not in given}
        self.find_oracle = find_oracle
        self.problem = problem
        self._values: dict[str, Any] = {}
        self._open: list[str] = []

    def value(self, expression: str | Node) -> Any:
        """Return the value of an expression; raises ExpressionError."""
        return evaluate(parse(expression) if isinstance(expression, str) else expression, self.lookup)

    def number(self, expression: str | Node) -> Fraction | float:
        """Return the value of an expression that has to be one number."""
        return number_of(self.value(expression))

    def lookup(self, name: str) -> Any:
        """Return the value of a name."""
        if name in self.given:
            return self.given[name]
        if name in self._values:
            return self._values[name]
        if name not in self.computed:
            from grader.errors import near_names

            near = near_names(name, [*self.given, *self.computed], limit=1)
            hint = f"did you mean {near[0]}?" if near else "add it to [given] or [values]"
            raise ExpressionError(f"unknown “{name}”; {hint}")
        if name in self._open:
            circle = " → ".join([*self._open[self._open.index(name) :], name])
            raise ExpressionError(f"values that need one another: {circle}")
        self._open.append(name)
        try:
            definition = self.computed[name]
            value = self.value(definition) if isinstance(definition, str) else self._call(definition)
        except ExpressionError as error:
            if str(error).startswith(("in “", "values that need")):
                raise
            raise type(error)(f"in “{name}”: {error}") from None
        finally:
            self._open.pop()
        self._values[name] = value
        return value

    def _call(self, call: OracleCall) -> Any:
        problem = call.problem or self.problem
        if problem is None:
            raise ExpressionError("no problem is named; add problem = 'ex03' or the like")
        oracle = self.find_oracle(problem)
        found = {name: self._argument(value) for name, value in call.at.items()}
        names = {*oracle.arguments(), "alpha", "c"}
        for name in call.at:
            if name not in names:
                raise ExpressionError(
                    f"{problem} has no argument “{name}”; it has {', '.join(oracle.arguments())}"
                )
        for name in names - set(found):
            if name in self.given or name in self.computed:
                found[name] = self.lookup(name)
        values, sizes = oracle.inputs(found)
        return self._computed(oracle, call, values, sizes)

    def _computed(
        self, oracle: ProblemOracle, call: OracleCall, values: dict[str, Any], sizes: dict[str, int]
    ) -> Any:
        mistake, detail = call.mistake, call.detail
        if call.compute == "cost":
            return plain(oracle.cost(values, sizes, call.cost, mistake, detail))
        if call.compute == "function":
            found = oracle.function(call.function, values, sizes, mistake, detail)
            return {name: plain(value) for name, value in found.items()}
        if call.compute in ("gradient", "update"):
            work = oracle.gradient if call.compute == "gradient" else oracle.update
            found = work(values, sizes, call.cost, mistake, detail)
            return {name: plain(value) for name, value in found.items()}
        steps = self.number(call.steps)
        if not isinstance(steps, Fraction) or steps.denominator != 1:
            raise ExpressionError(f"a whole number of steps is needed, not {steps}")
        points = oracle.path(values, sizes, call.cost, int(steps), mistake, detail)
        if call.compute == "costs":
            return tuple(plain(oracle.cost({**values, **at}, sizes, call.cost, (), ())) for at in points)
        return tuple({name: plain(value) for name, value in point.items()} for point in points)

    def _argument(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.value(value)
        if isinstance(value, list | tuple):
            return tuple(self._argument(part) for part in value)
        if isinstance(value, bool | dict):
            raise ExpressionError(f"a number, an expression or an array is needed, not {value}")
        return Fraction(value)
