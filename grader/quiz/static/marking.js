// Marks answers as docs/quiz-format.md says; grader/quiz/marking.py does the same in Python, and a test compares them.
"use strict";

const marking = (() => {
  const NEAR = 1e-9;

  /** A tolerance of 0.001 holds for 0.001 itself, whatever the last bit says. */
  function near(one, key, tolerance = 0) {
    const allowed = tolerance > 0 ? tolerance : NEAR * Math.max(1, Math.abs(key));
    return Math.abs(one - key) <= allowed * (1 + NEAR);
  }

  /** Blanks at the ends do not count, and runs of them count as one. */
  const tidy = (text) => text.trim().replace(/\s+/g, " ");

  const firstOr = (place) => (place < 0 ? null : place);

  function single(item, { key }, chosen) {
    return { score: Number(key.includes(chosen)) };
  }

  function multiple(item, { key }, chosen) {
    const good = item.options.filter(({ id }) => key.includes(id) === chosen.includes(id));
    return { score: good.length / item.options.length };
  }

  function numeric(item, { key, expected = [] }, value) {
    if (near(value, key.number, item.tolerance)) return { score: 1, expected: null };
    return { score: 0, expected: firstOr(expected.findIndex((wrong) => near(value, wrong.number, item.tolerance))) };
  }

  function formula(item, { key, expected = [] }, compute) {
    const names = item.variables.map(({ name }) => name);
    const typed = (item.at || item.points).map((row) => compute(Object.fromEntries(names.map((name, place) => [name, row[place]]))));
    const agrees = (values) => typed.every((value, place) => near(value, values[place]));
    if (agrees(key)) return { score: 1, expected: null };
    return { score: 0, expected: firstOr(expected.findIndex(agrees)) };
  }

  /** The size of the longest part of a sequence in which no step comes after one that it must come before. */
  function longestInOrder(sequence, before) {
    const comesLate = (early, late) => (before[early] || []).includes(late);
    const grow = (taken, place) => {
      if (place === sequence.length) return taken.length;
      const step = sequence[place];
      const without = taken.length + sequence.length - place - 1 > 0 ? grow(taken, place + 1) : taken.length;
      return taken.some((early) => comesLate(early, step)) ? without : Math.max(without, grow([...taken, step], place + 1));
    };
    return grow([], 0);
  }

  function ordering(item, { key }, sequence) {
    const inOrder = longestInOrder(sequence, key.before);
    return { score: inOrder === 1 && sequence.length > 1 ? 0 : inOrder / sequence.length, inOrder };
  }

  function matching(item, { key }, pairs) {
    const right = item.lefts.filter(({ id }) => pairs[id] === key[id]).map(({ id }) => id);
    return { score: right.length / item.lefts.length, right };
  }

  function code(item, { key, expected = [] }, answer) {
    if (item.ask === "line") return { score: Number(key.includes(answer)), expected: null };
    if (tidy(answer) === tidy(key)) return { score: 1, expected: null };
    return { score: 0, expected: firstOr(expected.findIndex((text) => tidy(text) === tidy(answer))) };
  }

  const sameText = (one, other) => tidy(one).toLowerCase() === tidy(other).toLowerCase();

  function gap({ type, tolerance, expected = [] }, key, wrong, answer) {
    if (type === "number") {
      const value = expression.number(answer);
      if (value === null) return { isRight: false, expected: null };
      if (near(value, key.number, tolerance)) return { isRight: true, expected: null };
      return { isRight: false, expected: firstOr((wrong || []).findIndex((one) => one && near(value, one.number, tolerance))) };
    }
    if (key.accept.some((text) => sameText(text, answer))) return { isRight: true, expected: null };
    return { isRight: false, expected: firstOr(expected.findIndex(({ text = [] }) => [text].flat().some((one) => sameText(one, answer)))) };
  }

  function blank(item, { key, expected = {} }, answers) {
    const gaps = Object.fromEntries(
      item.blanks.map((one) => [one.id, gap(one, key[one.id], expected[one.id], answers[one.id] || "")]),
    );
    return { score: Object.values(gaps).filter(({ isRight }) => isRight).length / item.blanks.length, gaps };
  }

  const KINDS = { blank, code, formula, matching, multiple, numeric, ordering, single };

  /** The score from 0 to 1 of an answer to a variant of an item, and what the kind tells besides. */
  const mark = (item, variant, answer) => KINDS[item.kind](item, variant, answer);

  /** FNV-1a, 32 bits, over UTF-8. */
  function hash(text) {
    let value = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
    return value;
  }

  const variantOf = (item, seed) => item.variants[hash(`${seed}/${item.id}`) % item.variants.length];

  /** A list in an order that a seed decides; what is pinned keeps its place. */
  function shuffled(list, seed) {
    const keyed = list
      .map((one, place) => ({ one, place, at: hash(`${seed}/${one.id}/${place}`) }))
      .filter(({ one }) => !one.pinned)
      .sort((a, b) => a.at - b.at || a.place - b.place);
    return list.map((one) => (one.pinned ? one : keyed.shift().one));
  }

  return { hash, mark, shuffled, tidy, variantOf };
})();
