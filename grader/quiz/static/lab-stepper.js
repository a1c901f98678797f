// One step at a time down a curve, with a read-out of step, position, cost and slope.
"use strict";

lab.define("stepper", (() => {
  const { announce, make, number } = dom;
  let figure;
  let readout;
  let state = { key: "", at: 0, result: null };
  let timer = 0;
  let rest;

  const controlsOf = (problem, t) => [...lab.startControls(problem, t), lab.rateControl(problem, t), lab.stepsControl(problem, t, t("stepper.run-length"))];

  function compute(problem, { alpha, steps, ...values }) {
    const [name] = problem.model.parameters;
    const path = descent.path(problem.model, lab.startOf(problem, values), alpha, steps);
    return {
      places: path.map((point) => descent.flat(problem.model, point)[0]),
      costs: descent.costs(problem.model, path),
      slopes: path.map((point) => descent.flat({ parameters: [name] }, { [name]: descent.slope(problem.model, point, name) })[0]),
    };
  }

  function stage(element, context) {
    const { t } = context;
    state = { key: "", at: 0, result: null };
    const button = (key, act, kind = "") => make("button", { type: "button", class: kind, onclick: act }, t(key));
    readout = make("div", {});
    element.append(
      make(
        "div",
        { class: "actions" },
        button("stepper.step", () => go(state.at + 1), "main"),
        button("stepper.back", () => go(state.at - 1)),
        button("stepper.run", run),
        button("stepper.start", () => go(0)),
      ),
      readout,
    );
    figure = lab.figure(element, t("stepper.figure"));
  }

  function draw(context) {
    rest = context;
    cancelAnimationFrame(timer);
    const { problem, values } = context;
    const key = JSON.stringify([values.alpha, values.start0]);
    if (key !== state.key) state.at = 0;
    state.key = key;
    state.result = compute(problem, values);
    state.at = Math.min(state.at, lastStep());
    show();
  }

  /** The last step whose numbers are finite; a walk that runs away ends there. */
  function lastStep() {
    const { places, costs, slopes } = state.result;
    const beyond = places.findIndex((place, step) => ![place, costs[step], slopes[step]].every(Number.isFinite));
    return beyond < 0 ? rest.values.steps : Math.max(beyond - 1, 0);
  }

  /** What is said at the end of a walk that ran away; nothing elsewhere. */
  const farewell = () => (state.at === lastStep() && state.at < rest.values.steps ? rest.t("stepper.gone", { step: state.at }) : "");

  function show() {
    const { problem, t } = rest;
    const { places, costs, slopes } = state.result;
    const { at } = state;
    const [name] = lab.names(problem);
    readout.replaceChildren(
      lab.readout([
        [t("lab.step"), String(at)],
        [name, number(places[at], 8)],
        [`f(${name})`, number(costs[at], 8)],
        [`f′(${name})`, number(slopes[at], 8)],
      ]),
      farewell() ? make("p", { class: "note" }, farewell()) : "",
    );
    figure.show(chart(problem, t, at), table(problem, t, at));
  }

  function chart(problem, t, at) {
    const { places, costs, slopes } = state.result;
    const [[low, high]] = problem.view;
    const [name] = lab.names(problem);
    const curve = Array.from({ length: 161 }, (_, step) => low + ((high - low) * step) / 160).map((x) => [
      x,
      descent.cost(problem.model, contours.shaped(problem.model, problem.start, [x])),
    ]);
    const [bottom, top] = plot.around(curve.map(([, height]) => height));
    const tangent = [low, high].map((x) => [x, costs[at] + slopes[at] * (x - places[at])]);
    return {
      title: t("stepper.seen", { step: at, name, place: number(places[at], 5), cost: number(costs[at], 5), slope: number(slopes[at], 5) }),
      x: { min: low, max: high, label: name },
      y: { min: bottom, max: top, label: `f(${name})` },
      lines: [
        { class: "curve", points: curve },
        { class: "tangent", points: tangent },
      ],
      tangent: t("stepper.tangent"),
      series: [
        { label: t("stepper.path"), look: 0, points: places.slice(0, at + 1).map((x, step) => [x, costs[step]]) },
        { label: t("stepper.here"), look: 3, dots: true, points: [[places[at], costs[at]]] },
      ],
    };
  }

  function table(problem, t, at) {
    const { places, costs, slopes } = state.result;
    const [name] = lab.names(problem);
    const rows = lab.spread(at + 1).map((step) => [String(step), ...[places, costs, slopes].map((list) => number(list[step], 7))]);
    return plot.table(t("stepper.table"), [t("lab.step"), name, `f(${name})`, `f′(${name})`], rows);
  }

  function go(step, quietly = false) {
    cancelAnimationFrame(timer);
    const { t, problem } = rest;
    state.at = Math.min(Math.max(step, 0), lastStep());
    show();
    if (quietly) return;
    const { places, costs, slopes } = state.result;
    const [name] = lab.names(problem);
    const said = t("stepper.said", { step: state.at, name, place: number(places[state.at], 6), cost: number(costs[state.at], 6), slope: number(slopes[state.at], 6) });
    announce(`${said} ${farewell()}`.trim());
  }

  /** Runs to the last step in about a second; at once for those who want no motion. */
  function run() {
    const steps = lastStep();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      go(steps);
      return;
    }
    const [from, began] = [state.at === steps ? 0 : state.at, performance.now()];
    const frame = (now) => {
      const share = Math.min((now - began) / 1000, 1);
      go(Math.round(from + (steps - from) * share), share < 1);
      if (share < 1) timer = requestAnimationFrame(frame);
    };
    timer = requestAnimationFrame(frame);
  }

  return { controls: controlsOf, compute, stage, draw };
})());
