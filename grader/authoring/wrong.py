"""Every misconception of an exercise as a wrong submission: the reference with one function replaced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.authoring.code import FunctionCode, array_source, replaced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grader.exercise import Exercise, Function
    from grader.maths.model import Candidate, Derivation


@dataclass(frozen=True)
class WrongSubmission:
    """A file with known mistakes.

    Attributes
    ----------
    misconceptions : tuple of str
        The ids that its report must name, and no others.
    function : str
        Where the mistake is.
    source : str
        The whole file.
    code : str
        The function alone, where it takes the place of the reference's.
    detail : tuple of str or None
        The detail of the only misconception; None where it is not told apart.
    equal : tuple of str
        Ids that are the same mistake on this problem and may stand for the first one.
    """

    misconceptions: tuple[str, ...]
    function: str
    source: str
    code: str = ""
    detail: tuple[str, ...] | None = None
    equal: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What it is called in a fault."""
        detail = f" [{', '.join(self.detail)}]" if self.detail else ""
        return f"{' and '.join(self.misconceptions)}{detail} in {self.function}"


def candidates_of(derivation: Derivation, function: Function) -> Sequence[Candidate]:
    """Return what the mistaken compute instead of a cost, a gradient or a stated function."""
    if function.computes == "formula":
        return derivation.functions[function.name].wrong
    model = next(iter(derivation.costs.values()), None)
    if model is None:
        return ()
    return {"cost": model.wrong_costs, "gradient": model.wrong_gradients}.get(function.computes, ())


def of_candidate(
    exercise: Exercise, derivation: Derivation, function: Function, candidate: Candidate, reference: str
) -> WrongSubmission:
    """Return the file whose function computes a candidate's formulas."""
    code = FunctionCode(exercise, derivation, function)
    code.add_canonical()
    values = [
        array_source(candidate.outputs[name])
        if name == "cost"
        else code.formula(name, candidate.outputs[name])
        for name in function.returns
    ]
    code.add_return(values)
    single = len(candidate.misconceptions) == 1
    return WrongSubmission(
        candidate.misconceptions,
        function.name,
        replaced(reference, {function.name: code.source}),
        code.source,
        candidate.detail if single else None,
        candidate.equal,
    )


def of_any_function(exercise: Exercise, function: Function, reference: str) -> Iterator[WrongSubmission]:
    """Yield the mistakes that are around a right computation: printed, swapped, done in place."""
    given = ", ".join(function.arguments)
    right = f"right_{function.name}({given})"

    def around(misconception: str, *lines: str) -> WrongSubmission:
        body = "\n".join(f"    {line}" for line in lines)
        defaults = function.defaults
        arguments = ", ".join(f"{a}={defaults[a]}" if a in defaults else a for a in function.arguments)
        text = f"right_{function.name} = {function.name}\n\n\ndef {function.name}({arguments}):\n{body}\n"
        return WrongSubmission((misconception,), function.name, f"{reference}\n\n{text}")

    yield around("printed-not-returned", f"print({right})")
    if len(function.returns) == 2 and function.computes != "procedure" and not function.dictionary:
        yield around("swapped-return", f"first, second = {right}", "return second, first")
    parameters = [exercise.start.get(name, name) for name in function.returns]
    arrays = [name for name in function.arguments if _is_array(exercise, name)]
    arrays.sort(key=lambda name: name not in parameters)
    held = [name for name in function.arguments if exercise.kinds.get(name) == "params"]
    arrays = [f"{name}[{exercise.entries[0]!r}]" for name in held] or arrays
    if arrays:
        yield around("mutated-arguments", f"answer = {right}", f"{arrays[0]} += 1.0", "return answer")


def _is_array(exercise: Exercise, argument: str) -> bool:
    parameters = {name: parameter for parameter, name in exercise.start.items()}
    given = exercise.roles.get("gradient") == argument
    return bool(exercise.shapes.get(parameters.get(argument, argument))) or given
