"""What each of an exercise's functions should return, from the formulas that SymPy derived.

Inside the engine every quantity has one axis for each index (the canonical form); the learner sees the
shapes that `exercise.toml` declares. This module is where one becomes the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.judge.procedure import Call
from grader.maths.formula import Formula, KeptValues
from grader.maths.nodes import gradient_nodes
from grader.sandbox import ExpressionFunction

if TYPE_CHECKING:
    from grader.judge.procedure import Procedure
    from grader.kit import Exercise, Function
    from grader.maths.formula import Tree
    from grader.maths.model import Derivation, Rule
    from grader.maths.probes import Probe

Values = Mapping[str, Any]
_MOST_LATELY = 200
_STEEP = 0.1


@dataclass(frozen=True)
class Expected:
    """What one function should return at one probe.

    Attributes
    ----------
    function : str
        The function's name.
    names : tuple of str
        What is returned, in order.
    values : tuple of float or ndarray
        In the learner's shapes.
    keys : tuple of str
        The names once more where the values are returned in one dictionary, else nothing.
    """

    function: str
    names: tuple[str, ...]
    values: tuple[Any, ...]
    keys: tuple[str, ...] = ()

    @property
    def whole(self) -> Any:
        """The value that the learner's function would return."""
        if self.keys:
            return dict(zip(self.keys, self.values, strict=True))
        return self.values if len(self.values) > 1 else self.values[0]


