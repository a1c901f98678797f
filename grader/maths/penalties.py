"""What can be wrong about the penalty that is added to a mean: its reach, and the factors before it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import sympy

from grader.maths.symbols import m

if TYPE_CHECKING:
    from grader.maths.form import Form, Variants


def and_penalty(form: Form, factor: sympy.Expr) -> Variants:
    """Yield the form, and where there is a penalty also the one whose penalty has this factor as well."""
    yield (), form
    if form.penalty:
        penalty = {name: factor * part for name, part in form.penalty.items()}
        yield (), replace(form, penalty=penalty)


def penalised_bias(form: Form) -> Variants:
    """The penalty reaches θ₀ as well."""
    if any(part.has(sympy.KroneckerDelta) for part in form.penalty.values()):
        everywhere = {
            name: part.replace(lambda e: isinstance(e, sympy.KroneckerDelta), lambda e: sympy.S.Zero)
            for name, part in form.penalty.items()
        }
        yield (), replace(form, penalty=everywhere)


def penalty_not_averaged(form: Form) -> Variants:
    """The penalty is not divided by m."""
    if form.penalty:
        yield (), replace(form, penalty={name: m * part for name, part in form.penalty.items()})
