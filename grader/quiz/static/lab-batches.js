// Batch, mini-batch and stochastic descent over the same epochs; the orders of the samples come from a seed.
"use strict";

lab.define("batches", (() => {
  const { make, number } = dom;
  let paths;
  let curves;
  let readout;

  const controlsOf = (problem, t) => {
    const { m } = problem.model.values;
    return [
      lab.rateControl(problem, t),
      lab.stepsControl(problem, t, t("batches.epochs")),
      { kind: "range", name: "size", label: t("batches.size"), boxLabel: t("lab.number", { name: t("batches.size") }), min: 2, max: m - 1, value: Math.round(m / 3), integer: true },
      { kind: "range", name: "seed", label: t("batches.seed"), boxLabel: t("lab.number", { name: t("batches.seed") }), min: 1, max: 99, value: 1, integer: true },
      ...lab.startControls(problem, t),
    ];
  };

  /** Numbers from 0 to 1 from a seed, always the same ones (a linear congruence of 32 bits, its high bits). */
  function drawn(seed) {
    let state = (seed * 2654435761) >>> 0;
    return () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return (state >>> 8) / 2 ** 24;
    };
  }

  function orders(m, epochs, seed) {
    const random = drawn(seed);
    return Array.from({ length: epochs }, () => {
      const order = Array.from({ length: m }, (_, place) => place);
      for (let place = m - 1; place > 0; place -= 1) {
        const other = Math.floor(random() * (place + 1));
        [order[place], order[other]] = [order[other], order[place]];
      }
      return order;
    });
  }

  function compute(problem, { alpha, steps, size, seed, ...values }) {
    const { model } = problem;
    const start = lab.startOf(problem, values);
    const { m } = model.values;
    const drawnOrders = orders(m, steps, seed);
    const walks = [m, size, 1].map((batch) => {
      const path = descent.batched(model, start, alpha, drawnOrders, batch);
      const perEpoch = Math.ceil(m / batch);
      const ends = path.filter((_, step) => step % perEpoch === 0);
      return { size: batch, path, ends, costs: descent.costs(model, ends) };
    });
    return { orders: drawnOrders, walks };
  }

  const named = (walk, problem, t) =>
    walk.size === problem.model.values.m ? t("batches.all") : walk.size === 1 ? t("batches.one") : t("batches.some", { size: walk.size });

  function stage(element, { t }) {
    readout = make("div", {});
    element.append(readout);
    paths = lab.figure(element, t("batches.paths"), 0.75);
    curves = lab.figure(element, t("batches.costs"));
  }

  function draw({ problem, values, t }) {
    const { walks } = compute(problem, values);
    readout.replaceChildren(
      plot.table(
        t("batches.summary", { epochs: values.steps }),
        [t("batches.way"), t("batches.steps"), t("lab.ends", { names: lab.names(problem).join(", ") }), t("batches.last-cost")],
        walks.map((walk) => [named(walk, problem, t), String(walk.path.length - 1), lab.point(problem, walk.path[walk.path.length - 1], 6), number(walk.costs[walk.costs.length - 1], 6)]),
      ),
    );
    paths.show(
      lab.pathChart(
        t,
        problem,
        t("batches.seen", { epochs: values.steps, ends: walks.map((walk) => `${named(walk, problem, t)} ${lab.point(problem, walk.path[walk.path.length - 1], 4)}`).join("; ") }),
        walks.map((walk, look) => ({ label: named(walk, problem, t), look, points: lab.plane(problem, walk.path) })),
        walks[0].path[0],
      ),
      plot.table(
        t("batches.table"),
        [t("batches.epoch"), ...walks.map((walk) => named(walk, problem, t))],
        walks[0].ends.map((_, epoch) => [String(epoch), ...walks.map((walk) => lab.point(problem, walk.ends[epoch], 6))]),
      ),
    );
    curves.show(
      lab.costChart(t, walks.map((walk, look) => ({ label: named(walk, problem, t), look, points: lab.byStep(walk.costs) })), t("batches.costs-seen"), t("batches.epoch")),
      plot.table(
        t("batches.cost-table"),
        [t("batches.epoch"), ...walks.map((walk) => named(walk, problem, t))],
        walks[0].costs.map((_, epoch) => [String(epoch), ...walks.map((walk) => number(walk.costs[epoch], 7))]),
      ),
    );
  }

  return { controls: controlsOf, compute, stage, draw };
})());
