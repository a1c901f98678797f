"""Runs a learner's function on symbols and decides, exactly, whether it is the reference.

The inputs have m = 4 samples and n = 2 features, so that 1/m is exact in floats. Two expressions are
the same if they agree in rational arithmetic at two random points with 2⁴⁰ values a coordinate; for
polynomials of degree d that is wrong with a chance below (d / 2⁴⁰)² (Schwartz and Zippel). Where an
expression is not rational, as a sigmoid's is not, they have to agree to forty digits at three points.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.maths.kinks import has_kinks
from grader.maths.model import Quantity
from grader.maths.nodes import evaluate_exactly, meant_by
from grader.maths.points import exact_values
from grader.maths.probes import Probe
from grader.sandbox.replies import Node, Symbol, TracedArray, n_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from grader.judge.oracle import Oracle
    from grader.kit import Function
    from grader.maths.formula import Formula
    from grader.sandbox import Trace, Worker

SIZES: Mapping[str, int] = {"m": 4, "n": 2, "h": 3}
STEPS = 2
#: What the worker calls the symbols that tell branches of the code apart (`grader.sandbox.branches`).
EITHER = "either"
SECONDS = 0.5
#: At so many points both signs of everything are met, but for a chance of one in two thousand each.
POINTS_OF_PIECES = 12


@dataclass(frozen=True)
class Point:
    """Exact values for every symbol, by the formulas' names and by the symbols' own.

    What is computed from them is exact as well, or, where it is not rational, has sixty digits.
    """

    values: Mapping[str, Any]
    symbols: Mapping[str, Fraction]
    alpha: Fraction
    probe: Probe
    is_exact: bool = True
    key: object = None

    def nodes(self, nodes: Sequence[Sequence[Any]], branches: Sequence[str] = ()) -> Sequence[Any]:
        """Return the value of every node of a trace; the symbols of branches have any value."""
        random = Random(f"branches {self.alpha}")
        symbols = {**self.symbols, **{name: Fraction(random.randint(1, 2**30), 2**30) for name in branches}}
        if self.is_exact:
            return evaluate_exactly(nodes, symbols)
        from grader.judge.precise import evaluate_nodes

        return evaluate_nodes(nodes, symbols)

    def formula(self, formula: Formula, values: Mapping[str, Any]) -> Any:
        """Return the value of a formula."""
        if self.is_exact:
            return formula.evaluate(values, self.probe.sizes, exact=True)
        from grader.judge.precise import evaluate_formula

        return evaluate_formula(formula, values, self.probe.sizes)

    def agree(self, one: Sequence[Any], other: Sequence[Any]) -> bool:
        """Tell whether two lists of values are the same."""
        if self.is_exact:
            return list(one) == list(other)
        from grader.judge.precise import precise

        return len(one) == len(other) and all(precise(a).agrees(b) for a, b in zip(one, other, strict=True))


class SymbolicRun:
    """One function's expressions in its inputs.

    Attributes
    ----------
    function : Function
        As the exercise declares it.
    probe : Probe
        The sizes, the number of steps and the cost that it was run with.
    """

    def __init__(self, oracle: Oracle, function: Function, probe: Probe, trace: Trace) -> None:
        self.oracle = oracle
        self.function = function
        self.probe = probe
        self._trace = trace
        named = {node[1] for node in trace.nodes if node[0] == "symbol"}
        self._branches = sorted(name for name in named if name.startswith(f"{EITHER}["))

    @property
    def nodes(self) -> Sequence[Sequence[Any]]:
        """The expressions, as `grader.maths.nodes` describes them."""
        return self._trace.nodes

    def node_places(self) -> list[tuple[str, int]] | None:
        """Return the node of each returned value, by name; None unless each is one expression."""
        if self._branches:
            return None
        found = []
        parts = self._parts()
        for name, part in zip(self.function.returns, parts or (), strict=False):
            while isinstance(part, TracedArray) and len(part.items) == 1:
                part = part.items[0]
            if not isinstance(part, Node):
                return None
            found.append((name, part.index))
        return found or None

    def outputs(self, point: Point) -> dict[str, Any] | None:
        """Return the exact returned values at a point, in the learner's shapes, or None if there are none."""
        try:
            nodes = point.nodes(self._trace.nodes, self._branches)
            parts = self._parts()
            if parts is None:
                return None
            found = {}
            for name, part in zip(self.function.returns, parts, strict=True):
                shape = self.oracle.shape(name, self.probe)
                if shape is None or n_numbers(part) != np.prod(shape):  # too many take minutes below
                    return None
                value = _exact(part, nodes)
                if value.shape != shape and not (shape == () and value.size == 1):
                    return None
                found[name] = value.reshape(shape)
        except (ValueError, KeyError, IndexError, TypeError, OverflowError):
            return None
        return found

    def _parts(self) -> Sequence[Any] | None:
        value, count = self._trace.value, len(self.function.returns)
        if self.function.keys:
            keys = self.function.keys
            whole = isinstance(value, dict) and value.keys() == set(keys)
            return [value[key] for key in keys] if whole else None
        if count == 1:
            return (value,)
        if isinstance(value, TracedArray):
            if len(value.shape) == 1 and value.shape[0] == count:
                return list(value.items)
            return None
        return value if isinstance(value, (tuple, list)) and len(value) == count else None

    def equals_reference(self) -> bool:
        """Tell whether the function is the reference, for every input of these shapes.

        Many learners of a class write the same formula: it is looked into once.
        """
        if not _is_written_whole(self._trace.value):
            return self._equals_reference()
        key = self.function.name, tuple(sorted(self.probe.sizes.items())), self.probe.steps, self.probe.cost
        written = repr((self._trace.nodes, self._trace.value))
        return bool(self.oracle.lately((*key, written), self._equals_reference))

    def _equals_reference(self) -> bool:
        return self._equals(
            lambda point: self.oracle.once(
                ("reference", self.function.name, point.key),
                lambda: exact_reference(self.oracle, self.function, point),
            )
        )

    def equals(self, formulas: Mapping[str, Formula]) -> bool:
        """Tell whether the function computes these formulas, for every input of these shapes."""
        return self._equals(
            lambda point: {name: point.formula(formula, point.values) for name, formula in formulas.items()}
        )

    def _equals(self, expected: Callable[[Point], Mapping[str, Any]]) -> bool:
        if has_kinks(self.oracle.derivation):
            return False  # random points need not lie in every piece: it is tested there, not proved
        for is_exact, count in ((True, 2), (False, 3)):
            seeds = range(1, 1 + (POINTS_OF_PIECES if self._has_pieces() else count))
            points = (draw_point(self.oracle, self.probe, seed, is_exact=is_exact) for seed in seeds)
            found = self._agrees(expected, points)
            if found is not None:
                return found
        return False

    def _has_pieces(self) -> bool:
        """Tell whether there is a |x| or a root, which may be right for one sign of x only."""
        for head, *operands in self.nodes:
            if head == "abs" or (head == "call" and operands[0] == "sqrt"):
                return True
            if head == "pow" and self.nodes[operands[1]][0] != "integer":
                return True
        return False

    def _agrees(self, expected: Callable[[Point], Mapping[str, Any]], points: Iterable[Point]) -> bool | None:
        """Tell whether values are the expected ones at some points; None if they cannot be had there."""
        for point in points:
            found = self.outputs(point)
            if found is None:
                return None
            try:
                wanted = expected(point)
                for name in self.function.returns:
                    values = np.asarray(wanted[name], dtype=object).ravel().tolist()
                    if not point.agree(found[name].ravel().tolist(), values):
                        return False
            except (ValueError, TypeError, ArithmeticError):
                return None
        return True

    def is_affine_in_rate(self) -> bool | None:
        """Tell whether every returned value is of degree one or less in α; None if it cannot be told."""
        if self._branches:
            return None
        for is_exact in (True, False):
            points = [
                draw_point(self.oracle, self.probe, 1, rate=Fraction(rate), is_exact=is_exact)
                for rate in (1, 2, 3)
            ]
            found = [self.outputs(point) for point in points]
            if any(values is None for values in found):
                continue
            low, middle, high = (
                [item for name in self.function.returns for item in values[name].ravel().tolist()]
                for values in found
                if values is not None
            )
            outer = [a + c for a, c in zip(low, high, strict=True)]
            return points[0].agree(outer, [2 * b for b in middle])
        return None


