// The quiz page: one item at a time or all at once, marking, what was wrong once more, progress.
"use strict";

const quiz = (() => {
  const { announce, byId, data, fragment, icon, make, setFragment, wording } = dom;
  const KINDS = {
    blank: reading.blank,
    code: reading.code,
    formula: answers.formula,
    matching: answers.matching,
    multiple: answers.options,
    numeric: answers.numeric,
    ordering: answers.ordering,
    single: answers.options,
  };

  let page;
  let t;
  let progress;
  let seed;
  let mode = "one";
  let questions = [];
  let round = [];
  let at = 0;

  const freshSeed = () => Array.from(crypto.getRandomValues(new Uint8Array(4)), (byte) => (byte % 36).toString(36)).join("");

  const points = (share, worth) => Math.round(share * worth * 100) / 100;

  const worthOf = ({ points: worth }) => (typeof worth === "number" ? worth : 1);

  /** One item as the learner meets it: its element, and what has become of it. */
  function question(item, place) {
    const variant = marking.variantOf(item, seed);
    const prefix = `item-${place}`;
    const stem = make("div", { class: "stem prose", id: `${prefix}-stem`, html: answers.filled(item.stem, variant) });
    const context = { page, t, seed, prefix, stem: stem.id, stemElement: stem };
    const part = KINDS[item.kind](item, variant, context);
    const outcome = make("div", { class: "outcome", role: "status" });
    const heading = make("h2", { id: `${prefix}-heading`, tabindex: "-1" });
    const reveal = make("button", { type: "button", hidden: true, onclick: () => show() }, t("quiz.show"));
    const next = make("button", { type: "button", class: "next", onclick: () => go(at + 1) });
    const submit = make("button", { type: "submit", class: "main" }, t("quiz.check"));
    const actions = make("div", { class: "actions" }, page.keys ? submit : "", page.keys ? reveal : "", next);
    const hint = item.hint ? make("details", { class: "hint" }, make("summary", {}, t("quiz.hint")), make("div", { class: "prose", html: answers.filled(item.hint, variant) })) : "";
    const form = make("form", { novalidate: true, autocomplete: "off", onsubmit: submitted }, part.element, hint, actions, outcome);
    const element = make("article", { class: "item", id: prefix, "aria-labelledby": heading.id }, heading, stem, form);
    const self = { item, element, heading, next, part, score: null, tries: 0, check, restart };
    let isShown = false;

    function submitted(event) {
      event.preventDefault();
      if (page.keys && !isShown) check();
    }

    /** Marks the answer; false where there is none to mark. */
    function check() {
      const { missing, value, at: where } = part.answer();
      if (missing) {
        outcome.replaceChildren(make("p", { class: "error" }, missing));
        where?.focus();
        return false;
      }
      const result = marking.mark(item, variant, value);
      self.tries += 1;
      self.score = result.score;
      keep();
      tell(result);
      listed();
      return true;
    }

    function tell(result) {
      const isOver = result.score === 1;
      const word = isOver ? "right" : result.score > 0 ? "partly" : "wrong";
      const worth = worthOf(item);
      const fields = { points: points(result.score, worth), max: worth };
      const remarks = part.tell(result, isOver);
      outcome.replaceChildren(
        make("p", { class: `verdict is-${word}` }, icon(word), make("span", {}, make("strong", {}, t(`quiz.${word}`)), word === "partly" ? ` ${t(fields.max === 1 ? "quiz.share-one" : "quiz.share", fields)}` : "")),
        ...remarks,
        ...(isOver && item.explanation ? [make("div", { class: "prose explanation", html: answers.filled(item.explanation, variant) })] : []),
      );
      reveal.hidden = isOver;
    }

    /** Shows the key; what is shown earns nothing, also by pressing Enter in it. */
    function show() {
      self.score ??= 0;
      isShown = true;
      submit.hidden = true;
      part.reveal();
      const shown = item.shown ? [make("div", { class: "prose", html: answers.filled(item.shown, variant) })] : [];
      outcome.replaceChildren(
        make("p", { class: "verdict" }, make("span", {}, t("quiz.shown"))),
        ...shown,
        ...(item.right ? answers.remark(answers.filled(item.right, variant), null, context) : []),
        ...(item.explanation ? [make("div", { class: "prose explanation", html: answers.filled(item.explanation, variant) })] : []),
      );
      listed();
    }

    function keep() {
      const before = progress.recall("item", item) || { tries: 0, best: 0 };
      progress.keep("item", item, { tries: before.tries + 1, best: Math.max(before.best, self.score), last: self.score, at: Date.now() });
    }

    function restart() {
      part.reset();
      outcome.replaceChildren();
      reveal.hidden = true;
      submit.hidden = false;
      isShown = false;
      self.score = null;
    }

    return self;
  }

  // --- the round ---

  function begin(list) {
    round = list;
    at = 0;
    byId("quiz-summary").replaceChildren();
    byId("quiz-items").replaceChildren(...round.map(({ element }) => element));
    arrange();
  }

  function arrange() {
    const isOne = mode === "one";
    round.forEach((one, place) => {
      one.heading.textContent = t("quiz.question", { number: place + 1, count: round.length });
      one.element.hidden = isOne && place !== at;
      one.next.hidden = !isOne;
      one.next.textContent = t(place + 1 < round.length ? "quiz.next" : page.keys ? "quiz.finish" : "quiz.save");
    });
    byId("quiz-finish").hidden = isOne;
    byId("quiz-map").hidden = !isOne;
    listed();
  }

  /** The numbered list of all questions of the round, each with its state in words. */
  function listed() {
    const state = ({ score }) => (score === null ? "open" : score === 1 ? "right" : score > 0 ? "partly" : "wrong");
    const focused = [...byId("quiz-map").querySelectorAll("button")].indexOf(document.activeElement);
    byId("quiz-map").replaceChildren(
      ...round.map((one, place) =>
        make(
          "li",
          {},
          make(
            "button",
            { type: "button", class: `is-${state(one)}`, "aria-current": place === at ? "step" : null, "aria-label": `${t("quiz.question", { number: place + 1, count: round.length })}, ${t(`quiz.state-${state(one)}`)}`, onclick: () => go(place) },
            String(place + 1),
            state(one) === "open" ? "" : icon(state(one)),
          ),
        ),
      ),
    );
    if (focused >= 0) byId("quiz-map").querySelectorAll("button")[focused]?.focus();
  }

  function go(place) {
    if (place >= round.length) {
      finish();
      return;
    }
    at = place;
    byId("quiz-summary").replaceChildren();
    arrange();
    round[at].heading.focus();
  }

  function finish() {
    if (!page.keys) {
      saveAnswers();
      return;
    }
    if (mode === "all") round.filter(({ score }) => score === null).forEach((one) => one.check());
    const open = round.filter(({ score }) => score === null);
    const worth = round.reduce((sum, { item }) => sum + worthOf(item), 0);
    const earned = round.reduce((sum, { item, score }) => sum + points(score || 0, worthOf(item)), 0);
    const wrong = round.filter(({ score }) => score !== null && score < 1);
    const heading = make("h2", { tabindex: "-1" }, t("quiz.results"));
    byId("quiz-summary").replaceChildren(
      heading,
      make("p", { class: "score" }, t("quiz.score", { points: points(earned, 1), max: worth })),
      open.length ? make("p", {}, t("quiz.still-open", { count: open.length })) : "",
      make(
        "ul",
        { class: "results" },
        round.map((one, place) => {
          const state = one.score === null ? "open" : one.score === 1 ? "right" : one.score > 0 ? "partly" : "wrong";
          return make("li", { class: `is-${state}` }, state === "open" ? "" : icon(state), `${t("quiz.question-short", { number: place + 1 })}: ${t(`quiz.state-${state}`)}`);
        }),
      ),
      make(
        "div",
        { class: "actions" },
        wrong.length ? make("button", { type: "button", class: "main", onclick: () => retry(wrong) }, t("quiz.retry", { count: wrong.length })) : "",
        make("button", { type: "button", onclick: () => again(seed) }, t("quiz.again")),
        hasVariants() ? make("button", { type: "button", onclick: () => again(freshSeed()) }, t("quiz.fresh")) : "",
      ),
    );
    heading.focus();
    announce(t("quiz.score", { points: points(earned, 1), max: worth }));
  }

  const hasVariants = () => page.items.some(({ variants }) => variants.length > 1);

  function retry(wrong) {
    wrong.forEach((one) => one.restart());
    begin(wrong);
    round[0].heading.focus();
  }

  function again(wanted) {
    seed = wanted;
    written();
    build();
    round[0].heading.focus();
  }

  const written = () => setFragment({ seed, ...(mode === "all" ? { mode } : {}) });

  function build() {
    questions = page.items.map(question);
    begin(questions);
    byId("quiz-seed").textContent = t("quiz.seed", { seed });
  }

  function switchMode(wanted) {
    mode = wanted;
    written();
    arrange();
    document.querySelectorAll("input[name=quiz-mode]").forEach((input) => {
      input.checked = input.value === mode;
    });
  }

  /** Where the page has no keys, the answers can be handed in as a file. */
  function saveAnswers() {
    const given = Object.fromEntries(questions.map(({ item, part }) => [item.id, part.raw()]));
    files.save(`${page.concept.id}-answers.json`, JSON.stringify({ format: "grader/answers/1", course: page.course.id, seed, answers: given }, null, 1));
    announce(t("quiz.saved"));
  }

  function start() {
    page = data("page-data");
    t = wording(page.strings);
    progress = store.open(`grader:${page.course.id}:`);
    fromAddress();
    window.addEventListener("hashchange", fromAddress);
    document.querySelectorAll("input[name=quiz-mode]").forEach((input) => input.addEventListener("change", () => switchMode(input.value)));
    byId("quiz-finish").addEventListener("click", finish);
    byId("quiz-finish").textContent = t(page.keys ? "quiz.check-all" : "quiz.save");
    byId("quiz-app").hidden = false;
  }

  function fromAddress() {
    const settings = fragment();
    const wanted = settings.seed || seed || freshSeed();
    mode = settings.mode === "all" ? "all" : "one";
    const isNew = wanted !== seed;
    seed = wanted;
    switchMode(mode);
    if (isNew || questions.length === 0) build();
    const place = questions.findIndex(({ item }) => item.id === settings.item || item.id.endsWith(`/${settings.item}`));
    if (settings.item && place >= 0) go(place);
  }

  document.addEventListener("DOMContentLoaded", start);
  return {};
})();
