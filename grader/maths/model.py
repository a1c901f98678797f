"""What is derived from a problem, as plain data: formulas and candidates, without SymPy."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from grader.maths.formula import Formula

if TYPE_CHECKING:
    from collections.abc import Mapping

Domain = Literal["real", "positive", "unit", "small", "rate", "count", "binary", "signs", "ones-first"]


@dataclass(frozen=True)
class Quantity:
    """An array or number that a formula speaks of.

    Attributes
    ----------
    name : str
        As in the formulas and in `exercise.toml`.
    indices : tuple of str
        One index for each axis: `("i", "j")` for X (m, n), none for a float.
    domain : {"real", "positive", "unit", "small", "rate", "count", "binary", "signs", "ones-first"}
        What values probes may hold: any, above zero, between ½ and 1, below ½ in size and of both signs, a
        learning rate, a whole number from 1, labels 0 and 1, labels −1 and 1, or a first column of ones.
    """

    name: str
    indices: tuple[str, ...] = ()
    domain: Domain = "real"

    def as_json(self) -> dict[str, Any]:
        """Return the quantity as plain data."""
        return {"name": self.name, "indices": list(self.indices), "domain": self.domain}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Quantity:
        """Return the quantity that `as_json` described."""
        return cls(data["name"], tuple(data["indices"]), data["domain"])


@dataclass(frozen=True)
class Rule:
    """One way to make a new parameter from the old one; the right one has an empty id."""

    id: str
    formula: Formula

    def apply(self, theta: Any, g: Any, alpha: Any, c: float = 0.0, *, exact: bool = False) -> Any:
        """Return the new value; arrays in, arrays out."""
        # The rule is scalar, its values may be arrays of any shape: NumPy broadcasts, no axis is named.
        return self._scalar.evaluate({"theta": theta, "g": g, "alpha": alpha, "c": c}, {}, exact=exact)

    @cached_property
    def _scalar(self) -> Formula:
        return Formula(self.formula.tree)

    def as_json(self) -> dict[str, Any]:
        """Return the rule as plain data."""
        return {"id": self.id, "formula": self.formula.as_json()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Rule:
        """Return the rule that `as_json` described."""
        return cls(data["id"], Formula.from_json(data["formula"]))

    def text(self, theta: str, g: str, alpha: str, c: str = "c") -> str:
        """Return the right side of the rule with a learner's names."""
        letters = {"θ": theta, "g": g, "α": alpha, "c": c}
        return "".join(letters.get(letter, letter) for letter in self.formula.text)


@dataclass(frozen=True)
class Candidate:
    """What a submission with these misconceptions computes.

    Attributes
    ----------
    misconceptions : tuple of str
        One id, or two.
    detail : tuple of str
        Of the first misconception that has one.
    outputs : mapping of str to Formula
        By the name of what is returned.
    equal : tuple of str
        Ids of other misconceptions that are proved to give the same values on this problem.
    """

    misconceptions: tuple[str, ...]
    detail: tuple[str, ...]
    outputs: Mapping[str, Formula]
    equal: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the candidate as plain data."""
        return {
            "misconceptions": list(self.misconceptions),
            "detail": list(self.detail),
            "outputs": {name: formula.as_json() for name, formula in self.outputs.items()},
            "equal": list(self.equal),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Candidate:
        """Return the candidate that `as_json` described."""
        return cls(
            misconceptions=tuple(data["misconceptions"]),
            detail=tuple(data["detail"]),
            outputs={name: Formula.from_json(formula) for name, formula in data["outputs"].items()},
            equal=tuple(data["equal"]),
        )


@dataclass(frozen=True)
class CostModel:
    """One cost: its value, its gradient, and what the mistaken would compute instead."""

    cost: Formula
    gradient: Mapping[str, Formula]
    wrong_costs: tuple[Candidate, ...]
    wrong_gradients: tuple[Candidate, ...]
    n_features: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the model as plain data."""
        return {
            "cost": self.cost.as_json(),
            "gradient": {name: formula.as_json() for name, formula in self.gradient.items()},
            "wrong_costs": [candidate.as_json() for candidate in self.wrong_costs],
            "wrong_gradients": [candidate.as_json() for candidate in self.wrong_gradients],
            "n_features": self.n_features,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> CostModel:
        """Return the model that `as_json` described."""
        return cls(
            cost=Formula.from_json(data["cost"]),
            gradient={name: Formula.from_json(formula) for name, formula in data["gradient"].items()},
            wrong_costs=tuple(Candidate.from_json(item) for item in data["wrong_costs"]),
            wrong_gradients=tuple(Candidate.from_json(item) for item in data["wrong_gradients"]),
            n_features=data["n_features"],
        )


@dataclass(frozen=True)
class FunctionModel:
    """A function whose values are stated as formulas, and what the mistaken would return instead."""

    outputs: Mapping[str, Formula]
    wrong: tuple[Candidate, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the model as plain data."""
        return {
            "outputs": {name: formula.as_json() for name, formula in self.outputs.items()},
            "wrong": [candidate.as_json() for candidate in self.wrong],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> FunctionModel:
        """Return the model that `as_json` described."""
        return cls(
            outputs={name: Formula.from_json(formula) for name, formula in data["outputs"].items()},
            wrong=tuple(Candidate.from_json(item) for item in data["wrong"]),
        )


@dataclass(frozen=True)
class Derivation:
    """Everything that judging and diagnosing need of a problem; plain data, no SymPy."""

    parameters: tuple[Quantity, ...]
    data: tuple[Quantity, ...]
    costs: Mapping[str, CostModel]
    rules: tuple[Rule, ...]
    functions: Mapping[str, FunctionModel] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return the derivation as plain data."""
        return {
            "parameters": [quantity.as_json() for quantity in self.parameters],
            "data": [quantity.as_json() for quantity in self.data],
            "costs": {name: model.as_json() for name, model in self.costs.items()},
            "rules": [rule.as_json() for rule in self.rules],
            "functions": {name: model.as_json() for name, model in self.functions.items()},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Derivation:
        """Return the derivation that `as_json` described."""
        return cls(
            parameters=tuple(Quantity.from_json(item) for item in data["parameters"]),
            data=tuple(Quantity.from_json(item) for item in data["data"]),
            costs={name: CostModel.from_json(model) for name, model in data["costs"].items()},
            rules=tuple(Rule.from_json(item) for item in data["rules"]),
            functions={name: FunctionModel.from_json(item) for name, item in data["functions"].items()},
        )

    @property
    def quantities(self) -> Mapping[str, Quantity]:
        """Data and parameters by name."""
        return {quantity.name: quantity for quantity in (*self.data, *self.parameters)}