def _is_written_whole(value: Any) -> bool:
    """Tell whether a traced value's text says all of it, as that of an array of numbers does not."""
    if isinstance(value, TracedArray):
        return _is_written_whole(value.items)
    if isinstance(value, (list, tuple)):
        return all(map(_is_written_whole, value))
    if isinstance(value, dict):
        return all(map(_is_written_whole, value.values()))
    return type(value) in (Node, int, float, bool, type(None))


def run_on_symbols(
    oracle: Oracle, worker: Worker, function: Function, sizes: Mapping[str, int] = SIZES
) -> SymbolicRun | None:
    """Return a function's expressions, or None where its code cannot be run on symbols."""
    if function.computes == "procedure":
        return None  # it decides by comparing values, and symbols have none
    probe = symbolic_probe(oracle, sizes)
    key = ("symbols", function.name, tuple(sorted(probe.sizes.items())), probe.steps)
    arguments = oracle.once(key, lambda: _arguments(oracle, function, probe))
    trace = worker.trace(function.name, arguments, seconds=SECONDS)
    return SymbolicRun(oracle, function, probe, trace) if trace.status == "traced" else None


def symbolic_probe(oracle: Oracle, sizes: Mapping[str, int] = SIZES) -> Probe:
    """Return the sizes that functions are run on symbols with."""
    name, model = next(iter(oracle.derivation.costs.items()), ("", None))
    sizes = {**sizes, "n": (model.n_features if model else None) or sizes["n"]}
    return Probe("random", {}, sizes, 0.0, STEPS, name)


