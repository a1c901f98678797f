"""From formulas to Python source: what a learner with a given misconception would hand in.

The source is plain: loops and comprehensions over arrays with one axis for each index, after a few lines
that bring the arguments into that form. It is made for the judge's eyes, not for a learner's.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from grader.maths.formula import INDEX_SIZES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grader.exercise import Exercise, Function
    from grader.maths.formula import Formula, Tree
    from grader.maths.model import Derivation, Quantity

_NUMPY = "import numpy as np\n"
_SIGMOID = """\
def sigmoid_of(z):
    return np.where(z >= 0, 1.0, np.exp(-np.abs(z))) / (1.0 + np.exp(-np.abs(z)))
"""


class FunctionCode:
    """Writes the source of one of an exercise's functions, line by line.

    Inside it a quantity `x` is called `value_x`, a size `m` is `size_m`, and the place of index `i`,
    counted from 0, is `at_i`: names that no argument has.

    Parameters
    ----------
    exercise, derivation
        Whose arguments and quantities it is about.
    function : Function
        What is written.
    """

    def __init__(self, exercise: Exercise, derivation: Derivation, function: Function) -> None:
        self.exercise = exercise
        self.derivation = derivation
        self.function = function
        self.body: list[str] = []

    def add(self, *lines: str) -> None:
        """Add lines to the body."""
        self.body += lines

    @property
    def source(self) -> str:
        """The whole function."""
        defaults = self.function.defaults
        arguments = [f"{a}={defaults[a]}" if a in defaults else a for a in self.function.arguments]
        head = f"def {self.function.name}({', '.join(arguments)}):"
        return "\n".join([head, *(f"    {line}" for line in self.body), ""])

    def add_canonical(self) -> None:
        """Add the lines that bring every argument into the form that formulas speak of."""
        self.add(*canonical_lines(self.exercise, self.derivation, self.variables()))

    def variables(self) -> dict[str, str]:
        """Return which argument, or entry of one, holds each quantity."""
        quantities = self.derivation.quantities
        parameters = {argument: name for name, argument in self.exercise.start.items()}
        found = {parameters.get(argument, argument): argument for argument in self.function.arguments}
        for argument in self.function.arguments:
            if self.exercise.kinds.get(argument) == "params":
                found.update({name: f"{argument}[{name!r}]" for name in self.exercise.entries})
        return {name: argument for name, argument in found.items() if name in quantities}

    def add_return(self, values: Sequence[str]) -> None:
        """Add the line that returns values, given in their order, as the function does."""
        if self.function.keys:
            entries = [f"{key!r}: {value}" for key, value in zip(self.function.keys, values, strict=True)]
            self.add(f"return {{{', '.join(entries)}}}")
        else:
            self.add(f"return {', '.join(values)}")

    def presented(self, name: str, value: str) -> str:
        """Return an expression for a canonical value in the shape that the learner returns it in."""
        declared = self.exercise.shapes.get(name)
        if not declared:
            return value
        axes = [str(axis) if isinstance(axis, int) else f"size_{axis}" for axis in declared]
        return f"np.reshape({value}, ({', '.join(axes)},))"

    def formula(self, name: str, formula: Formula) -> str:
        """Return an expression for what a formula gives, in the shape that is returned under a name."""
        value = array_source(formula)
        quantity = self.derivation.quantities.get(name)
        # A formula that has lost or gained an axis returns what it has: the shape is part of the mistake.
        fits = bool(formula.free) and (quantity is None or quantity.indices == formula.free)
        return self.presented(name, value) if fits else value


def canonical_lines(exercise: Exercise, derivation: Derivation, variables: Mapping[str, str]) -> list[str]:
    """Return the lines that define `size_…` and `value_…` for quantities that variables hold."""
    quantities = derivation.quantities
    sizes: dict[str, str] = {}
    for name, variable in variables.items():
        sizes = {**_sizes(quantities[name], exercise.shapes.get(name, ()), variable), **sizes}
    lines = [f"size_{letter} = {source}" for letter, source in sizes.items()]
    for name, variable in variables.items():
        axes = "".join(f"size_{INDEX_SIZES[index]}, " for index in quantities[name].indices)
        lines.append(f"value_{name} = np.asarray({variable}, dtype=float).reshape(({axes}))[()]")
    return lines


def _sizes(quantity: Quantity, declared: Sequence[str | int], variable: str) -> dict[str, str]:
    """Return how each size that a quantity has an axis of is read off a variable."""
    found = {}
    for index in quantity.indices:
        letter = INDEX_SIZES[index]
        if letter in declared:
            found[letter] = f"np.shape({variable})[{declared.index(letter)}]"
        elif len(quantity.indices) == 1:
            found[letter] = f"np.size({variable})"
    return found


# --- expressions ---------------------------------------------------------------------------------------


def array_source(formula: Formula) -> str:
    """Return an expression for a formula's value, an array with one axis for each free index."""
    if formula.tree[0] == "stack":
        return f"np.array([{', '.join(source_of(part) for part in formula.tree[2:])}])"
    value = source_of(formula.tree)
    for index in reversed(formula.free):
        value = f"[{value} for at_{index} in range(size_{INDEX_SIZES[index]})]"
    return f"np.array({value})" if formula.free else value


