// Predict, then run: the learner says first what one step gives and how the walk goes; the rules mark it.
"use strict";

lab.define("drill", (() => {
  const { announce, icon, make, number } = dom;
  const WORDS = ["arrives", "on-its-way", "bounces", "runs-away"];
  let figure;
  let form;
  let result;
  let rest;
  let tally;

  const controlsOf = (problem, t) => [...lab.startControls(problem, t), lab.rateControl(problem, t), lab.stepsControl(problem, t)];

  /** How a walk goes: by its costs, by the share of its steps that turn round, and by the slope that is left. */
  function wordFor(places, costs, slopes) {
    const [first, last] = [costs[0], costs[costs.length - 1]];
    if (!(last <= first)) return "runs-away";
    const strides = places.slice(1).map((place, step) => place - places[step]);
    const turns = strides.slice(1).filter((stride, step) => stride * strides[step] < 0).length;
    if (strides.length > 1 && turns > (strides.length - 1) / 2) return "bounces";
    return Math.abs(slopes[slopes.length - 1]) <= 0.01 * Math.abs(slopes[0]) ? "arrives" : "on-its-way";
  }

  function compute(problem, { alpha, steps, ...values }) {
    const { model } = problem;
    const [name] = model.parameters;
    const path = descent.path(model, lab.startOf(problem, values), alpha, steps);
    const flatSlope = (point) => [descent.slope(model, point, name)].flat()[0];
    const places = path.map((point) => descent.flat(model, point)[0]);
    const costs = descent.costs(model, path);
    const slopes = path.map(flatSlope);
    return { places, costs, slopes, word: wordFor(places, costs, slopes), mistakes: wrongSteps(problem, alpha, path[0]) };
  }

  /** What each wrong rule would make of the first step, by the rule's misconception. */
  function wrongSteps({ model }, alpha, start) {
    const [name] = model.parameters;
    return model.ruleIds
      .map((id, rule) => ({ id, text: model.ruleTexts[rule], rule }))
      .filter(({ id, text }) => id !== "" && !text.includes("c"))
      .map(({ id, text, rule }) => ({
        id,
        text,
        value: descent.flat(model, descent.step(model, start, alpha, { rules: { [name]: rule } }))[0],
      }));
  }

  const near = (one, other) => Math.abs(one - other) <= 5e-4 * Math.max(1e-6, Math.abs(other)) + 1e-9;

  /** Marks a prediction: the first step's value by the rules, the course by its word. */
  function mark({ places, word, mistakes }, { value, course }) {
    const isRight = near(value, places[1]);
    const named = isRight ? [] : mistakes.filter((mistake) => near(value, mistake.value));
    return { isRight, named: named.filter(({ id }, place) => named.findIndex((other) => other.id === id) === place), courseIsRight: course === word };
  }

  function stage(element, { t, problem }) {
    const [name] = lab.names(problem);
    tally = { right: 0, all: 0 };
    const course = make(
      "fieldset",
      {},
      make("legend", {}, t("drill.course")),
      WORDS.map((word) =>
        make("label", { class: "choice" }, make("input", { type: "radio", name: "course", value: word }), make("span", {}, t(`drill.${word}`))),
      ),
    );
    form = make(
      "form",
      { class: "panel", novalidate: true, onsubmit: submitted },
      make("h2", {}, t("drill.before")),
      make("div", { class: "control" }, make("label", { for: "prediction" }, t("drill.first", { name })), make("input", { type: "text", id: "prediction", inputmode: "text", autocomplete: "off", "aria-describedby": "prediction-error" })),
      make("p", { id: "prediction-error", class: "error" }),
      course,
      make("div", { class: "actions" }, make("button", { type: "submit", class: "main" }, t("drill.run"))),
    );
    result = make("div", { class: "result", tabindex: "-1" });
    element.append(form, result);
    figure = lab.figure(element, t("drill.figure"));
  }

  function draw(context) {
    rest = context;
    result.replaceChildren();
    form.reset();
    form.querySelector("#prediction-error").textContent = "";
    show(compute(context.problem, context.values), 0);
  }

  function show(found, upTo) {
    const { problem, t } = rest;
    const [name] = lab.names(problem);
    const [[low, high]] = problem.view;
    const curve = Array.from({ length: 161 }, (_, step) => low + ((high - low) * step) / 160).map((x) => [
      x,
      descent.cost(problem.model, contours.shaped(problem.model, problem.start, [x])),
    ]);
    const [bottom, top] = plot.around(curve.map(([, height]) => height));
    const shown = found.places.slice(0, upTo + 1);
    figure.show(
      {
        title: t(upTo ? "drill.seen" : "drill.seen-before", { name, from: number(found.places[0], 4), to: number(shown[shown.length - 1], 4), steps: upTo }),
        x: { min: low, max: high, label: name },
        y: { min: bottom, max: top, label: t("lab.cost") },
        lines: [{ class: "curve", points: curve }],
        series: [{ label: t("lab.path"), look: 0, points: shown.map((x, step) => [x, found.costs[step]]) }],
      },
      plot.table(
        t("drill.table"),
        [t("lab.step"), name, t("lab.cost"), t("lab.slope")],
        lab.spread(shown.length).map((step) => [String(step), ...[found.places, found.costs, found.slopes].map((list) => number(list[step], 7))]),
      ),
    );
  }

  function submitted(event) {
    event.preventDefault();
    const { problem, values, t } = rest;
    const box = form.querySelector("#prediction");
    const chosen = form.querySelector("input[name=course]:checked");
    const value = expression.number(box.value);
    const error = form.querySelector("#prediction-error");
    error.textContent = value === null ? t("drill.no-number") : chosen === null ? t("drill.no-course") : "";
    box.setAttribute("aria-invalid", String(value === null));
    if (error.textContent !== "") {
      announce(error.textContent);
      (value === null ? box : form.querySelector("input[name=course]")).focus();
      return;
    }
    const found = compute(problem, values);
    const marked = mark(found, { value, course: chosen.value });
    show(found, values.steps);
    tally = { right: tally.right + Number(marked.isRight) + Number(marked.courseIsRight), all: tally.all + 2 };
    report(found, marked, value);
  }

  function verdict(isRight, right, wrong) {
    return make("p", { class: `verdict ${isRight ? "is-right" : "is-wrong"}` }, icon(isRight ? "right" : "wrong"), make("span", {}, isRight ? right : wrong));
  }

  function report(found, { isRight, named, courseIsRight }, value) {
    const { t, problem, page } = rest;
    const [name] = lab.names(problem);
    const fields = { name, right: number(found.places[1], 6), given: number(value, 6), word: t(`drill.${found.word}`) };
    const explained = named.map(({ id, text }) =>
      make("p", { class: "explained" }, t("drill.named", { rule: text }), " ", misconception(page, id)),
    );
    const parts = [
      verdict(isRight, t("drill.step-right", fields), t("drill.step-wrong", fields)),
      ...explained,
      verdict(courseIsRight, t("drill.course-right", fields), t("drill.course-wrong", fields)),
      make("p", { class: "tally" }, t("drill.tally", tally)),
    ];
    result.replaceChildren(...parts);
    announce(parts.map((part) => part.textContent).join(" "));
    result.focus();
  }

  /** A mistake's title, with a link to its page where there is one. */
  function misconception(page, id) {
    const { title, href } = page.misconceptions?.[id] || { title: id };
    return href ? make("a", { href }, title) : make("strong", {}, title);
  }

  return { controls: controlsOf, compute, mark, stage, draw };
})());
