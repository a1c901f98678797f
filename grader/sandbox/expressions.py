"""A function handed to a learner, such as a gradient: nodes, evaluated on numbers or on symbols."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.sandbox.values import numpy_module

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

# The functions of one argument that a node may call; NumPy has all of them under these names.
FUNCTIONS = frozenset(
    ("exp", "log", "sqrt", "tanh", "sin", "cos", "expm1", "log1p", "log2", "log10", "sinh", "cosh", "arctan")
)


class ExpressionCall:
    """What a learner's code is given for `grad_fn`: called with an array, it returns one of the same shape.

    Where the parameters have names, as those of a `schedule(alpha0, t)` have, it is called with one number
    for each, by place or by name, and returns one number.

    Parameters
    ----------
    name : str
        What its calls are recorded under.
    parameters : int
        How many numbers it takes.
    nodes : sequence
        Each a list of head and operands; `["parameter", k]` is the k-th number that it was called with, and
        `["parameter", k, name]` is that of an argument with a name.
    outputs : sequence of int
        The nodes that it returns.
    note : callable
        Takes the name and the arguments of every call.
    """

    def __init__(
        self,
        name: str,
        parameters: int,
        nodes: Sequence[Sequence[Any]],
        outputs: Sequence[int],
        note: Callable[[str, Sequence[Any]], None],
    ) -> None:
        self.__name__ = name
        self.__qualname__ = name
        self._parameters = parameters
        self._nodes = nodes
        self._outputs = outputs
        self._note = note
        self._names = _names(nodes)

    @classmethod
    def read(cls, content: Any, note: Callable[[str, Sequence[Any]], None]) -> ExpressionCall:
        """Return the function that the judge describes."""
        name, parameters, nodes, outputs = content
        return cls(name, parameters, nodes, outputs, note)

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Return the outputs at a point, in the point's shape; the only output for named numbers."""
        if self._names:
            return self._of_numbers(arguments, named)
        if len(arguments) != 1 or named:
            raise TypeError(f"{self.__name__} takes one array")
        return self._of_array(arguments[0])

    def _of_numbers(self, arguments: Sequence[Any], named: Mapping[str, Any]) -> Any:
        np = numpy_module()
        given = {**dict(zip(self._names, arguments, strict=False)), **named}
        count = len(arguments) + len(named)
        if count != len(self._names) or set(given) != set(self._names):
            raise TypeError(f"{self.__name__} takes {len(self._names)} numbers: {', '.join(self._names)}")
        numbers = []
        for name in self._names:
            array = np.asarray(given[name])
            if array.size != 1:
                raise ValueError(f"{self.__name__} takes a number for {name}, got shape {array.shape}")
            numbers.append(array.ravel()[0] if array.dtype.kind == "O" else np.float64(array.ravel()[0]))
        self._note(self.__name__, tuple(numbers))
        with np.errstate(all="ignore"):
            return _evaluate(self._nodes, numbers, np)[self._outputs[0]]

    def _of_array(self, point: Any) -> Any:
        np = numpy_module()
        array = np.asarray(point)
        self._note(self.__name__, (np.array(array),))
        if array.size != self._parameters:
            raise ValueError(
                f"{self.__name__} takes an array of shape ({self._parameters},), got shape {array.shape}"
            )
        symbolic = array.dtype.kind == "O"
        numbers = list(array.ravel() if symbolic else array.ravel().astype(np.float64))
        with np.errstate(all="ignore"):  # a diverging run is the learner's result, not a fault to be shown
            values = _evaluate(self._nodes, numbers, np)
        found = [values[index] for index in self._outputs]
        result = np.empty(len(found), dtype=object) if symbolic else np.array(found, dtype=np.float64)
        if symbolic:
            result[:] = found
        return result.reshape(array.shape) if result.size == array.size else result


def _names(nodes: Sequence[Sequence[Any]]) -> list[str]:
    """Return the names of the parameters in their order; none if they are the elements of an array."""
    found = {node[1]: node[2] for node in nodes if node[0] == "parameter" and len(node) > 2}
    return [found[place] for place in sorted(found)]


def _evaluate(nodes: Sequence[Sequence[Any]], parameters: list[Any], np: Any) -> list[Any]:
    """Return the value of every node."""
    values: list[Any] = []
    for node in nodes:
        head, first = node[0], node[1]
        if head == "parameter":
            values.append(parameters[first])
        elif head == "integer":
            values.append(np.float64(int(first)) if not _is_symbolic(parameters) else int(first))
        elif head == "float":
            values.append(np.float64(float.fromhex(first)))
        elif head == "call":
            values.append(getattr(np, first)(values[node[2]]))
        elif head == "neg":
            values.append(-values[first])
        elif head == "abs":
            values.append(abs(values[first]))
        else:
            values.append(_operate(head, values[first], values[node[2]]))
    return values


def _is_symbolic(parameters: list[Any]) -> bool:
    return any(not isinstance(parameter, (int, float)) for parameter in parameters)


def _operate(head: str, left: Any, right: Any) -> Any:
    """Apply one operator to two values."""
    if head == "add":
        return left + right
    if head == "sub":
        return left - right
    if head == "mul":
        return left * right
    if head == "div":
        return left / right
    if head == "pow":
        return left**right
    raise ValueError(f"an unknown head: {head}")
