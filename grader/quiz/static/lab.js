// What every lab shares: the choice of a problem, its controls, figures that redraw, and the settings in the address.
"use strict";

const lab = (() => {
  const { announce, byId, data, fragment, make, number, setFragment, wording } = dom;
  const kinds = {};
  const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

  /** Says how a kind of lab works: `controls(problem)`, `compute(problem, values)`, `stage(parts, context)`. */
  const define = (kind, parts) => {
    kinds[kind] = parts;
  };

  /** The names of all numbers of a point: w₁, w₂, b. */
  function names({ model, start }) {
    return model.parameters.flatMap((name) => {
      const label = model.labels[name];
      const isOne = !Array.isArray(start[name]) || (start[name].length === 1 && model.parameters.length === 1);
      return isOne ? [label] : start[name].map((_, place) => label + SUBSCRIPTS[place + 1]);
    });
  }

  /** The controls for where a walk starts, one for each number. */
  function startControls(problem, t) {
    return names(problem).map((label, place) => {
      const [min, max] = problem.view[place] || problem.view[problem.view.length - 1];
      const value = descent.flat(problem.model, problem.start)[place];
      return { kind: "range", name: `start${place}`, label: t("lab.start", { name: label }), boxLabel: t("lab.number", { name: label }), min, max, value, legend: t("lab.from") };
    });
  }

  const startOf = (problem, values) =>
    contours.shaped(problem.model, problem.start, names(problem).map((_, place) => values[`start${place}`]));

  function rateControl({ alpha }, t, legend = "") {
    return { kind: "range", name: "alpha", label: t("lab.alpha"), boxLabel: t("lab.number", { name: "α" }), log: true, legend, ...alpha };
  }

  function stepsControl({ steps }, t, label = t("lab.steps")) {
    return { kind: "range", name: "steps", label, boxLabel: t("lab.number", { name: label }), integer: true, log: steps.max > 100, ...steps };
  }

  /** A place for a plot with its legend and table; `show` is called with a width whenever there is one. */
  function figure(stage, heading, ratio = 0.62) {
    const drawing = make("div", { class: "drawing" });
    const below = make("div", {});
    const element = make("figure", { class: "plot-figure" }, make("figcaption", {}, heading), drawing, below);
    stage.append(element);
    let last = null;
    let width = 0;
    const draw = () => {
      if (last === null || width === 0) return;
      drawing.replaceChildren(plot.chart({ width, height: Math.round(Math.max(230, Math.min(width * ratio, 460))), ...last.chart }));
      below.replaceChildren(...[last.chart.series.length > 1 || last.chart.levels ? plot.legend(last.chart) : "", last.table].filter(Boolean));
    };
    new ResizeObserver(([entry]) => {
      const fresh = Math.round(entry.contentRect.width);
      if (fresh === width) return;
      width = fresh;
      draw();
    }).observe(drawing);
    return {
      element,
      show(chart, table = "") {
        last = { chart, table };
        width = Math.round(drawing.clientWidth);
        draw();
      },
    };
  }

  /** The chart of costs by step; by ratio where all are above zero, cut where a run has run away. */
  function costChart(t, series, title, unit = t("lab.step")) {
    const all = series.flatMap((one) => one.points.map(([, value]) => value)).filter(Number.isFinite);
    const log = all.length > 0 && all.every((value) => value >= 0);
    const highest = 1e4 * Math.max(...series.map((one) => Math.abs(one.points[0][1])), 1e-6);
    const shown = all.filter((value) => Math.abs(value) <= highest);
    const [low, high] = log
      ? [Math.max(Math.min(...shown.filter((value) => value > 0), highest) / 1.6, 1e-14), Math.max(...shown, 1e-12) * 1.6]
      : plot.around(shown);
    const last = Math.max(...series.map((one) => one.points[one.points.length - 1][0]), 1);
    return {
      title,
      x: { min: 0, max: last, label: unit },
      y: { min: low, max: high, log, label: t("lab.cost") },
      series: series.map((one) => ({ ...one, points: one.points.map(([at, value]) => [at, log && value <= 0 ? low : value]) })),
    };
  }

  /** The chart of paths over two parameters, on the level lines of the cost. */
  function pathChart(t, problem, title, series, base) {
    const [[left, right], [low, high]] = problem.view;
    const [across, up] = names(problem);
    const power = { Rosenbrock: 6 }[problem.cost] || 2.4;
    return {
      title,
      x: { min: left, max: right, label: across },
      y: { min: low, max: high, label: up },
      behind: contours.behind(problem, base, power),
      start: t("figure.start"),
      levels: t("figure.levels"),
      series: series.map((one) => ({ ...one, ring: true })),
    };
  }

  /** Where the paths go, as points of the plane of the first two numbers. */
  const plane = (problem, points) => points.map((point) => descent.flat(problem.model, point).slice(0, 2));

  const byStep = (values) => values.map((value, step) => [step, value]);

  const point = (problem, at, digits = 5) => `(${descent.flat(problem.model, at).map((value) => number(value, digits)).join(", ")})`;

  /** A heading and a list of what was read off; each entry is [name, value]. */
  const readout = (entries) =>
    make("dl", { class: "readout" }, entries.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value))));

  /** Rows of a table: at most so many, spread over all points, the first and the last always among them. */
  function spread(length, most = 60) {
    if (length <= most) return Array.from({ length }, (_, place) => place);
    const found = Array.from({ length: most }, (_, place) => Math.round((place * (length - 1)) / (most - 1)));
    return [...new Set(found)];
  }

  function start() {
    const { lab: content, ...whole } = data("page-data");
    const page = { ...whole, ...content };
    const t = wording(page.strings);
    const kind = kinds[page.kind];
    const [panel, stage] = [byId("lab-controls"), byId("lab-stage")];
    let problem = null;
    let built = null;
    let context = null;

    function mount(place) {
      problem = page.problems[place];
      panel.replaceChildren();
      stage.replaceChildren();
      const choose = {
        kind: "choice",
        name: "problem",
        label: t("lab.problem"),
        value: place,
        options: page.problems.map((one, number) => ({ value: number, label: one.label, lang: document.documentElement.dataset.content })),
      };
      const specs = [...(page.problems.length > 1 ? [choose] : []), ...kind.controls(problem, t, page)];
      built = controls.build(panel, specs, changed);
      if (problem.formula) {
        const formula = make("p", { class: "formula" }, problem.formula);
        if (page.problems.length > 1) panel.firstElementChild.after(formula);
        else panel.prepend(formula);
      }
      const actions = make(
        "div",
        { class: "actions" },
        make("button", { type: "button", id: "lab-reset", onclick: reset }, t("lab.reset")),
        make("button", { type: "button", class: "quiet", onclick: copyLink }, t("lab.link")),
      );
      panel.append(actions);
      context = { page, problem, t, announce, set: (values) => (built.set(values), changed(built.values(), "")) };
      kind.stage(stage, context);
    }

    function changed(values, name) {
      if (name === "problem") {
        mount(Number(values.problem));
        refresh();
        panel.querySelector("select").focus();
        return;
      }
      refresh(name);
    }

    function refresh(name = "problem") {
      const values = built.values();
      setFragment(controls.written(values));
      kind.draw({ ...context, values, changed: name });
    }

    function reset() {
      mount(page.problems.indexOf(problem));
      refresh();
      byId("lab-reset").focus();
      announce(t("lab.was-reset"));
    }

    async function copyLink() {
      try {
        await navigator.clipboard.writeText(location.href);
        announce(t("lab.copied"));
      } catch {
        announce(t("lab.not-copied"));
      }
    }

    function fromAddress() {
      const settings = fragment();
      const place = Number(settings.problem || 0);
      mount(place in page.problems ? place : 0);
      built.set(settings);
      kind.settled?.(built);
      refresh();
    }

    window.addEventListener("hashchange", fromAddress);
    fromAddress();
  }

  document.addEventListener("DOMContentLoaded", start);

  return {
    byStep,
    costChart,
    define,
    figure,
    kinds,
    names,
    pathChart,
    plane,
    point,
    rateControl,
    readout,
    spread,
    startControls,
    startOf,
    stepsControl,
  };
})();
