"""The labs' numbers against the reference solutions, the stored submissions and the engine's own rules."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader.kit import find_kit
from grader.maths.cache import derivation_of
from grader.maths.formula import Formula
from grader.maths.load import load_problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import ModuleType

    from playwright.sync_api import Page

    from grader.quiz.labs import Lab

ROOT = Path(__file__).resolve().parents[2]
LAB_SCRIPTS = (
    "dom.js", "formula.js", "descent.js", "controls.js", "plot.js", "contours.js", "lab.js", "expression.js",
    "lab-batches.js", "lab-drill.js", "lab-failures.js", "lab-optimisers.js", "lab-orders.js", "lab-rates.js",
    "lab-stepper.js",
)  # fmt: skip

#: JSON has no infinity: numbers come back as texts.
COMPUTE = """([kind, data, place, settings]) => JSON.parse(JSON.stringify(
  settings.map((values) => lab.kinds[kind].compute(data.problems[place], values, data)),
  (_, value) => (typeof value === "number" && !Number.isFinite(value) ? String(value) : value)))"""

Compute = "Callable[[Lab, int, Mapping[str, Any]], Any]"


def module(path: Path) -> ModuleType:
    """Return a file as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def solution(number: int) -> ModuleType:
    """Return an exercise's reference solution."""
    (path,) = (ROOT / "solutions").glob(f"ex{number:02}_*/ex{number:02}.py")
    return module(path)


@pytest.fixture(scope="session")
def compute_all(script_page: Callable[..., Page]) -> Any:
    """A function that computes one problem of a lab in the page, once for each of several settings."""
    page = script_page(*LAB_SCRIPTS)
    return lambda lab, place, settings: page.evaluate(COMPUTE, [lab.kind, lab.data, place, settings])


@pytest.fixture(scope="session")
def compute(compute_all: Any) -> Compute:
    """A function that computes one problem of a lab in the page, with the given settings."""
    return lambda lab, place, values: compute_all(lab, place, [values])[0]


def same(expected: Any, actual: Any) -> None:
    """Assert that two arrays of numbers agree to 1e-9, infinities and nan among them."""
    wanted = np.asarray(expected, dtype=float)
    found = np.asarray(actual, dtype=float).reshape(wanted.shape)

    np.testing.assert_allclose(found, wanted, rtol=1e-9, atol=1e-12)


def points(problem: Mapping[str, Any], path: Sequence[Mapping[str, Any]]) -> np.ndarray[Any, Any]:
    """Return a path as one row of numbers for each point."""
    names = problem["model"]["parameters"]
    return np.array(
        [np.concatenate([np.ravel(point[name]) for name in names]) for point in path], dtype=float
    )


def repeated(step: Callable[..., Any], start: Sequence[Any], n_steps: int) -> list[tuple[Any, ...]]:
    """Return the points of a walk in which a step takes and returns all parameters."""
    at = tuple(start)
    path = [at]
    with np.errstate(all="ignore"):
        for _ in range(n_steps):
            moved = step(*at)
            at = tuple(moved) if isinstance(moved, tuple) else (moved,)
            path.append(at)
    return path


def rows(path: Sequence[Sequence[Any]]) -> np.ndarray[Any, Any]:
    """Return a walk as one row of numbers for each point."""
    return np.array([np.concatenate([np.ravel(value) for value in point]) for point in path], dtype=float)


def gradient_of(number: int, cost: str) -> Callable[[Any], Any]:
    """Return the gradient of one cost of an exercise, differentiated by SymPy here and now."""
    import sympy

    (path,) = (ROOT / "solutions").glob(f"ex{number:02}_*/problem.py")
    stated = load_problem(path).costs[cost]
    w = sympy.IndexedBase("w")
    count = stated.n_features
    slopes = sympy.lambdify(
        [[sympy.Symbol(f"w{place}") for place in range(1, count + 1)]],
        [
            sympy.diff(
                stated.expression.subs({w[k]: sympy.Symbol(f"w{k}") for k in range(1, count + 1)}),
                sympy.Symbol(f"w{place}"),
            )
            for place in range(1, count + 1)
        ],
    )
    return lambda at: np.array(slopes(list(np.ravel(at))), dtype=float)


