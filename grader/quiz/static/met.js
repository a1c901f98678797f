// Keeps which mistakes were met elsewhere, so that their cards come first in the next review. The address says so:
// #first=sequential-update, or with the time in seconds #first=sequential-update.1795600000,missing-mean.1795500000
"use strict";

const met = (() => {
  const MOST = 50;
  let kept = {};

  /** The key in the browser's storage; null on a page that belongs to no course. */
  function key() {
    const element = document.getElementById("page-data");
    return element === null ? null : `grader:${JSON.parse(element.textContent).course.id}:met`;
  }

  const isTime = (value) => typeof value === "number" && Number.isFinite(value) && value >= 0;

  /** When each mistake was met, in milliseconds; what is not sound is left out. */
  function times() {
    try {
      const stored = JSON.parse(localStorage.getItem(key())) ?? {};
      return { ...Object.fromEntries(Object.entries(stored).filter(([, at]) => isTime(at))), ...kept };
    } catch {
      return kept;
    }
  }

  /** The mistakes of a text such as `missing-mean.1795500000`; without a time it was met just now. */
  function parsed(text) {
    const now = Date.now();
    const found = [...text.matchAll(/(?:^|,)([a-z0-9-]{1,60})(?:\.(\d{1,12}))?(?=,|$)/g)];
    return Object.fromEntries(found.slice(0, MOST).map(([, id, seconds]) => [id, seconds === undefined ? now : Math.min(now, 1000 * Number(seconds))]));
  }

  /** Takes the mistakes out of the address and keeps them. */
  function take() {
    const settings = new URLSearchParams(location.hash.slice(1));
    const text = settings.get("first");
    if (text === null || key() === null) return;
    const both = times();
    for (const [id, at] of Object.entries(parsed(text))) both[id] = Math.max(at, both[id] ?? 0);
    kept = Object.fromEntries(
      Object.entries(both)
        .sort(([, one], [, other]) => other - one)
        .slice(0, MOST),
    );
    settings.delete("first");
    const rest = settings.toString();
    try {
      localStorage.setItem(key(), JSON.stringify(kept));
      // Else a reload would say that they were met once more.
      history.replaceState(null, "", location.href.split("#")[0] + (rest && `#${rest}`));
    } catch {
      // A browser that keeps nothing shows their cards first on this page all the same.
    }
  }

  document.addEventListener("DOMContentLoaded", take);
  window.addEventListener("hashchange", take);
  return { take, times };
})();
