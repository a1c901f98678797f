// The index: how far each concept is, what is due, and progress as a file.
"use strict";

const course = (() => {
  const { byId, data, wording } = dom;
  let page;
  let t;
  let progress;

  function stateOf({ items, deck }) {
    const kept = items.map((item) => progress.recall("item", item));
    const now = Date.now();
    const memories = deck.map((card) => progress.recall("card", card));
    return {
      right: kept.filter((one) => one !== null && one.best === 1).length,
      tried: kept.filter((one) => one !== null).length,
      due: memories.filter((one) => one !== null && one.due <= now).length,
    };
  }

  function show() {
    let [right, all, due] = [0, 0, 0];
    let following = null;
    for (const concept of page.concepts) {
      const state = stateOf(concept);
      right += state.right;
      all += concept.items.length;
      due += state.due;
      if (following === null && state.right < concept.items.length) following = concept;
      const entry = document.querySelector(`[data-concept="${concept.id}"]`);
      if (entry !== null) shown(entry, concept, state);
    }
    byId("progress-summary").textContent = t("index.progress", { right, all });
    byId("index-due").textContent = due ? t("index.due", { count: due }) : "";
    if (following !== null && right > 0) {
      byId("index-continue").textContent = t("index.continue", { title: following.title });
      byId("index-continue").href = following.href;
    }
  }

  function shown(entry, concept, { right, tried, due }) {
    const place = entry.querySelector(".progress");
    place.hidden = false;
    place.querySelector("progress").value = right;
    const words = [t(tried ? "index.right" : "index.not-begun", { right, all: concept.items.length })];
    if (due) words.push(t("index.due", { count: due }));
    place.querySelector(".state").textContent = words.join(" · ");
    entry.classList.toggle("is-done", concept.items.length > 0 && right === concept.items.length);
  }

  function note(key, fields) {
    byId("progress-note").textContent = t(key, fields);
  }

  function start() {
    page = data("page-data");
    t = wording(page.strings);
    progress = store.open(`grader:${page.course.id}:`);
    byId("progress-file").hidden = false;
    byId("progress-export").addEventListener("click", () => {
      files.save(`progress-${page.course.id}.json`, progress.exported());
      note("index.exported");
    });
    files.whenChosen(byId("progress-import"), (text) => {
      const count = progress.imported(text);
      note(count === null ? "index.no-progress" : "index.imported", { count });
      show();
    });
    let isSure = false;
    byId("progress-clear").addEventListener("click", () => {
      if (isSure) progress.clear();
      note(isSure ? "index.cleared" : "index.sure");
      byId("progress-clear").textContent = t(isSure ? "index.clear" : "index.clear-sure");
      isSure = !isSure;
      show();
    });
    show();
  }

  document.addEventListener("DOMContentLoaded", start);
  return {};
})();