class Oracle:
    """The reference for one exercise; `oracle.update(probe)` is what `update` should return there."""

    def __init__(
        self,
        exercise: Exercise,
        derivation: Derivation,
        procedures: Mapping[str, Procedure] | None = None,
    ) -> None:
        self.exercise = exercise
        self.derivation = derivation
        self.procedures = procedures or {}
        self.rule = next(rule for rule in derivation.rules if not rule.id)
        self._kept: dict[object, Any] = {}
        self._lately: dict[object, Any] = {}
        self._roles = {argument: role for role, argument in exercise.roles.items()}
        self._parameters = {argument: parameter for parameter, argument in exercise.start.items()}
        self._history = exercise.history

    def once(self, key: object, make: Callable[[], Any]) -> Any:
        """Return what was made under a key, and make it if it was not yet: it is the same for everybody.

        Keys are such that there are few; what is made is not changed by anybody.
        """
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def lately(self, key: object, make: Callable[[], Any]) -> Any:
        """Return what was made under a key if that was not long ago; of such keys there may be any number."""
        if key not in self._lately:
            if len(self._lately) >= _MOST_LATELY:
                self._lately.clear()
            self._lately[key] = make()
        return self._lately[key]

    def __getattr__(self, name: str) -> Callable[[Probe], Expected]:
        try:
            function = self.exercise.function(name)
        except KeyError:
            raise AttributeError(f"{self.exercise.stem} declares no function {name}") from None
        return lambda probe: self.expected(function, probe)

    def expected(self, function: Function, probe: Probe) -> Expected:
        """Return what a function should return at a probe."""
        if function.computes == "cost":
            return self.present(function, probe, {"cost": self.cost(probe)})
        if function.computes == "gradient":
            return self.present(function, probe, self.gradient(probe))
        if function.computes == "update":
            return self.present(function, probe, self.step(probe, self.gradient(probe)))
        if function.computes == "formula":
            return self.present(function, probe, self.stated(function, probe))
        if function.computes == "procedure":
            return self.after_procedure(function, probe, self.gradient, self.right_step)
        return self.after_descent(function, probe, self.right_step)

    def stated(self, function: Function, probe: Probe) -> dict[str, Any]:
        """Return what a function returns whose values are stated as formulas."""
        outputs = self.derivation.functions[function.name].outputs
        return {name: formula.evaluate(probe.values, probe.sizes) for name, formula in outputs.items()}

    def after_procedure(
        self,
        function: Function,
        probe: Probe,
        gradient: Callable[[Probe], Values],
        step: Callable[[Probe], Values],
    ) -> Expected:
        """Return what a procedure should return with a given gradient and step."""
        right = self.procedures[function.name].right
        return self.present(function, probe, right(Call(self, probe, gradient, step)))

    def right_step(self, probe: Probe) -> dict[str, Any]:
        """Return the parameters after one right step."""
        return self.step(probe, self.gradient(probe))

    def after_descent(self, function: Function, probe: Probe, step: Callable[[Probe], Values]) -> Expected:
        """Return what a descent should return if each of its steps is `step`."""
        path = self.path(probe, step, probe.steps)
        values = {parameter.name: path[-1].values[parameter.name] for parameter in self.derivation.parameters}
        if function.history is not None:
            values[function.history.name] = np.array([self.cost(at) for at in function.history.of(path)])
        return self.present(function, probe, values)

    def cost(self, probe: Probe) -> float:
        """Return J at the probe's parameters."""
        return float(self.derivation.costs[probe.cost].cost.evaluate(probe.values, probe.sizes))

    def gradient(self, probe: Probe) -> dict[str, Any]:
        """Return ∂J/∂θ by parameter, in canonical form."""
        formulas = self.derivation.costs[probe.cost].gradient
        return {name: formula.evaluate(probe.values, probe.sizes) for name, formula in formulas.items()}

    def is_steep(self, probe: Probe) -> bool:
        """Tell whether some component of the right gradient is not nearly zero at a probe."""
        return any(np.any(np.abs(part) > _STEEP) for part in self.gradient(probe).values())

    def step(self, probe: Probe, gradient: Values, rule: Rule | None = None) -> dict[str, Any]:
        """Return the parameters after one simultaneous step with a given gradient."""
        rule = rule or self.rule
        return {
            parameter.name: rule.apply(probe.values[parameter.name], gradient[parameter.name], probe.alpha)
            for parameter in self.derivation.parameters
        }

    def path(self, probe: Probe, step: Callable[[Probe], Values], n_steps: int) -> list[Probe]:
        """Return the probe and where it stands after each of so many steps, (n_steps + 1) in all."""
        path = [probe]
        for _ in range(n_steps):
            path.append(path[-1].moved(step(path[-1])))
        return path

    # --- the learner's side -----------------------------------------------------------------------

    def shape(self, name: str, probe: Probe) -> tuple[int, ...] | None:
        """Return the shape that the learner sees of an argument or of what is returned under a name.

        None for what is no array of floats and no float.
        """
        if name == "cost":
            return ()
        if self._history is not None and name == self._history.name:
            return self._history.shape(probe.steps)
        declared = self.exercise.shapes.get(name)
        if declared is None:
            return None
        return tuple(axis if isinstance(axis, int) else probe.sizes[axis] for axis in declared)

    def present(self, function: Function, probe: Probe, values: Values) -> Expected:
        """Return canonical values as the function should return them."""
        return Expected(
            function.name,
            function.returns,
            tuple(self._presented(name, values[name], probe) for name in function.returns),
            function.keys,
        )

    def arguments(self, function: Function, probe: Probe) -> list[Any]:
        """Return the arguments of a call at a probe, in the learner's order and shapes."""

        def made() -> list[Any]:
            return [self._argument(name, function, probe) for name in function.arguments]

        if not isinstance(probe.values, KeptValues):
            return made()
        # The worker gets copies, and nobody on this side writes to them.
        key = ("arguments", function.name, probe.alpha, probe.steps, probe.cost)
        return list(probe.values.once(key, made))

    def canonical(self, name: str, value: Any, probe: Probe) -> Any:
        """Return a value in the learner's shape as the formulas use it."""
        quantity = self.derivation.quantities.get(name)
        if self._history is not None and name == self._history.name:
            return np.asarray(value)
        if quantity is None or not quantity.indices:
            return float(np.asarray(value, dtype=float).reshape(()))
        sizes = [probe.sizes["mnh"["ikjlpq".index(index) // 2]] for index in quantity.indices]
        return np.asarray(value, dtype=float).reshape(sizes)

    def _presented(self, name: str, value: Any, probe: Probe) -> Any:
        shape = self.shape(name, probe)
        if shape is None:
            return value
        return np.array(value, dtype=float).reshape(shape) if shape else float(value)

    def _argument(self, name: str, function: Function, probe: Probe) -> Any:
        role = self._roles.get(name)
        if role == "rate":
            return probe.alpha
        if role == "steps":
            return probe.steps
        if role == "gradient":
            gradient = self.gradient(probe)
            parameter = self.derivation.parameters[0].name
            return self._presented(parameter, gradient[parameter], probe)
        if role == "gradient_function":
            return self.gradient_function(name, probe)
        kind = self.exercise.kinds.get(name)
        if kind == "count":
            return int(probe.values[name])
        if kind == "params":
            return {key: self._presented(key, probe.values[key], probe) for key in self.exercise.entries}
        if kind == "function":
            return _function_of(probe.values[name], function.arguments, name)
        name = self._parameters.get(name, name)
        return self._presented(name, probe.values[name], probe)

    def gradient_function(self, name: str, probe: Probe) -> ExpressionFunction:
        """Return the gradient of the probe's cost as a function that the worker evaluates."""
        parameter = self.derivation.parameters[0].name
        formula = self.derivation.costs[probe.cost].gradient[parameter]
        nodes, outputs = gradient_nodes(formula)
        return ExpressionFunction(len(outputs), nodes, outputs, name=name)


def _function_of(formula: Formula, arguments: Sequence[str], name: str) -> ExpressionFunction:
    """Return a formula that a probe holds as a function that the worker evaluates.

    It takes those arguments of the called function that its formula speaks of, in their order: a schedule
    over α₀ and t is called with what `update(theta, gradient, alpha0, t, schedule)` was given for them.
    """
    own = [argument for argument in arguments if ["symbol", argument] in _subtrees(formula.tree)]
    nodes, outputs = gradient_nodes(Formula(["stack", "j", _with_elements(formula.tree, own)], ("j",)))
    named = [[*node, own[node[1]]] if node[0] == "parameter" else node for node in nodes]
    return ExpressionFunction(len(own), named, outputs, name=name)


def _subtrees(tree: Tree) -> Iterator[Tree]:
    yield tree
    for part in tree[1:]:
        if isinstance(part, list):
            yield from _subtrees(part)


def _with_elements(tree: Tree, names: Sequence[str]) -> Tree:
    """Return a tree in which each named scalar is an element of one vector of all of them."""
    if tree[0] == "symbol":
        return ["element", "argument", ["number", names.index(tree[1]) + 1, 1]]
    return [_with_elements(part, names) if isinstance(part, list) else part for part in tree]


def parameter_names(derivation: Derivation) -> Sequence[str]:
    """Return the names of the parameters, in the order of the formulas."""
    return [parameter.name for parameter in derivation.parameters]