@pytest.mark.parametrize(
    ("start", "alpha", "n_steps"), [(2.2, 0.01, 1000), (-2.2, 0.01, 1000), (0.13, 0.2, 50)]
)
def test_stepper(compute: Compute, labs: dict[str, Lab], start: float, alpha: float, n_steps: int) -> None:
    """The stepper's positions and slopes are those of exercise 11's solution."""
    found = compute(labs["two-valleys"], 0, {"start0": start, "alpha": alpha, "steps": n_steps})
    reference = solution(11)

    same(reference.descend(start, alpha, n_steps), found["places"])
    same([reference.compute_gradient(x) for x in found["places"]], found["slopes"])
    same([0.4 * x**4 - 2 * x**2 + 0.5 * x + 2 for x in found["places"]], found["costs"])


def test_stepper_reads_out_the_known_start(compute: Compute, labs: dict[str, Lab]) -> None:
    """At x = 2.2 the read-out says f = 2.79024 and f′ = 8.7368, and the walks end in the known valleys."""
    lab = labs["two-valleys"]
    values = {"alpha": 0.01, "steps": 1000}
    ends = [compute(lab, 0, {**values, "start0": start})["places"][-1] for start in (2.2, -2.2, 0.1, 0.13)]
    first = compute(lab, 0, {**values, "start0": 2.2})

    assert [1.514483, -1.640279, -1.640279, 1.514483] == pytest.approx(ends, abs=5e-7)
    assert (2.79024, 8.7368) == pytest.approx((first["costs"][0], first["slopes"][0]), abs=1e-9)


def test_drill_walks(compute: Compute, labs: dict[str, Lab]) -> None:
    """The drill's walks are those of the solutions of exercises 1, 6 and 11."""
    lab = labs["concept-drill"]
    values = {"alpha": 0.3, "steps": 25}
    parabola = compute(lab, 0, {**values, "start0": 4.0})
    shifted = compute(lab, 1, {**values, "start0": -2.0})
    valleys = compute(lab, 2, {**values, "alpha": 0.05, "start0": 2.2})
    step = solution(1).update
    slope = gradient_of(6, "parabola")

    same(rows(repeated(lambda w: step(w, 0.3), [4.0], 25)), parabola["places"])
    same(
        rows(repeated(lambda w: solution(6).update(w, slope(w), 0.3), [np.array([-2.0])], 25)),
        shifted["places"],
    )
    same(solution(11).descend(2.2, 0.05, 25), valleys["places"])


def test_drill_names_wrong_steps(compute: Compute, labs: dict[str, Lab]) -> None:
    """Each wrong rule's first step is what the engine's rule makes of it."""
    lab = labs["concept-drill"]
    found = compute(lab, 0, {"alpha": 0.1, "steps": 5, "start0": 4.0})
    derivation = derivation_of(find_kit(ROOT).exercise("ex01").problem)
    expected = [
        (rule.id, rule.apply(4.0, 8.0, 0.1))
        for rule in derivation.rules
        if rule.id and "c" not in rule.formula.text
    ]

    assert [name for name, _ in expected] == [mistake["id"] for mistake in found["mistakes"]]
    same([value for _, value in expected], [mistake["value"] for mistake in found["mistakes"]])


@pytest.mark.parametrize(
    ("alpha", "steps", "word"),
    [(0.1, 40, "arrives"), (0.02, 5, "on-its-way"), (0.8, 20, "bounces"), (1.1, 20, "runs-away")],
)
def test_drill_says_how_a_walk_goes(
    compute: Compute, labs: dict[str, Lab], alpha: float, steps: int, word: str
) -> None:
    """On w² the factor 1 − 2α of every step decides the word."""
    found = compute(labs["concept-drill"], 0, {"alpha": alpha, "steps": steps, "start0": 4.0})

    assert word == found["word"]


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("alpha", [0.003, 0.1, 0.45])
def test_rates(compute: Compute, labs: dict[str, Lab], place: int, alpha: float) -> None:
    """Curves, words and the limit are those of exercise 9's solution and of the Hessian's eigenvalues."""
    lab = labs["learning-rate"]
    found = compute(lab, place, {"alpha": alpha, "steps": 60, "start0": 0.5, "start1": -1.0})
    values = lab.data["problems"][place]["model"]["values"]
    x, y = np.array(values["x"]), np.array(values["y"])
    reference = solution(9)
    hessian = [[np.mean(x * x), np.mean(x)], [np.mean(x), 1.0]]

    with np.errstate(all="ignore"):
        for walk in [found["chosen"], *found["tries"]]:
            costs = reference.cost_curve(x, y, 0.5, -1.0, walk["alpha"], 60)
            same(costs, walk["costs"])
            assert reference.diagnose_rate(costs) == walk["word"]
    assert 2 / np.linalg.eigvalsh(hessian)[-1] == pytest.approx(found["limit"], rel=1e-9)


