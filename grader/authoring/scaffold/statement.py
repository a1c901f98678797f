"""What an author's texts state: a problem that the engine can derive from, or one sentence why not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import sympy

from grader.authoring.scaffold.expression import read_expression
from grader.authoring.scaffold.smooth import why_not_smooth
from grader.errors import UsageError, near_names
from grader.maths.derive import derive
from grader.maths.probes import draw_probes
from grader.maths.problem import partial_derivative, plain, supervised
from grader.maths.symbols import SIZES, F, Y, i, j, l, m, sigmoid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grader.maths.model import Derivation, Domain, Quantity
    from grader.maths.problem import Problem

LOSS = "(F - Y)**2/2"
TARGET = "y[i]"
#: What the targets may be, and the domain that probes are drawn from.
LABELS: dict[str, Domain] = {"real": "real", "0/1": "binary", "-1/1": "signs"}
_SEED = 1


@dataclass(frozen=True)
class Statement:
    """A cost, taken apart where it has samples, with all that follows from it.

    Attributes
    ----------
    cost : sympy.Expr
        The whole cost J.
    prediction, loss, target : sympy.Expr or None
        Of one sample, where there are samples; the loss is written over `F` and `Y`.
    labels : Domain
        What the targets are.
    problem, derivation
        What `problem.py` will state, and what the engine derives from it.
    """

    cost: sympy.Expr
    prediction: sympy.Expr | None
    loss: sympy.Expr | None
    target: sympy.Expr | None
    labels: Domain
    problem: Problem
    derivation: Derivation

    @property
    def parameters(self) -> Sequence[Quantity]:
        """What descent moves."""
        return self.problem.parameters

    @property
    def data(self) -> Sequence[Quantity]:
        """Arrays of samples, the target last."""
        return self.problem.data


def state(
    *,
    cost: str | None = None,
    prediction: str | None = None,
    loss: str | None = None,
    target: str | None = None,
    parameters: str | None = None,
    labels: str | None = None,
) -> Statement:
    """Return what an author's texts state.

    Parameters
    ----------
    cost : str, optional
        The whole cost: of parameters alone, or a mean over samples, `mean(…, i)`.
    prediction, loss : str, optional
        Of one sample, instead of a cost; the loss over `F` and `Y`.
    target : str, optional
        `y[i]` unless it is said otherwise.
    parameters : str, optional
        Names with commas; else what is no data, in the order of the text.
    labels : {"real", "0/1", "-1/1"}, optional
        What the targets are; else what the loss is made for.

    Raises
    ------
    UsageError
        The texts do not state a cost that can be descended; one sentence.
    """
    if (cost is None) == (prediction is None):
        raise UsageError(
            "State the exercise by --cost, or by --prediction (and --loss, --target); one of them."
        )
    if cost is not None and loss is not None:
        raise UsageError("--loss belongs to --prediction; with --cost the cost says everything.")
    written = " ".join(filter(None, (prediction, cost)))
    aim = read_expression(target or TARGET, "target")
    if not isinstance(aim, sympy.Indexed) or aim.indices != (i,):
        raise UsageError(f"The target “{target}” has to be one value for each sample, such as y[i].")
    if cost is not None:
        whole = read_expression(cost, "cost")
        if not _of_samples([whole]):
            if target is not None or labels is not None:
                raise UsageError("This cost has no samples (nothing is indexed by i), and so no target.")
            return _plain(whole, _parameters([whole], (), written, parameters))
        model, each = _taken_apart(whole, aim)
    else:
        model = read_expression(prediction or "", "prediction")
        each = read_expression(loss or LOSS, "loss", ("F", "Y"))
    return _supervised(model, each, aim, _Names(written, parameters), labels)


@dataclass(frozen=True)
class _Names:
    written: str
    parameters: str | None


def _plain(cost: sympy.Expr, parameters: Sequence[sympy.Symbol | sympy.IndexedBase]) -> Statement:
    _check_smooth(cost, parameters)
    problem = plain(cost, parameters)
    return _checked(Statement(cost, None, None, None, "real", problem, derive(problem)))


def _supervised(
    prediction: sympy.Expr, loss: sympy.Expr, target: sympy.Indexed, names: _Names, labels: str | None
) -> Statement:
    if not {F, Y} <= loss.free_symbols or loss.free_symbols - {F, Y}:
        raise UsageError("The loss is written over F, the prediction, and Y, the target, and nothing else.")
    if target in prediction.atoms(sympy.Indexed):
        raise UsageError(f"The prediction holds the target {target}; it is to be predicted.")
    data = _of_samples([prediction, target])
    moved = _parameters([prediction], data, names.written, names.parameters)
    _check_smooth(loss.subs(F, prediction).subs(Y, target), moved)
    domain = LABELS[labels] if labels is not None else _labels_of(loss)
    domains = {} if domain == "real" else {str(target.base.label): domain}
    problem = supervised(prediction, loss, moved, target, domains=domains)
    cost = problem.costs["J"].expression
    return _checked(Statement(cost, prediction, loss, target, domain, problem, derive(problem)))


def _labels_of(loss: sympy.Expr) -> Domain:
    """Return what targets a loss is made for: −1 and 1 for one of the margin Y·F, 0 and 1 for a σ."""
    if loss.has(sigmoid):
        return "binary"
    margin = sympy.Symbol("margin", real=True)
    return "signs" if not loss.subs(F, margin / Y).has(Y) and not loss.has(sympy.Pow(F - Y, 2)) else "real"


# --- a cost taken apart --------------------------------------------------------------------------------


def _taken_apart(cost: sympy.Expr, target: sympy.Indexed) -> tuple[sympy.Expr, sympy.Expr]:
    """Return the prediction and the loss that make a cost the mean of the loss."""
    totals = [total for total in cost.atoms(sympy.Sum) if total.limits[0][0] == i]
    if len(totals) != 1 or (cost / totals[0] * m).free_symbols:
        raise UsageError(
            "A cost with samples is a mean over them, mean(…, i) or 1/m*sum(…, i) with one sum over i."
        )
    each = totals[0].function * (cost / totals[0] * m)
    for prediction, loss in _ways(each, target):
        if not loss.atoms(sympy.Indexed) and loss.free_symbols <= {F, Y} and F in loss.free_symbols:
            return prediction, loss
    raise UsageError(
        f"The cost is no function of one prediction and its target {target}; "
        "state it by --prediction, --loss and --target."
    )


def _ways(each: sympy.Expr, target: sympy.Indexed) -> Iterator[tuple[sympy.Expr, sympy.Expr]]:
    """Yield predictions, each with what becomes of a sample's loss: from f − y, and from y·f."""
    for part in sympy.preorder_traversal(each):
        if isinstance(part, sympy.Add) and part.coeff(target) in (1, -1):
            rest = part - part.coeff(target) * target
            if rest.has(target):
                continue
            sign = -part.coeff(target)  # f − y, or y − f
            yield sign * rest, _replaced(each, {part: sign * (F - Y), -part: -sign * (F - Y)}, target)
        elif isinstance(part, sympy.Mul) and target in part.args:
            number = sympy.Mul(*(factor for factor in part.args if factor.is_Number))
            rest = sympy.Mul(*(f for f in part.args if not f.is_Number and f != target))
            if not rest.has(target) and rest.free_symbols:
                yield rest, _replaced(each, {part: number * Y * F}, target)


