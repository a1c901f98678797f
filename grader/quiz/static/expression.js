// Reads a typed formula such as "w − 2αw" into a function of numbers; a parser of our own, never eval.
"use strict";

const expression = (() => {
  const FUNCTIONS = { abs: Math.abs, cos: Math.cos, exp: Math.exp, ln: Math.log, log: Math.log, sin: Math.sin, sqrt: Math.sqrt, tanh: Math.tanh };
  const GREEK = { alpha: "α", beta: "β", gamma: "γ", epsilon: "ε", eta: "η", theta: "θ", lambda: "λ", mu: "μ", rho: "ρ", sigma: "σ" };
  const SIGNS = { "−": "-", "–": "-", "·": "*", "×": "*", "⋅": "*", "∙": "*", "÷": "/", "[": "(", "]": ")", "{": "(", "}": ")" };
  const RAISED = { "⁰": 0, "¹": 1, "²": 2, "³": 3, "⁴": 4, "⁵": 5, "⁶": 6, "⁷": 7, "⁸": 8, "⁹": 9 };
  const DEEPEST = 100;

  /** What went wrong: a key of the page's strings, and what to put into it. */
  class ExpressionError extends Error {
    constructor(key, fields = {}) {
      super(key);
      this.key = key;
      this.fields = fields;
    }
  }

  /** All spellings of the names that may occur, the longest first. */
  function spellings(names) {
    const found = new Map();
    for (const name of names) {
      found.set(name, name);
      const base = name.replace(/_$/, "");
      found.set(base, name);
      if (GREEK[base]) found.set(GREEK[base], name);
      const plain = Object.keys(GREEK).find((word) => GREEK[word] === base);
      if (plain) found.set(plain, name);
    }
    return [...found].sort(([a], [b]) => b.length - a.length);
  }

  function tokens(text, names) {
    const known = spellings(names);
    const found = [];
    let at = 0;
    while (at < text.length) {
      const rest = text.slice(at);
      const number = /^(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?/i.exec(rest);
      const name = known.find(([spelling]) => rest.startsWith(spelling));
      const call = /^[a-z]+(?=\s*\()/i.exec(rest);
      if (/^\s/.test(rest)) at += 1;
      else if (number) {
        found.push({ kind: "number", value: Number(number[0]) });
        at += number[0].length;
      } else if (call && Object.hasOwn(FUNCTIONS, call[0])) {
        found.push({ kind: "call", name: call[0] });
        at += call[0].length;
      } else if (name) {
        found.push({ kind: "name", name: name[1] });
        at += name[0].length;
      } else if (rest[0] in RAISED) {
        const digits = [...rest].slice(0, [...rest].findIndex((c) => !(c in RAISED)) >>> 0);
        found.push({ kind: "sign", sign: "^" }, { kind: "number", value: Number(digits.map((c) => RAISED[c]).join("")) });
        at += digits.length;
      } else if (rest.startsWith("**")) {
        found.push({ kind: "sign", sign: "^" });
        at += 2;
      } else {
        const sign = SIGNS[rest[0]] || rest[0];
        if (!"+-*/^()".includes(sign)) throw unknown(rest, names);
        found.push({ kind: "sign", sign });
        at += 1;
      }
    }
    return found;
  }

  function unknown(rest, names) {
    if (rest[0] === "=") return new ExpressionError("quiz.formula-equals");
    if (rest[0] === ",") return new ExpressionError("quiz.formula-comma");
    const word = /^[\p{L}_][\p{L}\p{N}_]*/u.exec(rest);
    return new ExpressionError("quiz.formula-unknown", { name: word ? word[0] : rest[0], names: names.join(", ") });
  }

  /** A function from `{name: number}` to a number. Raises ExpressionError where the text is no formula. */
  function parse(text, names) {
    const list = tokens(text, names);
    let at = 0;
    let depth = 0;

    const sign = () => (at < list.length && list[at].kind === "sign" ? list[at].sign : "");
    const startsFactor = () => at < list.length && (list[at].kind !== "sign" || sign() === "(");

    function deeper(read) {
      depth += 1;
      if (depth > DEEPEST) throw new ExpressionError("quiz.formula-deep");
      const value = read();
      depth -= 1;
      return value;
    }

    function sum() {
      let left = product();
      while (sign() === "+" || sign() === "-") {
        const factor = list[at].sign === "+" ? 1 : -1;
        at += 1;
        const [one, other] = [left, product()];
        left = (values) => one(values) + factor * other(values);
      }
      return left;
    }

    function product() {
      let left = signed();
      while (sign() === "*" || sign() === "/" || startsFactor()) {
        const divides = sign() === "/";
        if (sign() === "*" || divides) at += 1;
        const [one, other] = [left, signed()];
        left = divides ? (values) => one(values) / other(values) : (values) => one(values) * other(values);
      }
      return left;
    }

    function signed() {
      if (sign() !== "-" && sign() !== "+") return power();
      const factor = sign() === "-" ? -1 : 1;
      at += 1;
      const inner = deeper(signed);
      return (values) => factor * inner(values);
    }

    function power() {
      const base = factor();
      if (sign() !== "^") return base;
      at += 1;
      const exponent = deeper(signed);
      return (values) => base(values) ** exponent(values);
    }

    function factor() {
      const token = list[at];
      if (token === undefined) throw new ExpressionError("quiz.formula-ends");
      at += 1;
      if (token.kind === "number") return () => token.value;
      if (token.kind === "name") return (values) => values[token.name];
      if (token.kind === "call") {
        const inner = factor();
        return (values) => FUNCTIONS[token.name](inner(values));
      }
      if (token.sign !== "(") throw new ExpressionError("quiz.formula-sign", { sign: token.sign });
      const inner = deeper(sum);
      if (sign() !== ")") throw new ExpressionError("quiz.formula-bracket");
      at += 1;
      return inner;
    }

    if (list.length === 0) throw new ExpressionError("quiz.formula-empty");
    const whole = sum();
    if (at < list.length) throw new ExpressionError("quiz.formula-sign", { sign: list[at].sign || list[at].name });
    return whole;
  }

  const near = (one, other) => Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one), Math.abs(other));

  /** Tells whether a formula has the given values at the given points. */
  function agrees(compute, points, values) {
    return points.every((point, place) => near(compute(point), values[place]));
  }

  const NUMBER = /^([-+]?)(\d+(?:\.\d*)?|\.\d+)(?:e([-+]?\d{1,3}))?(?:\/(\d+(?:\.\d*)?|\.\d+))?$/;

  /** A typed number: 0.4, 0,4, −2/5 or 4e-1; null if it is none. */
  function number(text) {
    const plain = text.replace(/\s/g, "").replace(/−/g, "-").replace(/,/g, ".").toLowerCase();
    const found = NUMBER.exec(plain);
    if (found === null || (found[4] !== undefined && Number(found[4]) === 0)) return null;
    const size = (Number(found[2]) * 10 ** Number(found[3] || 0)) / Number(found[4] || 1);
    if (!Number.isFinite(size)) return null;
    return found[1] === "-" ? -size : size;
  }

  return { ExpressionError, agrees, number, parse };
})();
