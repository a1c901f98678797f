// One cost with several learning rates: the chosen one beside four tenfold tries, and the limit beyond which all diverge.
"use strict";

lab.define("rates", (() => {
  const { make, number } = dom;
  const TRIES = [0.001, 0.01, 0.1, 1];
  let paths;
  let curves;
  let readout;

  const controlsOf = (problem, t) => [lab.rateControl(problem, t), lab.stepsControl(problem, t), ...lab.startControls(problem, t)];

  function compute(problem, { alpha, steps, ...values }) {
    const { model } = problem;
    const start = lab.startOf(problem, values);
    const walk = (rate) => {
      const path = descent.path(model, start, rate, steps);
      const costs = descent.costs(model, path);
      return { alpha: rate, path, costs, word: descent.rate(costs) };
    };
    return { chosen: walk(alpha), tries: TRIES.map(walk), limit: 2 / steepest(problem) };
  }

  /** The largest curvature of a quadratic cost, from the differences of its gradient, which are exact there. */
  function steepest(problem) {
    const { model } = problem;
    const count = lab.names(problem).length;
    const unit = (place) => contours.shaped(model, problem.start, Array.from({ length: count }, (_, other) => Number(other === place)));
    const gradient = (point) => descent.flat(model, Object.fromEntries(model.parameters.map((name) => [name, descent.slope(model, point, name)])));
    const base = gradient(contours.shaped(model, problem.start, new Array(count).fill(0)));
    const columns = Array.from({ length: count }, (_, place) => gradient(unit(place)).map((value, row) => value - base[row]));
    let vector = new Array(count).fill(1).map((value, place) => value + place / 10);
    let size = 0;
    for (let round = 0; round < 500; round += 1) {
      const next = vector.map((_, row) => columns.reduce((sum, column, place) => sum + column[row] * vector[place], 0));
      size = Math.hypot(...next);
      vector = next.map((value) => value / size);
    }
    return size;
  }

  function stage(element, { t }) {
    readout = make("div", {});
    element.append(readout);
    curves = lab.figure(element, t("rates.costs"));
    paths = lab.figure(element, t("rates.paths"), 0.75);
  }

  function draw({ problem, values, t }) {
    const found = compute(problem, values);
    const { chosen, limit } = found;
    // A line that lies under the chosen one would only be told apart in the legend.
    const tries = found.tries.map((walk, place) => ({ ...walk, look: place + 1 })).filter((walk) => walk.alpha !== chosen.alpha);
    const last = (walk) => walk.costs[walk.costs.length - 1];
    readout.replaceChildren(
      lab.readout([
        ["α", number(chosen.alpha, 4)],
        [t("rates.ends"), `${lab.point(problem, chosen.path[chosen.path.length - 1])}`],
        [t("rates.last-cost"), number(last(chosen), 6)],
        [t("rates.word"), t(`rates.${chosen.word}`)],
        [t("rates.limit"), number(limit, 5)],
      ]),
    );
    const series = [{ label: t("rates.chosen", { alpha: number(chosen.alpha, 4) }), look: 0, points: lab.byStep(chosen.costs) }].concat(
      tries.map((walk) => ({ label: `α = ${number(walk.alpha, 3)}`, look: walk.look, plain: true, points: lab.byStep(walk.costs) })),
    );
    curves.show(
      lab.costChart(t, series, t("rates.seen", { alpha: number(chosen.alpha, 4), word: t(`rates.${chosen.word}`), cost: number(last(chosen), 4) })),
      plot.table(
        t("rates.table"),
        ["α", t("rates.last-cost"), t("rates.word")],
        [chosen, ...tries].map((walk) => [number(walk.alpha, 4), number(last(walk), 7), t(`rates.${walk.word}`)]),
      ),
    );
    const [across, up] = lab.names(problem);
    paths.show(
      lab.pathChart(t, problem, t("rates.path-seen", { alpha: number(chosen.alpha, 4), end: lab.point(problem, chosen.path[chosen.path.length - 1]) }), [
        { label: `α = ${number(chosen.alpha, 4)}`, look: 0, points: lab.plane(problem, chosen.path) },
      ], chosen.path[0]),
      plot.table(
        t("lab.path"),
        [t("lab.step"), across, up, t("lab.cost")],
        lab.spread(chosen.path.length).map((step) => [String(step), ...descent.flat(problem.model, chosen.path[step]).map((value) => number(value, 7)), number(chosen.costs[step], 7)]),
      ),
    );
  }

  return { controls: controlsOf, compute, stage, draw };
})());