@pytest.mark.parametrize("place", [0, 1])
def test_orders(compute: Compute, labs: dict[str, Lab], place: int) -> None:
    """At once is exercise 3's solution; w first and b first are the stored submissions of that name."""
    lab = labs["simultaneous"]
    problem = lab.data["problems"][place]
    x, y = (np.array(problem["model"]["values"][name]) for name in ("x", "y"))
    found = compute(lab, place, {"alpha": 0.1, "steps": 40, "start0": 0.25, "start1": -0.5})
    stored = ROOT / "tests" / "submissions" / "ex03"
    ways = [
        solution(3),
        *(module(stored / f"wrong_sequential_update_{name}_first.py") for name in ("w", "b")),
    ]

    for way, walk in zip(ways, found, strict=True):
        expected = repeated(lambda w, b, way=way: way.update(x, y, w, b, 0.1), [0.25, -0.5], 40)
        same(rows(expected), points(problem, walk["path"]))


def test_orders_reach_the_reference_figures(compute: Compute, labs: dict[str, Lab]) -> None:
    """On y = 2x one step at α = 0.1 is (14/15, 0.4); w first it is (14/15, 0.21333…)."""
    found = compute(labs["simultaneous"], 0, {"alpha": 0.1, "steps": 1, "start0": 0.0, "start1": 0.0})
    after = [(walk["path"][1]["w"], walk["path"][1]["b"]) for walk in found[:2]]

    assert [(14 / 15, 0.4), (14 / 15, 16 / 75)] == [pytest.approx(point, abs=1e-12) for point in after]


@pytest.mark.parametrize("size", [2, 5, 11])
def test_batches(compute: Compute, labs: dict[str, Lab], size: int) -> None:
    """Batch, mini-batch and stochastic walks are those of the solutions of exercises 5, 14 and 13."""
    lab = labs["batches"]
    problem = lab.data["problems"][0]
    X, y = (np.array(problem["model"]["values"][name]) for name in ("X", "y"))
    settings = {"alpha": 0.1, "steps": 6, "size": size, "seed": 7, "start0": -0.5, "start1": 3.0}
    found = compute(lab, 0, settings)
    whole, some, single = (points(problem, walk["ends"]) for walk in found["walks"])
    mini, stochastic = [(np.array([-0.5]), 3.0)], [(np.array([-0.5]), 3.0)]
    for order in map(np.array, found["orders"]):
        mini.append(solution(14).epoch(X, y, *mini[-1], 0.1, size, order))
        stochastic.append(solution(13).epoch(X, y, *stochastic[-1], 0.1, order))
    batch = [
        solution(5).gradient_descent(X, y[:, None], np.array([[-0.5]]), 3.0, 0.1, epochs)[:2]
        for epochs in range(7)
    ]

    assert [list(range(12))] * 6 == [sorted(order) for order in found["orders"]]
    same(rows(batch), whole)
    same(rows(mini), some)
    same(rows(stochastic), single)


@pytest.mark.parametrize(("place", "cost"), [(0, "narrow bowl"), (1, "Rosenbrock"), (2, "")])
def test_optimisers(compute: Compute, labs: dict[str, Lab], place: int, cost: str) -> None:
    """Plain descent and the four optimisers are those of the solutions of exercises 6, 12 and 15 to 17."""
    lab = labs["optimisers"]
    problem = lab.data["problems"][place]
    rates = [0.0005 if place == 1 else 0.05, 0.0003 if place == 1 else 0.01, 0.5, 0.05, 0.1]
    values = {f"alpha{number}": rate for number, rate in enumerate(rates)}
    found = compute(lab, place, {**values, "steps": 60, "start0": -1.5, "start1": 1.25})
    slope, zero = gradient_of(6, cost) if cost else solution(12).compute_gradient, np.zeros(2)
    momentum, scaled, adam = solution(15), solution(16), solution(17)

    def adam_step(theta: Any, m: Any, v: Any, t: int) -> tuple[Any, ...]:
        return (*adam.update(theta, m, v, t, slope(theta), rates[4]), t + 1)

    start = np.array([-1.5, 1.25])
    walks = [
        repeated(lambda w: solution(6).update(w, slope(w), rates[0]), [start], 60),
        repeated(lambda w, v: momentum.update(w, v, slope(w), rates[1], 0.9), [start, zero], 60),
        repeated(lambda w, s: scaled.update_adagrad(w, s, slope(w), rates[2], 1e-8), [start, zero], 60),
        repeated(lambda w, s: scaled.update_rmsprop(w, s, slope(w), rates[3], 0.9, 1e-8), [start, zero], 60),
        repeated(adam_step, [start, zero, zero, 1], 60),
    ]

    for expected, walk in zip(walks, found, strict=True):
        same(rows([point[:1] for point in expected]), points(problem, walk["path"]))


