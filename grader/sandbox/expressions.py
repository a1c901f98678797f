"""A gradient handed to a learner as a function: a list of nodes, evaluated on numbers or on symbols."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.sandbox.values import numpy_module

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# The functions of one argument that a node may call; NumPy has all of them under these names.
FUNCTIONS = frozenset(
    ("exp", "log", "sqrt", "tanh", "sin", "cos", "expm1", "log1p", "log2", "log10", "sinh", "cosh", "arctan")
)


class ExpressionCall:
    """What a learner's code is given for `grad_fn`: called with an array, it returns one of the same shape.

    Parameters
    ----------
    name : str
        What its calls are recorded under.
    parameters : int
        How many numbers it takes.
    nodes : sequence
        Each a list of head and operands; `["parameter", k]` is the k-th number that it was called with.
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

    @classmethod
    def read(cls, content: Any, note: Callable[[str, Sequence[Any]], None]) -> ExpressionCall:
        """Return the function that the judge describes."""
        name, parameters, nodes, outputs = content
        return cls(name, parameters, nodes, outputs, note)

    def __call__(self, point: Any) -> Any:
        """Return the outputs at a point, in the point's shape."""
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
