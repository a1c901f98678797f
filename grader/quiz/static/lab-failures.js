// A named mistake run beside the right rule: what it writes, where it goes, what you would see, what mends it.
"use strict";

lab.define("failures", (() => {
  const { make, number } = dom;
  const GROUPS = ["gradient", "update", "loop"];
  let paths;
  let curves;
  let side;

  function controlsOf(problem, t) {
    const options = GROUPS.flatMap((group) =>
      problem.mistakes.flatMap((mistake) =>
        mistake.variants.flatMap((variant, place) =>
          variant.kind === group
            ? [{ value: `${mistake.id}.${place}`, group: t(`failures.${group}`), label: labelled(mistake, variant, place, t) }]
            : [],
        ),
      ),
    );
    return [
      { kind: "choice", name: "mistake", label: t("failures.mistake"), options, value: "sequential-update.0" },
      lab.rateControl(problem, t),
      lab.stepsControl(problem, t),
      ...lab.startControls(problem, t),
    ];
  }

  function labelled(mistake, { detail }, place, t) {
    if (detail) return `${mistake.id} (${detail})`;
    return mistake.variants.length > 1 ? `${mistake.id} (${t("failures.reading", { number: place + 1 })})` : mistake.id;
  }

  function found(problem, wanted) {
    const [id, place] = wanted.split(".");
    const mistake = problem.mistakes.find((one) => one.id === id);
    return { mistake, variant: mistake.variants[Number(place)] };
  }

  function compute(problem, { alpha, steps, mistake, ...values }) {
    const { model } = problem;
    const start = lab.startOf(problem, values);
    const { variant } = found(problem, mistake);
    const walk = (plan) => {
      const path = descent.path(model, start, alpha, steps, plan);
      return { path, costs: descent.costs(model, path) };
    };
    return { right: walk({}), wrong: walk(variant.plan) };
  }

  /** What the two runs have in common, as a key of the page's strings: judged by numbers alone. */
  function seen({ right, wrong }, problem) {
    const last = (walk) => walk.costs[walk.costs.length - 1];
    const flat = (point) => descent.flat(problem.model, point);
    const apart = (one, other) => Math.hypot(...flat(one).map((value, place) => value - flat(other)[place]));
    const ends = [right, wrong].map((walk) => walk.path[walk.path.length - 1]);
    const scale = Math.max(apart(right.path[0], ends[0]), 1e-9);
    if (!Number.isFinite(last(wrong)) || last(wrong) > 10 * wrong.costs[0]) return last(right) <= right.costs[0] ? "failures.runs-away" : "failures.both-run-away";
    if (wrong.path.length !== right.path.length) return "failures.other-length";
    if (apart(wrong.path[0], ends[1]) < 1e-12) return "failures.stands-still";
    if (wrong.path.every((point, step) => apart(point, right.path[step]) <= 1e-9 * scale)) return "failures.same";
    if (last(wrong) > wrong.costs[0]) return "failures.rises";
    if (apart(ends[0], ends[1]) <= 0.02 * scale) return "failures.nearly";
    const stride = apart(wrong.path[wrong.path.length - 1], wrong.path[Math.max(wrong.path.length - 2, 0)]);
    const steepness = (point) => Math.hypot(...problem.model.parameters.flatMap((name) => descent.slope(problem.model, point, name)));
    if (stride <= 0.002 * scale && steepness(ends[1]) > 0.02 * steepness(wrong.path[0])) return "failures.elsewhere";
    return last(wrong) > last(right) ? "failures.slower" : "failures.other-way";
  }

  function stage(element, { t }) {
    side = make("div", {});
    element.append(side);
    paths = lab.figure(element, t("failures.paths"), 0.75);
    curves = lab.figure(element, t("failures.costs"));
  }

  /** Right and wrong lines side by side; a line that differs says so in words. */
  function compared(problem, { mistake, variant }, t) {
    const { model, lines } = problem;
    const right = { gradient: Object.entries(model.slopes).map(([name, text]) => `∂J/∂${model.labels[name]} = ${text}`), update: lines, loop: [t("failures.right-loop")] }[variant.kind];
    const named = (line) => line.split(" = ")[0];
    const listing = (title, list, others, kind) =>
      make(
        "section",
        { class: `listing ${kind}` },
        make("h3", {}, title),
        make(
          "ol",
          {},
          list.map((line) => {
            const differs = !others.includes(line);
            return make("li", { class: differs ? "differs" : "" }, make("code", {}, line), differs ? make("span", { class: "tag" }, t("failures.differs")) : "");
          }),
        ),
      );
    const sameOrder = [...variant.lines].sort((a, b) => right.findIndex((line) => named(line) === named(a)) - right.findIndex((line) => named(line) === named(b)));
    const wrongLines = variant.plan.order ? variant.lines : sameOrder;
    return make("div", { class: "side-by-side" }, listing(t("failures.right"), right, variant.lines, "right"), listing(mistake.id, wrongLines, right, "wrong"));
  }

  function draw({ problem, values, page, t }) {
    const chosen = found(problem, values.mistake);
    const result = compute(problem, values);
    const { right, wrong } = result;
    const end = (walk) => walk.path[walk.path.length - 1];
    const last = (walk) => number(walk.costs[walk.costs.length - 1], 5);
    const fields = { right: lab.point(problem, end(right), 4), wrong: lab.point(problem, end(wrong), 4), rightCost: last(right), wrongCost: last(wrong), steps: values.steps, taken: wrong.path.length - 1 };
    const { href } = page.misconceptions?.[chosen.mistake.id] || {};
    const sentence = t(seen(result, problem), fields);
    side.replaceChildren(
      make("h2", {}, chosen.mistake.title),
      make("p", {}, chosen.mistake.message),
      compared(problem, chosen, t),
      make("h3", {}, t("failures.would-see")),
      make("p", { class: "seen" }, sentence),
      make("h3", {}, t("failures.fix")),
      make("p", {}, `${t("failures.fix-lines")} ${chosen.mistake.question}`),
      href ? make("p", {}, make("a", { href }, t("failures.page", { id: chosen.mistake.id }))) : "",
    );
    const series = [
      { label: t("failures.right"), look: 0, walk: right },
      { label: chosen.mistake.id, look: 1, walk: wrong },
    ];
    paths.show(
      lab.pathChart(t, problem, t("failures.seen", fields), series.map(({ label, look, walk }) => ({ label, look, points: lab.plane(problem, walk.path) })), end(right)),
      plot.table(
        t("failures.table", { names: lab.names(problem).join(", ") }),
        [t("lab.step"), ...series.map(({ label }) => label)],
        lab.spread(Math.max(right.path.length, wrong.path.length)).map((step) => [String(step), ...series.map(({ walk }) => (walk.path[step] ? lab.point(problem, walk.path[step], 6) : "–"))]),
      ),
    );
    curves.show(
      lab.costChart(t, series.map(({ label, look, walk }) => ({ label, look, points: lab.byStep(walk.costs) })), t("failures.costs-seen", fields)),
      plot.table(
        t("lab.cost"),
        [t("lab.step"), ...series.map(({ label }) => label)],
        lab.spread(Math.max(right.costs.length, wrong.costs.length)).map((step) => [String(step), ...series.map(({ walk }) => (step in walk.costs ? number(walk.costs[step], 7) : "–"))]),
      ),
    );
  }

  return { controls: controlsOf, compute, seen, stage, draw };
})());