def _replaced(each: sympy.Expr, parts: dict[sympy.Expr, sympy.Expr], target: sympy.Indexed) -> sympy.Expr:
    return each.xreplace(parts).subs(target, Y)


# --- names ---------------------------------------------------------------------------------------------


def _of_samples(expressions: Sequence[sympy.Expr]) -> list[str]:
    """Return the names of arrays with an index over samples."""
    elements = {element for expression in expressions for element in expression.atoms(sympy.Indexed)}
    return sorted({str(element.base.label) for element in elements if i in element.indices})


def _parameters(
    expressions: Sequence[sympy.Expr], data: Sequence[str], written: str, stated: str | None
) -> list[sympy.Symbol | sympy.IndexedBase]:
    """Return what descent moves, in the order that is stated or the one of the text."""
    found: dict[str, sympy.Symbol | sympy.IndexedBase] = {}
    for expression in expressions:
        for element in expression.atoms(sympy.Indexed):
            name = str(element.base.label)
            if name not in data:
                if len(element.indices) != 1:
                    raise UsageError(
                        f"The parameter {name} has two indices; a vector such as w[j] is offered."
                    )
                found[name] = element.base
        bases = {str(element.base.label) for element in expression.atoms(sympy.Indexed)}
        for symbol in expression.free_symbols - set(SIZES.values()) - {i, j, l}:
            if isinstance(symbol, sympy.Symbol) and symbol.name not in bases:
                found[symbol.name] = symbol
    both = sorted(set(found) & set(data))
    if both:
        raise UsageError(f"{both[0]} is a number in one place and an array in another; rename one of them.")
    if not found:
        raise UsageError("Nothing is left to move: there is no parameter, such as w.")
    order = sorted(found, key=lambda name: _place(written, name))
    if stated is None:
        return [found[name] for name in order]
    wanted = [name.strip() for name in stated.split(",") if name.strip()]
    for name in wanted:
        if name not in found:
            near = near_names(name, found, limit=1)
            hint = f"did you mean {near[0]}?" if near else f"there is {', '.join(order)}."
            raise UsageError(f"No parameter {name} is in the expression; {hint}")
    left = [name for name in order if name not in wanted]
    if left:
        raise UsageError(f"{left[0]} is neither data nor in --parameters; add it, or write a number for it.")
    return [found[name] for name in dict.fromkeys(wanted)]


def _place(written: str, name: str) -> int:
    match = re.search(rf"\b{re.escape(name)}\b", written)
    return match.start() if match else len(written)


# --- what cannot be descended --------------------------------------------------------------------------


def _check_smooth(cost: sympy.Expr, parameters: Sequence[sympy.Symbol | sympy.IndexedBase]) -> None:
    names = [str(getattr(parameter, "label", parameter)) for parameter in parameters]
    why = why_not_smooth(cost, names)
    if why:
        raise UsageError(f"The cost cannot be descended: {why}.")


def _checked(statement: Statement) -> Statement:
    """Return the statement if its cost and slopes are numbers on the probes, and each slope is one."""
    for parameter in statement.parameters:
        cost = statement.prediction if statement.prediction is not None else statement.cost
        if all(part == 0 for part in partial_derivative(cost, parameter)):
            raise UsageError(f"The cost does not depend on {parameter.name}.")
    model = statement.derivation.costs["J"]
    for probe in draw_probes(statement.derivation, _SEED).ordinary:
        for formula in (model.cost, *model.gradient.values()):
            if not np.all(np.isfinite(formula.evaluate(probe.values, probe.sizes))):
                at = ", ".join(f"{p.name} = {probe.values[p.name]}" for p in statement.parameters)
                raise UsageError(
                    f"The cost or its slope is no finite number at {at}, nor wherever else was tried."
                )
    return statement
