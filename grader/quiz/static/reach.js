// Makes what scrolls sideways reachable by keyboard: formulas, tables and code that are wider than the page.
"use strict";

const reach = (() => {
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
    look();
    new ResizeObserver(look).observe(document.body);
  });
  return { look };
})();
