// All parameters at once beside one after the other, in each order, from one start on one bowl.
"use strict";

lab.define("orders", (() => {
  const { make, number } = dom;
  let paths;
  let curves;
  let readout;

  const controlsOf = (problem, t) => [lab.rateControl(problem, t), lab.stepsControl(problem, t), ...lab.startControls(problem, t)];

  function compute(problem, { alpha, steps, ...values }) {
    const { model } = problem;
    const start = lab.startOf(problem, values);
    const orders = [null, model.parameters, [...model.parameters].reverse()];
    return orders.map((order) => {
      const path = descent.path(model, start, alpha, steps, order ? { order } : {});
      return { order, path, costs: descent.costs(model, path) };
    });
  }

  const named = (walk, problem, t) => (walk.order ? t("orders.first", { name: problem.model.labels[walk.order[0]] }) : t("orders.together"));

  function stage(element, { t }) {
    readout = make("div", {});
    element.append(readout);
    paths = lab.figure(element, t("orders.paths"), 0.75);
    curves = lab.figure(element, t("orders.costs"));
  }

  function draw({ problem, values, t }) {
    const walks = compute(problem, values);
    const [right, ...wrong] = walks;
    const label = lab.names(problem).join(", ");
    readout.replaceChildren(
      plot.table(
        t("orders.first-step"),
        [t("orders.order"), t("orders.after-one", { names: label }), t("orders.after-all", { names: label, steps: values.steps }), t("lab.cost")],
        walks.map((walk) => [named(walk, problem, t), lab.point(problem, walk.path[1] || walk.path[0], 7), lab.point(problem, walk.path[walk.path.length - 1], 7), number(walk.costs[walk.costs.length - 1], 7)]),
      ),
    );
    const ends = wrong.map((walk) => `${named(walk, problem, t)} ${lab.point(problem, walk.path[walk.path.length - 1], 4)}`).join("; ");
    paths.show(
      lab.pathChart(
        t,
        problem,
        t("orders.seen", { end: lab.point(problem, right.path[right.path.length - 1], 4), others: ends }),
        walks.map((walk, look) => ({ label: named(walk, problem, t), look, points: lab.plane(problem, walk.path) })),
        right.path[0],
      ),
      plot.table(
        t("orders.table", { names: label }),
        [t("lab.step"), ...walks.map((walk) => named(walk, problem, t))],
        lab.spread(right.path.length).map((step) => [String(step), ...walks.map((walk) => lab.point(problem, walk.path[step], 6))]),
      ),
    );
    curves.show(
      lab.costChart(t, walks.map((walk, look) => ({ label: named(walk, problem, t), look, points: lab.byStep(walk.costs) })), t("orders.costs-seen")),
      plot.table(
        t("lab.cost"),
        [t("lab.step"), ...walks.map((walk) => named(walk, problem, t))],
        lab.spread(right.path.length).map((step) => [String(step), ...walks.map((walk) => number(walk.costs[step], 7))]),
      ),
    );
  }

  return { controls: controlsOf, compute, stage, draw };
})());
