// Makes elements, says things aloud, writes numbers; shared by all pages.
"use strict";

const dom = (() => {
  const NAMESPACE = "http://www.w3.org/2000/svg";

  function filled(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (name === "html") {
        element.innerHTML = value;
        // What a concept says may be in another language than the page around it.
        if (document.documentElement.dataset.content) element.lang = document.documentElement.dataset.content;
      }
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
    return element;
  }

  /** An element with attributes (`onclick` adds a listener, `html` is our own rendered text) and children. */
  const make = (tag, attributes = {}, ...children) => filled(document.createElement(tag), attributes, children);

  const svg = (tag, attributes = {}, ...children) => filled(document.createElementNS(NAMESPACE, tag), attributes, children);

  const byId = (id) => document.getElementById(id);

  const inBrackets = (text) => (/^[\p{L}\p{N}.]*$/u.test(text) ? text : `(${text})`);

  const SPOKEN = {
    mfrac: ([over, under]) => `${inBrackets(over)}/${inBrackets(under)}`,
    msqrt: (parts) => `√${inBrackets(parts.join(""))}`,
    msub: ([base, low]) => `${base}_${inBrackets(low)}`,
    msubsup: ([base, low, high]) => `${base}_${inBrackets(low)}^${inBrackets(high)}`,
    msup: ([base, high]) => `${base}^${inBrackets(high)}`,
  };

  /** What an element says in one line: fractions as 8/3, powers as x^2, where its plain text would say 83 and x2. */
  function spoken(node) {
    if (node.nodeType !== Node.ELEMENT_NODE) return node.textContent;
    const parts = [...node.childNodes].map(spoken);
    const say = SPOKEN[node.localName];
    return say ? say(parts.filter((part) => part.trim() !== "")) : parts.join("");
  }

  /** The JSON that the page carries under an id. */
  const data = (id) => JSON.parse(byId(id).textContent);

  /** The page's own words, with {fields} filled in. */
  function wording(strings) {
    return (key, fields = {}) =>
      (strings[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => (name in fields ? fields[name] : whole));
  }

  /** Says something in the page's live region; the same words twice are said twice. */
  function announce(text) {
    const region = byId("announcer");
    region.textContent = "";
    setTimeout(() => {
      region.textContent = text;
    }, 60);
  }

  /** One of the page's own words, for what is written far from where its words are known. */
  const ownWord = (key) => (byId("page-data") && data("page-data").strings?.[key]) ?? key;

  /** A number for people: so many significant digits, a real minus sign, powers of ten where it must be. */
  function number(value, digits = 6) {
    if (Number.isNaN(value)) return ownWord("page.not-a-number");
    if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
    if (value === 0) return "0";
    const size = Math.abs(value);
    let text;
    if (size >= 1e6 || size < 1e-4) {
      const [mantissa, exponent] = size.toExponential(Math.min(digits, 4) - 1).split("e");
      const short = mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa;
      text = `${short}\u00a0×\u00a010${raised(Number(exponent))}`;
    } else {
      text = String(Number(size.toPrecision(digits)));
    }
    return (value < 0 ? "−" : "") + text;
  }

  const raised = (whole) => [...String(whole)].map((c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(c)])).join("");

  /** The settings in the page's address, after the #. */
  const fragment = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));

  /** Puts settings into the page's address, without a step back in the history. */
  function setFragment(settings) {
    const text = "#" + new URLSearchParams(settings).toString();
    try {
      history.replaceState(null, "", text);
    } catch {
      location.hash = text;
    }
  }

  const icons = {
    right: "M4 12.5l5 5L20 6.5",
    wrong: "M6 6l12 12M18 6L6 18",
    partly: "M5 12h14",
    up: "M6 15l6-6 6 6",
    down: "M6 9l6 6 6-6",
  };

  /** A drawn sign that repeats what stands beside it in words. */
  const icon = (name) =>
    svg("svg", { class: `icon icon-${name}`, viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: icons[name] }));

  return { announce, byId, data, fragment, icon, make, number, setFragment, spoken, svg, wording };
})();