def source_of(tree: Tree, symbols: Mapping[str, str] | None = None) -> str:
    """Return a Python expression for a tree.

    Parameters
    ----------
    tree : list
        As described in `grader.maths.formula`.
    symbols : mapping of str to str, optional
        Expressions for scalars that are no quantities, such as the rate in a rule.
    """
    return _Writer(symbols or {}).visit(tree)


class _Writer:
    """Writes a tree as Python; one method for each head."""

    def __init__(self, symbols: Mapping[str, str]) -> None:
        self.symbols = symbols

    def visit(self, tree: Tree) -> str:
        written: str = getattr(self, "_" + tree[0])(*tree[1:])
        return written

    def _number(self, p: int, q: int) -> str:
        return f"({p})" if q == 1 else f"({p} / {q})"

    def _symbol(self, name: str) -> str:
        if name in self.symbols:
            return self.symbols[name]
        return f"size_{name}" if name in INDEX_SIZES.values() else f"value_{name}"

    def _index(self, name: str) -> str:
        return f"(at_{name} + 1)"

    def _element(self, name: str, *indices: Tree) -> str:
        places = [
            f"at_{index[1]}" if index[0] == "index" else f"{self.visit(index)} - 1" for index in indices
        ]
        return f"value_{name}[{', '.join(places)}]"

    def _add(self, *terms: Tree) -> str:
        return f"({' + '.join(map(self.visit, terms))})"

    def _mul(self, *factors: Tree) -> str:
        return f"({' * '.join(map(self.visit, factors))})"

    def _pow(self, base: Tree, exponent: Tree) -> str:
        return f"({self.visit(base)} ** {self.visit(exponent)})"

    def _call(self, function: str, argument: Tree) -> str:
        name = "sigmoid_of" if function == "sigmoid" else f"np.{function}"
        return f"{name}({self.visit(argument)})"

    def _sum(self, body: Tree, index: str, low: Tree, high: Tree) -> str:
        places = f"range({self.visit(low)} - 1, {self.visit(high)})"
        return f"sum({self.visit(body)} for at_{index} in {places})"

    def _stack(self, index: str, *components: Tree) -> str:
        return f"({''.join(self.visit(part) + ', ' for part in components)})[at_{index}]"

    def _max(self, *terms: Tree) -> str:
        return f"max({', '.join(map(self.visit, terms))})"

    def _min(self, *terms: Tree) -> str:
        return f"min({', '.join(map(self.visit, terms))})"

    def _where(self, condition: Tree, then: Tree, otherwise: Tree) -> str:
        return f"({self.visit(then)} if {self.visit(condition)} else {self.visit(otherwise)})"

    def _less(self, one: Tree, other: Tree) -> str:
        return f"({self.visit(one)} < {self.visit(other)})"

    def _at_most(self, one: Tree, other: Tree) -> str:
        return f"({self.visit(one)} <= {self.visit(other)})"

    def _all(self, *conditions: Tree) -> str:
        return f"({' and '.join(map(self.visit, conditions))})"

    def _any(self, *conditions: Tree) -> str:
        return f"({' or '.join(map(self.visit, conditions))})"

    def _delta(self, one: Tree, other: Tree) -> str:
        return f"float({self.visit(one)} == {self.visit(other)})"


# --- whole files ---------------------------------------------------------------------------------------


def replaced(source: str, functions: Mapping[str, str]) -> str:
    """Return a file in which functions are replaced by others of the same names.

    Parameters
    ----------
    source : str
        The reference.
    functions : mapping of str to str
        The new functions' sources by name.
    """
    lines = source.splitlines()
    gone: set[int] = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and node.name in functions:
            gone.update(range(node.lineno - len(node.decorator_list) - 1, node.end_lineno or node.lineno))
    kept = [line for place, line in enumerate(lines) if place not in gone]
    sigmoid = [_SIGMOID] if any("sigmoid_of(" in text for text in functions.values()) else []
    return "\n\n".join(["\n".join(kept), _NUMPY, *sigmoid, *functions.values()])
