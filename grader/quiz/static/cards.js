// Cards in the order in which they are due, by FSRS; those of a mistake that was met come first.
"use strict";

const cards = (() => {
  const { announce, byId, data, make, wording } = dom;
  const MINUTE = 60 * 1000;
  const DAY = 24 * 60 * MINUTE;
  const AHEAD = 20 * MINUTE; // a card in its first steps may be shown so much early, when nothing else is left
  const RATINGS = [
    [1, "again"],
    [2, "hard"],
    [3, "good"],
    [4, "easy"],
  ];

  let page;
  let t;
  let progress;
  let deck = [];
  let urgent = new Set();
  let current = null;
  let isFlipped = false;
  let all = false;

  const now = () => Date.now();

  const fresh = () => deck.filter(({ memory }) => memory.last === null);
  const due = () => deck.filter(({ memory }) => memory.last !== null && memory.due <= now());

  /** The card to show: of a mistake that was met, due the longest, new, or soon due; null if there is none. */
  function following() {
    const byDue = (list) => [...list].sort((a, b) => a.memory.due - b.memory.due || a.place - b.place);
    const first = deck.filter((one) => urgent.has(one));
    const soon = deck.filter(({ memory }) => memory.last !== null && memory.due > now() && memory.due - now() <= AHEAD);
    const rest = all ? deck.filter((one) => !one.seen) : [];
    return first[0] || byDue(due())[0] || fresh()[0] || byDue(soon)[0] || byDue(rest)[0] || null;
  }

  /** A span of time in words. */
  function span(milliseconds) {
    if (milliseconds < 60 * MINUTE) return t("cards.minutes", { count: Math.max(1, Math.round(milliseconds / MINUTE)) });
    if (milliseconds < DAY) return t("cards.hours", { count: Math.round(milliseconds / (60 * MINUTE)) });
    const days = Math.round(milliseconds / DAY);
    return days === 1 ? t("cards.day") : t("cards.days", { count: days });
  }

  function counted() {
    const later = deck.length - due().length - fresh().length;
    byId("cards-counts").replaceChildren(
      ...[
        ["due", due().length],
        ["new", fresh().length],
        ["later", later],
      ].map(([key, count]) => make("div", {}, make("dt", {}, t(`cards.${key}`)), make("dd", {}, String(count)))),
    );
  }

  function show({ focus = true } = {}) {
    counted();
    current = following();
    isFlipped = false;
    if (current === null) {
      done(focus);
      return;
    }
    const flip = make("button", { type: "button", class: "main flip", id: "card-flip", "aria-expanded": "false", onclick: turn }, t("cards.show"));
    byId("cards-place").replaceChildren(
      make(
        "article",
        { class: "card", "aria-label": t("cards.card") },
        urgent.has(current) ? make("p", { class: "kicker" }, t("cards.met")) : "",
        make("div", { class: "face front prose", html: current.card.front }),
        make("div", { id: "card-back", role: "status" }),
        make("div", { class: "actions", id: "card-actions" }, flip),
      ),
    );
    if (focus) flip.focus();
  }

  /** Turns the card; its back is put into the page only now. */
  function turn() {
    const flip = byId("card-flip");
    isFlipped = !isFlipped;
    flip.setAttribute("aria-expanded", String(isFlipped));
    flip.textContent = t(isFlipped ? "cards.hide" : "cards.show");
    // With the back in sight, what comes next is a rating.
    flip.classList.toggle("main", !isFlipped);
    if (!isFlipped) {
      byId("card-back").replaceChildren();
      byId("card-ratings").remove();
      return;
    }
    const { misconception } = current.card;
    const known = misconception && page.misconceptions?.[misconception];
    byId("card-back").replaceChildren(
      make("div", { class: "face back prose", html: current.card.back }),
      known ? make("p", { class: "see" }, `${t("cards.named")} `, make("a", { href: known.href }, known.title)) : "",
    );
    byId("card-actions").append(
      make(
        "div",
        { id: "card-ratings", class: "ratings", role: "group", "aria-label": t("cards.how") },
        RATINGS.map(([rating, key]) => {
          const next = fsrs.review(current.memory, rating, now());
          return make("button", { type: "button", "data-rating": rating, onclick: () => rate(rating) }, make("kbd", { "aria-hidden": "true" }, String(rating)), make("span", {}, t(`cards.${key}`)), make("small", {}, span(next.due - now())));
        }),
      ),
    );
  }

  function rate(rating) {
    const rated = current;
    rated.memory = fsrs.review(rated.memory, rating, now());
    rated.seen = true;
    urgent.delete(rated);
    progress.keep("card", rated.card, { ...rated.memory, at: now() });
    announce(t("cards.rated", { word: t(`cards.${RATINGS[rating - 1][1]}`), span: span(rated.memory.due - now()) }));
    show();
  }

  function done(focus) {
    const next = deck.map(({ memory }) => memory.due).sort((a, b) => a - b)[0];
    const heading = make("h2", { tabindex: "-1" }, t("cards.done"));
    byId("cards-place").replaceChildren(
      make(
        "section",
        { class: "panel done" },
        heading,
        next === undefined ? "" : make("p", {}, t("cards.next", { span: span(Math.max(0, next - now())) })),
        make("div", { class: "actions" }, make("button", { type: "button", onclick: early }, t("cards.early"))),
      ),
    );
    if (focus) heading.focus();
  }

  function early() {
    all = true;
    deck.forEach((one) => {
      one.seen = false;
    });
    show();
  }

  function pressed(event) {
    const { key, target } = event;
    if (current === null || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (target.closest("input, select, textarea, a, summary")) return;
    if (key === " " && !target.closest("button")) {
      event.preventDefault();
      turn();
      byId("card-flip").focus();
    } else if (isFlipped && ["1", "2", "3", "4"].includes(key)) {
      event.preventDefault();
      rate(Number(key));
    }
  }

  /** Puts those cards first whose mistake was met since they were rated last. */
  function hurry() {
    if (typeof met === "undefined") return; // a kit's own frame of all pages may leave that script out
    met.take();
    const times = met.times();
    urgent = new Set(deck.filter(({ card, memory }) => (times[card.misconception] ?? -1) > (memory.last ?? -1)));
  }

  function start() {
    page = data("page-data");
    t = wording(page.strings);
    progress = store.open(`grader:${page.course.id}:`);
    deck = page.cards.map((card, place) => {
      const kept = progress.recall("card", card);
      return { card, place, seen: false, memory: kept === null ? fsrs.newCard(now()) : remembered(kept) };
    });
    hurry();
    byId("cards-app").hidden = false;
    document.addEventListener("keydown", pressed);
    window.addEventListener("hashchange", () => {
      hurry();
      show();
    });
    show({ focus: false });
  }

  /** What was kept of a card, if it can be one; a file from elsewhere may hold anything. */
  function remembered({ state, step, stability, difficulty, due: dueAt, last }) {
    const isSound =
      [1, 2, 3].includes(state) && stability > 0 && difficulty >= 1 && difficulty <= 10 && Number.isFinite(dueAt) && Number.isFinite(last) && (step === null || [0, 1].includes(step));
    return isSound ? { state, step: state === 2 ? null : step || 0, stability, difficulty, due: dueAt, last } : fsrs.newCard(now());
  }

  document.addEventListener("DOMContentLoaded", start);
  return {};
})();