def draw_point(
    oracle: Oracle, probe: Probe, seed: int, rate: Fraction | None = None, *, is_exact: bool = True
) -> Point:
    """Return random exact values for every symbol; modest ones where functions will not be rational."""
    key = (seed, rate, is_exact, tuple(sorted(probe.sizes.items())), probe.steps, probe.cost)
    found: Point = oracle.once(("point", key), lambda: _drawn(oracle, probe, seed, rate, is_exact, key))
    return found


def _drawn(
    oracle: Oracle, probe: Probe, seed: int, rate: Fraction | None, is_exact: bool, key: object
) -> Point:
    random = Random(f"point {seed}")
    quantities = list(oracle.derivation.quantities.values())
    gradients = [Quantity(f"gradient_{p.name}", p.indices) for p in oracle.derivation.parameters]
    if is_exact:
        values = exact_values([*quantities, *gradients], probe.sizes, random)
    else:
        from grader.judge.precise import modest_values

        values = modest_values([*quantities, *gradients], probe.sizes, random)
    alpha = rate if rate is not None else Fraction(random.randint(1, 2**40), 2**20 - 3)
    symbols = {"alpha": alpha}
    for name, value in values.items():
        for place, item in np.ndenumerate(np.asarray(value, dtype=object)):
            symbols[_symbol(name, place)] = item
    return Point(values, symbols, alpha, probe.moved(values), is_exact, key)


def exact_reference(oracle: Oracle, function: Function, point: Point) -> dict[str, Any]:
    """Return what a function should return at a point, exactly or to sixty digits."""
    if function.computes == "cost":
        return {"cost": _cost(oracle, point, point.probe)}
    if function.computes == "gradient":
        return _gradient(oracle, point, point.probe)
    if function.computes == "formula":
        outputs = oracle.derivation.functions[function.name].outputs
        return {name: point.formula(formula, point.values) for name, formula in outputs.items()}
    if function.computes == "update":
        gradient = (
            {p.name: point.values[f"gradient_{p.name}"] for p in oracle.derivation.parameters}
            if "gradient" in oracle.exercise.roles
            else _gradient(oracle, point, point.probe)
        )
        return _step(oracle, point.probe, gradient, point.alpha)
    path = [point.probe]
    for _ in range(point.probe.steps):
        path.append(path[-1].moved(_step(oracle, path[-1], _gradient(oracle, point, path[-1]), point.alpha)))
    reached = {p.name: path[-1].values[p.name] for p in oracle.derivation.parameters}
    if function.history is None:
        return reached
    costs = [_cost(oracle, point, at) for at in function.history.of(path)]
    return {**reached, function.history.name: np.array(costs, dtype=object)}