# --- the failure lab -----------------------------------------------------------------------------------

SETTINGS = {"alpha": 0.07, "steps": 8, "start0": 0.5, "start1": -0.75, "start2": 0.25}


def settings_for(mistake: str) -> dict[str, Any]:
    """Return the settings of the failure lab's tests with a mistake."""
    return {**SETTINGS, "mistake": mistake}


def every_mistake(problem: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Return the name that the lab has for each variant of each mistake, with the variant."""
    return [
        (f"{mistake['id']}.{place}", variant)
        for mistake in problem["mistakes"]
        for place, variant in enumerate(mistake["variants"])
    ]


class Engine:
    """Walks by the engine's own formulas and rules, as NumPy evaluates them."""

    def __init__(self, problem: Mapping[str, Any]) -> None:
        kit = find_kit(ROOT)
        self.derivation = derivation_of(kit.exercise(problem["exercise"]).problem)
        self.model = problem["model"]
        values = self.model["values"]
        self.sizes = {name: values[name] for name in ("m", "n") if name in values}
        self.data = {name: np.array(values[name]) for name in self.model["samples"]}

    def slope(self, at: Mapping[str, Any], name: str, gradient: Mapping[str, Formula]) -> Any:
        """Return one partial derivative."""
        return gradient[name].evaluate({**self.data, **at}, self.sizes)

    def step(
        self, at: Mapping[str, Any], plan: Mapping[str, Any], base: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return where one step by a plan leads."""
        if plan.get("times", 1) > 1:
            return self.step(self.step(at, {}), {})
        right = self.derivation.costs["J"].gradient
        wrong = plan.get("gradient")
        gradient = (
            right if wrong is None else {n: Formula(f["tree"], tuple(f["free"])) for n, f in wrong.items()}
        )
        new: dict[str, Any] = {}
        for name in plan.get("order", self.model["parameters"]):
            seen = {**at, **new} if "order" in plan else at
            g = self.slope(seen, plan.get("of", {}).get(name, name), gradient)
            rule = self.derivation.rules[plan.get("rules", {}).get(name, 0)]
            new[name] = rule.apply((base or at)[name], g, SETTINGS["alpha"], plan.get("c", 0.0))
        return new

    def path(self, start: dict[str, Any], plan: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return a walk by a plan."""
        n, loop = int(SETTINGS["steps"]), plan.get("loop", "")
        n = {"extra-step": n + 1, "missing-step": n - 1, "returned-in-loop": 1}.get(loop, n)
        points = [start]
        first = self.step(start, plan)
        for _ in range(n):
            at = points[-1]
            if loop == "stale-gradient":
                points.append({name: at[name] + first[name] - start[name] for name in at})
            elif loop == "restarted-step":
                points.append(first)
            else:
                points.append(self.step(at, plan, start if loop == "restarted-position" else None))
        return points


def start_of(problem: Mapping[str, Any]) -> dict[str, Any]:
    """Return the start that the settings mean."""
    if problem["exercise"].startswith("ex03"):
        return {"w": 0.5, "b": -0.75}
    return {"w": np.array([0.5, -0.75]), "b": 0.25}


@pytest.mark.parametrize("place", [0, 1])
def test_failures_follow_the_engine(compute_all: Any, labs: dict[str, Lab], place: int) -> None:
    """Every mistake's walk is what the engine's formula and rule of that mistake make of it."""
    lab = labs["failures"]
    problem = lab.data["problems"][place]
    engine = Engine(problem)
    mistakes = every_mistake(problem)
    right = points(problem, engine.path(start_of(problem), {}))
    answers = compute_all(lab, place, [settings_for(name) for name, _ in mistakes])
    for (_, variant), found in zip(mistakes, answers, strict=True):
        with np.errstate(all="ignore"):
            expected = engine.path(start_of(problem), variant["plan"])
        same(points(problem, expected), points(problem, found["wrong"]["path"]))
        same(right, points(problem, found["right"]["path"]))


def stored(exercise: str) -> list[tuple[Path, str]]:
    """Return the stored submissions with one diagnosis, each with the misconception's id."""
    found = []
    for path in sorted((ROOT / "tests" / "submissions" / exercise).glob("wrong_*.py")):
        match = re.search(r"^# diagnoses: ([a-z-]+)(?: \[[^\]]*\])?$", path.read_text(encoding="utf-8"), re.M)
        if match:
            found.append((path, match[1]))
    return found


def walked_by(path: Path, problem: Mapping[str, Any]) -> np.ndarray[Any, Any] | None:
    """Return the walk of a stored submission's own update or descent, or nothing if it cannot walk."""
    code = module(path)
    values = {name: np.array(problem["model"]["values"][name]) for name in problem["model"]["samples"]}
    alpha, n_steps = SETTINGS["alpha"], int(SETTINGS["steps"])
    if problem["exercise"].startswith("ex03"):
        x, y = values["x"], values["y"]
        return rows(repeated(lambda w, b: code.update(x, y, w, b, alpha), [0.5, -0.75], n_steps))
    X, y = values["X"], values["y"][:, None]
    w = np.array([[0.5], [-0.75]])
    if hasattr(code, "gradient_descent"):
        return rows([code.gradient_descent(X, y, w, 0.25, alpha, n_steps)[:2]])
    walk = repeated(lambda w, b: code.update(X, y, w, b, alpha), [w, 0.25], n_steps)
    return rows(walk) if all(np.size(at[0]) == 2 for at in walk) else None


#: Mistakes whose numbers are no other walk, or another one than the lab's variants.
WITHOUT_A_WALK = {
    "mutated-arguments",
    "printed-not-returned",
    "global-instead-of-argument",
    "hard-coded-alpha",
    "swapped-return",
    "difference-quotient",
    "cost-recorded-late",
}

#: The gradient is wrong and the update mends it, so that the walk is right.
RIGHT_ALL_THE_SAME = {"wrong_flipped_residual_added_back.py"}


@pytest.mark.parametrize(("place", "exercise"), [(0, "ex03"), (1, "ex04"), (1, "ex05")])
def test_failures_follow_stored_submissions(
    compute_all: Any, labs: dict[str, Lab], place: int, exercise: str
) -> None:
    """Code that was diagnosed with a mistake walks as the lab shows that mistake."""
    lab = labs["failures"]
    problem = lab.data["problems"][place]
    walks: dict[str, list[np.ndarray[Any, Any]]] = {}
    names = [name for name, _ in every_mistake(problem)]
    for name, found in zip(
        names, compute_all(lab, place, [settings_for(name) for name in names]), strict=True
    ):
        walks.setdefault(name.split(".")[0], []).append(points(problem, found["wrong"]["path"]))
    checked, apart = set(), []
    for path, name in stored(exercise):
        by_coordinate = "[0]" in path.read_text(encoding="utf-8").splitlines()[1]
        if path.name in RIGHT_ALL_THE_SAME or name in WITHOUT_A_WALK or name not in walks or by_coordinate:
            continue
        expected = walked_by(path, problem)
        if expected is None:
            continue
        near = [walk[-len(expected) :] for walk in walks[name] if len(walk) >= len(expected)]
        if not any(np.allclose(walk, expected, rtol=1e-9, atol=1e-9) for walk in near):
            apart.append(path.name)
        checked.add(name)

    assert [] == apart
    assert len(checked) >= {"ex03": 25, "ex04": 25, "ex05": 10}[exercise]


def test_formulas_in_headings(script_page: Callable[..., Page], labs: dict[str, Lab]) -> None:
    """A formula that is written beside a lab's problem is the cost that the page computes with."""
    page = script_page(*LAB_SCRIPTS)
    apart = []
    for lab in labs.values():
        for problem in lab.data["problems"]:
            if not problem["formula"]:
                continue
            names = page.evaluate("(problem) => lab.names(problem)", problem)
            at = [0.7 + place for place in range(len(names))]
            typed, computed = page.evaluate(
                """([problem, names, at]) => {
                  const values = Object.fromEntries(names.map((name, k) => [name, at[k]]));
                  const point = contours.shaped(problem.model, problem.start, at);
                  const typed = expression.parse(problem.formula, names)(values);
                  return [typed, descent.cost(problem.model, point)];
                }""",
                [problem, names, at],
            )
            if typed != pytest.approx(computed, rel=1e-9):
                apart.append(problem["formula"])

    assert [] == apart
