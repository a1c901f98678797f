"""What kind of point ex12's classify sees, by the derived gradient and Hessian, and what the mistaken see."""

import numpy as np

from grader.judge.procedure import Procedure

FLAT = 1e-6


def curvatures(call):
    """Return the eigenvalues of the Hessian, the smaller first."""
    outputs = call.oracle.derivation.functions["hessian"].outputs
    uu, uv, vv = (outputs[name].evaluate(call.probe.values, call.probe.sizes) for name in ("uu", "uv", "vv"))
    return np.linalg.eigvalsh(np.array([[uu, uv], [uv, vv]], dtype=float))


def is_flat(call):
    """Tell whether both slopes are smaller than the bound in size."""
    return bool(np.all(np.abs(call.gradient(call.probe)["p"]) < FLAT))


def by_both(low, high):
    """Return the right word for two curvatures."""
    return "minimum" if low > 0 else "maximum" if high < 0 else "saddle"


def classified(word=by_both, flat=is_flat):
    """Return the procedure with a word for the curvatures of flat points."""
    return lambda call: {"word": word(*curvatures(call)) if flat(call) else "not critical"}


def draw(random, probe):
    """Return a saddle, a valley nearly reached and a ridge; the other probes stay as they are."""
    if probe.kind == "hand" and probe.steps > 1:
        return {"p": np.array([0.0, 0.0])}
    if probe.sizes["m"] == 5:
        # The valleys lie at v = ±√2; here the slopes are about 10⁻⁷, as at the end of a walk.
        return {"p": np.array([3e-8, random.choice((-1.0, 1.0)) * (np.sqrt(2.0) + 2e-8)])}
    if probe.sizes["m"] == 7:
        # On the ridge one slope is zero, the other is not.
        return {"p": np.array([round(random.uniform(0.5, 2.0), 2), 0.0])}
    return {}


PROCEDURES = {
    "classify": Procedure(
        classified(),
        wrong={
            # Whoever looks at ∂²f/∂u² alone says the same, for it is 2 everywhere.
            "saddle-called-minimum": classified(lambda low, high: "minimum"),
            "sign-of-one-eigenvalue": classified(lambda low, high: "minimum" if low > 0 else "maximum"),
            "extremes-swapped": classified(
                lambda low, high: {"minimum": "maximum", "maximum": "minimum"}.get(
                    by_both(low, high), "saddle"
                )
            ),
            "slopes-unchecked": classified(flat=lambda call: True),
            "exact-zero-slope": classified(flat=lambda call: not np.any(call.gradient(call.probe)["p"])),
        },
        draw=draw,
    )
}