def _gradient(oracle: Oracle, point: Point, at: Probe) -> dict[str, Any]:
    """Return ∂J/∂θ at exact values."""
    formulas = oracle.derivation.costs[at.cost].gradient
    return {name: point.formula(formula, at.values) for name, formula in formulas.items()}


def _step(oracle: Oracle, probe: Probe, gradient: Mapping[str, Any], alpha: Fraction) -> dict[str, Any]:
    """Return the parameters after one simultaneous step, exactly."""
    return {
        p.name: oracle.rule.apply(probe.values[p.name], gradient[p.name], alpha, exact=True)
        for p in oracle.derivation.parameters
    }


def _cost(oracle: Oracle, point: Point, at: Probe) -> Any:
    return point.formula(oracle.derivation.costs[at.cost].cost, at.values)


def _symbol(name: str, place: tuple[int, ...]) -> str:
    return name + "".join(f"[{number}]" for number in place)


def _arguments(oracle: Oracle, function: Function, probe: Probe) -> list[Any]:
    roles = {argument: role for role, argument in oracle.exercise.roles.items()}
    start = {argument: parameter for parameter, argument in oracle.exercise.start.items()}
    arguments: list[Any] = []
    for argument in function.arguments:
        role = roles.get(argument)
        if role == "rate":
            arguments.append(Symbol("alpha"))
        elif role == "steps":
            arguments.append(probe.steps)
        elif role == "gradient_function":
            arguments.append(oracle.gradient_function(argument, probe))
        elif role == "gradient":
            parameter = oracle.derivation.parameters[0]
            arguments.append(_symbols(oracle, f"gradient_{parameter.name}", parameter, parameter.name, probe))
        elif oracle.exercise.kinds.get(argument) == "params":
            quantities = {name: oracle.derivation.quantities[name] for name in oracle.exercise.entries}
            arguments.append({n: _symbols(oracle, n, q, n, probe) for n, q in quantities.items()})
        else:
            name = start.get(argument, argument)
            arguments.append(_symbols(oracle, name, oracle.derivation.quantities[name], name, probe))
    return arguments


def _symbols(oracle: Oracle, label: str, quantity: Quantity, shape_of: str, probe: Probe) -> Any:
    if not quantity.indices:
        return Symbol(label)
    sizes = [probe.sizes[{"i": "m", "j": "n", "p": "h"}[index]] for index in quantity.indices]
    array = np.empty(sizes, dtype=object)
    for place in np.ndindex(*sizes):
        array[place] = Symbol(_symbol(label, place))
    if quantity.domain == "ones-first":
        array[..., 0] = 1.0
    return array.reshape(oracle.shape(shape_of, probe))


def _exact(part: Any, nodes: Sequence[Fraction]) -> Any:
    """Return a traced value as an object array of fractions."""
    if isinstance(part, TracedArray):
        array = np.empty(len(part.items), dtype=object)
        array[:] = [_exact(item, nodes)[()] for item in part.items]
        return array.reshape(part.shape)
    if isinstance(part, (list, tuple)):
        return np.array([_exact(item, nodes).tolist() for item in part], dtype=object)
    if isinstance(part, Node):
        value = nodes[part.index]
    elif isinstance(part, np.ndarray):
        array = np.empty(part.size, dtype=object)
        array[:] = [meant_by(float(item)) for item in part.ravel()]
        return array.reshape(part.shape)
    else:
        value = part if isinstance(part, Fraction) else meant_by(float(part))
    array = np.empty((), dtype=object)
    array[()] = value
    return array
