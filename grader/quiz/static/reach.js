// Makes what scrolls sideways reachable by keyboard: formulas, tables and code that are wider than the page.
"use strict";

const reach = (() => {
  /** Tables of a lesson get a box that scrolls, so that they stay tables; an empty corner heads nothing. */
  function box() {
    for (const table of document.querySelectorAll(".prose table, .sheet table")) {
      table.querySelectorAll("thead th:empty").forEach((corner) => corner.replaceWith(document.createElement("td")));
      if (table.closest(".table-box, .scrolls")) continue;
      const around = document.createElement("div");
      around.className = "scrolls";
      table.replaceWith(around);
      around.append(table);
    }
  }

  function look() {
    for (const element of document.querySelectorAll('pre, math[display="block"], .scrolls')) {
      const isWider = element.scrollWidth > element.clientWidth + 1;
      if (isWider && !element.hasAttribute("tabindex")) {
        element.setAttribute("tabindex", "0");
        element.dataset.reached = "";
      } else if (!isWider && "reached" in element.dataset) {
        element.removeAttribute("tabindex");
        delete element.dataset.reached;
      }
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    box();
    look();
    // What a script puts in makes the page longer.
    new ResizeObserver(() => {
      box();
      look();
    }).observe(document.body);
  });
  return { look };
})();
