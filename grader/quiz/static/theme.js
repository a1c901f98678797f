// Light or dark as the system has it, until the reader says otherwise; runs before the page is drawn.
"use strict";

const theme = (() => {
  const KEY = "grader:theme";
  const root = document.documentElement;

  function stored() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  }

  function apply(choice) {
    if (choice === "light" || choice === "dark") root.dataset.theme = choice;
    else delete root.dataset.theme;
  }

  const isDark = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

  function toggle() {
    const choice = isDark() ? "light" : "dark";
    apply(choice);
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // A browser that keeps nothing still shows the choice on this page.
    }
    show();
  }

  function show() {
    const button = document.getElementById("theme-toggle");
    if (button) button.setAttribute("aria-pressed", String(isDark()));
  }

  apply(stored());
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme-toggle");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", toggle);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
    show();
  });
  return { toggle };
})();
