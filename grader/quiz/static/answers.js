// How each kind of item is answered: what is shown, what was answered, and what is said about it afterwards.
"use strict";

const answers = (() => {
  const { announce, icon, make } = dom;

  const HOLES = /[\uE000-\uF8FF]/g;
  const filled = (html, { fills }) => html.replace(HOLES, (hole) => fills[hole.charCodeAt(0) - 0xe000]);

  /** The words of a piece of our HTML, formulas in one line. */
  const words = (html) => marking.tidy(dom.spoken(make("div", { html })));

  /** Feedback, and the mistake's page where it has one. */
  function remark(html, misconception, { page, t }) {
    const parts = html ? [make("div", { class: "prose", html })] : [];
    const known = misconception && page.misconceptions?.[misconception];
    if (known) parts.push(make("p", { class: "see" }, `${t("quiz.named")} `, make("a", { href: known.href }, known.title)));
    return parts;
  }

  // --- one option, several options ---

  function options(item, variant, context) {
    const { t, prefix, seed } = context;
    const isSingle = item.kind === "single";
    const shown = item.shuffle === false ? item.options : marking.shuffled(item.options, `${seed}/${item.id}`);
    const rows = shown.map((option) => {
      const html = filled(option.html, variant);
      const name = html.includes("<math") ? words(html) : null;
      const input = make("input", { type: isSingle ? "radio" : "checkbox", name: prefix, value: option.id, id: `${prefix}-${option.id}`, "aria-label": name, lang: name && document.documentElement.dataset.content });
      const after = make("div", { class: "after" });
      const label = make("label", { for: input.id, html });
      return { option, input, after, element: make("div", { class: "option" }, input, make("div", {}, label, after)) };
    });
    const chosen = () => rows.filter(({ input }) => input.checked).map(({ option }) => option.id);
    const element = make(
      "fieldset",
      { "aria-describedby": context.stem },
      make("legend", {}, t(isSingle ? "quiz.choose-one" : "quiz.choose-any")),
      rows.map((row) => row.element),
    );

    function clear() {
      rows.forEach(({ after, element: row }) => {
        after.replaceChildren();
        row.classList.remove("is-right", "is-wrong");
      });
    }

    const remarkOn = (option, misconception) => remark(option.feedback ? filled(option.feedback, variant) : "", misconception, context);

    /** Says of each option that was taken whether it is right; of all of them once the item is over. */
    function tell(isOver) {
      clear();
      for (const { option, input, after, element: row } of rows) {
        const isRight = variant.key.includes(option.id);
        if (!input.checked && !isOver) continue;
        row.classList.add(isRight ? "is-right" : "is-wrong");
        after.append(make("p", { class: "word" }, icon(isRight ? "right" : "wrong"), t(isRight ? "quiz.option-right" : "quiz.option-wrong")));
        // What is said about a single choice stands in the outcome, where it is announced.
        if (!isSingle || !input.checked) after.append(...remarkOn(option, input.checked ? option.misconception : null));
      }
    }

    return {
      element,
      answer: () => (chosen().length === 0 ? { missing: t("quiz.choose-first") } : { value: isSingle ? chosen()[0] : chosen() }),
      raw: () => rows.filter(({ input }) => input.checked).map(({ option }) => words(filled(option.html, variant))),
      tell: (result, isOver) => {
        tell(isOver);
        if (isSingle) return rows.filter(({ input }) => input.checked).flatMap(({ option }) => remarkOn(option, option.misconception));
        if (isOver) return [];
        const left = variant.key.filter((id) => !chosen().includes(id)).length;
        return left ? [make("p", {}, t("quiz.right-left", { count: left }))] : [];
      },
      reveal: () => {
        rows.forEach(({ option, input }) => {
          input.checked = variant.key.includes(option.id);
        });
        tell(true);
      },
      reset: () => {
        rows.forEach(({ input }) => {
          input.checked = false;
        });
        clear();
      },
    };
  }

  // --- something typed ---

  function typed(item, variant, context, { describe = "", read, key, tag = "input" }) {
    const { t, prefix } = context;
    const input = make(tag, { id: `${prefix}-typed`, type: tag === "input" ? "text" : null, rows: tag === "textarea" ? 2 : null, autocomplete: "off", autocapitalize: "off", spellcheck: "false", "aria-describedby": `${context.stem} ${prefix}-describe` });
    const element = make(
      "div",
      { class: "typed" },
      make("label", { for: input.id }, t(`quiz.type-${item.kind}`)),
      make("div", { id: `${prefix}-describe`, class: "describe" }, describe),
      input,
    );
    return {
      element,
      answer() {
        input.removeAttribute("aria-invalid");
        const text = input.value;
        if (text.trim() === "") return { missing: t("quiz.type-first"), at: input };
        const found = read(text);
        if (found.missing) input.setAttribute("aria-invalid", "true");
        return { at: input, ...found };
      },
      raw: () => input.value,
      tell: (result) => wrongOrRight(item, variant, result, context),
      reveal: () => {
        input.value = key();
      },
      reset: () => {
        input.value = "";
        input.removeAttribute("aria-invalid");
      },
    };
  }

  /** The remark of an item with `right`, `other` and expected wrong answers. */
  function wrongOrRight(item, variant, { score, expected }, context) {
    if (score === 1) return remark(item.right ? filled(item.right, variant) : "", null, context);
    if (expected === null || expected === undefined) return remark(item.other ? filled(item.other, variant) : "", null, context);
    const wrong = item.expected[expected];
    return remark(filled(wrong.feedback, variant), wrong.misconception, context);
  }

  function numeric(item, variant, context) {
    const { t } = context;
    const read = (text) => {
      const value = expression.number(text);
      if (value === null) return { missing: t("quiz.no-number") };
      return { value };
    };
    return typed(item, variant, context, { describe: t("quiz.number-how"), read, key: () => variant.key.exact ?? dom.number(variant.key.number, 10) });
  }

  function formula(item, variant, context) {
    const { t } = context;
    const names = item.variables.map(({ name }) => name);
    const describe = make(
      "dl",
      { class: "variables" },
      item.variables.map(({ name, meaning }) => make("div", {}, make("dt", {}, make("code", {}, name)), make("dd", { html: filled(meaning || "", variant) }))),
    );
    const read = (text) => {
      try {
        return { value: expression.parse(text, names) };
      } catch (error) {
        if (!(error instanceof expression.ExpressionError)) throw error;
        return { missing: t(error.key, error.fields) };
      }
    };
    const shown = item.shown ? words(filled(item.shown, variant)) : "";
    return typed(item, variant, context, { describe: make("div", {}, make("p", {}, t("quiz.formula-how")), describe), read, key: () => shown });
  }

  // --- order, partners ---

  function ordering(item, variant, context) {
    const { t } = context;
    const list = make("ol", { class: "order" });
    let moving = null;
    const rows = item.steps.map((step) => {
      const text = words(filled(step.html, variant));
      const mover = (direction) =>
        make("button", { type: "button", class: "mover", "aria-label": t(`quiz.move-${direction}`, { step: text }), onclick: () => move(row, direction) }, icon(direction));
      const row = make(
        "li",
        { draggable: "true", "data-id": step.id },
        make("div", { class: "movers" }, mover("up"), mover("down")),
        make("div", { class: "prose", html: filled(step.html, variant) }),
      );
      row.addEventListener("dragstart", (event) => {
        moving = row;
        event.dataTransfer.effectAllowed = "move";
      });
      row.addEventListener("dragover", (event) => {
        if (moving === null) return;
        event.preventDefault();
        const { top, height } = row.getBoundingClientRect();
        if (moving !== row) list.insertBefore(moving, event.clientY < top + height / 2 ? row : row.nextSibling);
      });
      row.addEventListener("dragend", () => {
        if (moving !== null) say(moving);
        moving = null;
      });
      return { row, text, step };
    });

    const places = () => [...list.children];

    function say(row) {
      const { text } = rows.find((one) => one.row === row);
      announce(t("quiz.moved", { step: text, place: places().indexOf(row) + 1, count: rows.length }));
      marked();
    }

    function move(row, direction) {
      const other = direction === "up" ? row.previousElementSibling : row.nextElementSibling;
      const button = document.activeElement;
      if (other !== null) list.insertBefore(row, direction === "up" ? other : other.nextSibling);
      button.focus();
      say(row);
    }

    function marked() {
      places().forEach((row, place) => {
        const [up, down] = row.querySelectorAll("button");
        up.setAttribute("aria-disabled", String(place === 0));
        down.setAttribute("aria-disabled", String(place === rows.length - 1));
      });
    }

    function start() {
      list.replaceChildren(...rows.map(({ row }) => row));
      marked();
    }

    start();
    return {
      element: make("fieldset", { "aria-describedby": context.stem }, make("legend", {}, t("quiz.order")), list),
      answer: () => ({ value: places().map((row) => row.dataset.id) }),
      raw: () => places().map((place) => rows.find(({ row }) => row === place).text),
      tell: (result) => [
        ...(result.score < 1 ? [make("p", {}, t("quiz.in-order", { count: result.inOrder, all: rows.length }))] : []),
        ...wrongOrRight(item, variant, { score: result.score, expected: null }, context),
      ],
      reveal() {
        const waiting = new Map(rows.map(({ row, step }) => [step.id, row]));
        const done = [];
        while (waiting.size > 0) {
          const [id] = [...waiting].find(([step]) => (variant.key.before[step] || []).every((needed) => done.includes(needed)));
          list.append(waiting.get(id));
          waiting.delete(id);
          done.push(id);
        }
        marked();
      },
      reset: start,
    };
  }

  function matching(item, variant, context) {
    const { t, prefix } = context;
    const letters = item.rights.map((right, place) => ({ ...right, letter: String.fromCharCode(65 + place), text: words(filled(right.html, variant)) }));
    const listed = make(
      "dl",
      { class: "rights" },
      letters.map(({ letter, html }) => make("div", {}, make("dt", {}, letter), make("dd", { class: "prose", html: filled(html, variant) }))),
    );
    const rows = item.lefts.map((left) => {
      const after = make("div", { class: "after" });
      const inputs = letters.map(({ id, letter, text }) => {
        const input = make("input", { type: "radio", name: `${prefix}-${left.id}`, value: id, "aria-label": `${letter}: ${text}`, lang: document.documentElement.dataset.content });
        return { input, label: make("label", { class: "letter" }, input, make("span", { "aria-hidden": "true" }, letter)) };
      });
      const element = make(
        "fieldset",
        { class: "pairing" },
        make("legend", { class: "prose", html: filled(left.html, variant) }),
        make("div", { class: "letters" }, inputs.map(({ label }) => label)),
        after,
      );
      return { left, inputs, after, element };
    });
    const pairs = () =>
      Object.fromEntries(rows.flatMap(({ left, inputs }) => inputs.filter(({ input }) => input.checked).map(({ input }) => [left.id, input.value])));
    const clear = () => rows.forEach(({ after }) => after.replaceChildren());
    return {
      element: make("div", { role: "group", "aria-label": t("quiz.match"), "aria-describedby": context.stem }, make("p", { class: "legend-like" }, t("quiz.match")), listed, rows.map(({ element }) => element)),
      answer() {
        const missing = rows.find(({ left }) => !(left.id in pairs()));
        return missing ? { missing: t("quiz.match-first"), at: missing.inputs[0].input } : { value: pairs() };
      },
      raw: () => rows.map(({ left, inputs }) => [words(filled(left.html, variant)), letters[inputs.findIndex(({ input }) => input.checked)]?.text ?? null]),
      tell(result) {
        for (const { left, after } of rows) {
          const isRight = result.right.includes(left.id);
          after.replaceChildren(
            make("p", { class: `word ${isRight ? "is-right" : "is-wrong"}` }, icon(isRight ? "right" : "wrong"), t(isRight ? "quiz.pair-right" : "quiz.pair-wrong")),
            ...(isRight ? [] : remark(left.feedback ? filled(left.feedback, variant) : "", left.misconception, context)),
          );
        }
        return [make("p", {}, t("quiz.pairs-right", { count: result.right.length, all: rows.length }))];
      },
      reveal() {
        rows.forEach(({ left, inputs }) =>
          inputs.forEach(({ input }) => {
            input.checked = input.value === variant.key[left.id];
          }),
        );
        clear();
      },
      reset() {
        rows.forEach(({ inputs }) =>
          inputs.forEach(({ input }) => {
            input.checked = false;
          }),
        );
        clear();
      },
    };
  }

  return { filled, formula, matching, numeric, options, ordering, remark, typed, words, wrongOrRight };
})();
