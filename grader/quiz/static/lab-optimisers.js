// Plain descent, momentum, AdaGrad, RMSprop and Adam from one start; each with a rate of its own.
"use strict";

lab.define("optimisers", (() => {
  const { make, number } = dom;
  let paths;
  let curves;
  let readout;

  function controlsOf(problem, t, page) {
    const place = page.problems.indexOf(problem);
    const rate = (name, label, value) => ({ kind: "range", name, label: t("optimisers.rate"), boxLabel: t("lab.number", { name: `α, ${label}` }), log: true, ...problem.alpha, value, legend: label });
    const shown = (name, label) => ({ kind: "check", name, label: t("optimisers.shown", { label }), value: true, legend: label });
    return [
      lab.stepsControl(problem, t),
      ...lab.startControls(problem, t),
      shown("show0", t("optimisers.plain")),
      rate("alpha0", t("optimisers.plain"), problem.alpha.value),
      ...page.optimisers.flatMap(({ label, alphas }, number) => [shown(`show${number + 1}`, label), rate(`alpha${number + 1}`, label, alphas[place])]),
    ];
  }

  function compute(problem, { steps, ...values }, page) {
    const { model } = problem;
    const start = lab.startOf(problem, values);
    const plain = descent.path(model, start, values.alpha0, steps);
    const others = page.optimisers.map((optimiser, number) =>
      descent.optimised(model, start, optimiser, { ...optimiser.given, alpha: values[`alpha${number + 1}`] }, steps),
    );
    return [plain, ...others].map((path) => ({ path, costs: descent.costs(model, path) }));
  }

  function stage(element, { t }) {
    readout = make("div", {});
    element.append(readout);
    paths = lab.figure(element, t("optimisers.paths"), 0.75);
    curves = lab.figure(element, t("optimisers.costs"));
  }

  function draw({ problem, values, page, t }) {
    const labels = [t("optimisers.plain"), ...page.optimisers.map(({ label }) => label)];
    const walks = compute(problem, values, page)
      .map((walk, look) => ({ ...walk, look, label: labels[look], alpha: values[`alpha${look}`] }))
      .filter(({ look }) => values[`show${look}`]);
    if (walks.length === 0) {
      readout.replaceChildren(make("p", { class: "note" }, t("optimisers.none")));
      return;
    }
    const end = (walk) => walk.path[walk.path.length - 1];
    readout.replaceChildren(
      plot.table(
        t("optimisers.summary", { steps: values.steps }),
        [t("optimisers.way"), "α", t("lab.ends", { names: lab.names(problem).join(", ") }), t("lab.cost")],
        walks.map((walk) => [walk.label, number(walk.alpha, 4), lab.point(problem, end(walk), 6), number(walk.costs[walk.costs.length - 1], 6)]),
      ),
    );
    paths.show(
      lab.pathChart(t, problem, t("optimisers.seen", { ends: walks.map((walk) => `${walk.label} ${lab.point(problem, end(walk), 4)}`).join("; ") }), walks.map(({ label, look, path }) => ({ label, look, points: lab.plane(problem, path) })), walks[0].path[0]),
      plot.table(
        t("optimisers.table"),
        [t("lab.step"), ...walks.map(({ label }) => label)],
        lab.spread(walks[0].path.length, 40).map((step) => [String(step), ...walks.map((walk) => lab.point(problem, walk.path[step], 5))]),
      ),
    );
    curves.show(
      lab.costChart(t, walks.map(({ label, look, costs }) => ({ label, look, points: lab.byStep(costs) })), t("optimisers.costs-seen")),
      plot.table(
        t("lab.cost"),
        [t("lab.step"), ...walks.map(({ label }) => label)],
        lab.spread(walks[0].path.length, 40).map((step) => [String(step), ...walks.map((walk) => number(walk.costs[step], 6))]),
      ),
    );
  }

  return { controls: controlsOf, compute, stage, draw };
})());
