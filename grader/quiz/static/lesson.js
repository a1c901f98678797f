// The lesson: what is known of the concept's quiz and cards, and which points of an interview answer were ticked.
"use strict";

const lesson = (() => {
  const { byId, data, wording } = dom;

  function start() {
    const page = data("page-data");
    const t = wording(page.strings);
    const progress = store.open(`grader:${page.course.id}:`);
    const right = page.items.filter((item) => progress.recall("item", item)?.best === 1).length;
    const due = page.deck.filter((card) => (progress.recall("card", card)?.due ?? Infinity) <= Date.now()).length;
    const show = (id, text) => {
      const place = byId(id);
      if (place !== null) place.textContent = text;
    };
    if (right > 0) show("concept-progress", t("concept.progress", { right, all: page.items.length }));
    if (due > 0) show("concept-due", t("concept.due", { count: due }));
    document.querySelectorAll(".question").forEach((question) => ticked(question, progress, page.concept.id));
  }

  /** Keeps which points were ticked. */
  function ticked(question, progress, concept) {
    const boxes = [...question.querySelectorAll("[data-point]")];
    const about = { id: `${concept}/${question.id}`, meaning: String(boxes.length) };
    const kept = progress.recall("check", about)?.points || [];
    boxes.forEach((box) => {
      box.checked = kept.includes(box.dataset.point);
      box.addEventListener("change", () => {
        const points = boxes.filter(({ checked }) => checked).map(({ dataset }) => dataset.point);
        progress.keep("check", about, { points, at: Date.now() });
      });
    });
  }

  document.addEventListener("DOMContentLoaded", start);
  return {};
})();
