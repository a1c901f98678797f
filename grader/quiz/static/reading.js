// Items that are read closely: a line of code, what code prints, a text with gaps.
"use strict";

const reading = (() => {
  const { icon, make } = dom;
  const { filled, remark, typed, wrongOrRight } = answers;

  function code(item, variant, context) {
    return item.ask === "line" ? line(item, variant, context) : output(item, variant, context);
  }

  function line(item, variant, context) {
    const { t, prefix } = context;
    const rows = item.lines.map((html, place) => {
      const number = place + 1;
      const input = make("input", { type: "radio", name: prefix, value: number, "aria-label": t("quiz.line", { number, text: answers.words(filled(html, variant)) }) });
      const text = make("code", { html: filled(html, variant) || " " });
      return { number, input, element: make("li", {}, make("label", {}, input, make("span", { class: "line-number", "aria-hidden": "true" }, number), text)) };
    });
    const element = make("fieldset", { "aria-describedby": context.stem }, make("legend", {}, t("quiz.choose-line")), make("ol", { class: "code-lines" }, rows.map((row) => row.element)));
    const chosen = () => rows.find(({ input }) => input.checked)?.number;
    return {
      element,
      answer: () => (chosen() === undefined ? { missing: t("quiz.line-first") } : { value: chosen() }),
      raw: chosen,
      tell: (result) => wrongOrRight(item, variant, result, context),
      reveal() {
        rows.forEach(({ number, input }) => {
          input.checked = variant.key.includes(number);
        });
      },
      reset() {
        rows.forEach(({ input }) => {
          input.checked = false;
        });
      },
    };
  }

  function output(item, variant, context) {
    const part = typed(item, variant, context, { describe: context.t("quiz.output-how"), read: (text) => ({ value: text }), key: () => variant.key, tag: "textarea" });
    const listing = make("pre", { class: "listing", tabindex: "0" }, make("code", { html: item.lines.map((html) => filled(html, variant)).join("\n") }));
    return { ...part, element: make("div", {}, listing, part.element) };
  }

  /** Keeps a gap on one line with the bracket before it and the signs after it. */
  function keepSigns(hole) {
    const take = (node, pattern) => {
      if (node?.nodeType !== Node.TEXT_NODE) return "";
      const [signs = ""] = node.data.match(pattern) ?? [];
      node.data = node.data.replace(pattern, "");
      return signs;
    };
    const opening = take(hole.previousSibling, /[(“‘]+$/);
    const closing = take(hole.nextSibling, /^[.,;:!?)”’]+/);
    if (!opening && !closing) return;
    const whole = make("span", { class: "whole" });
    hole.replaceWith(whole);
    whole.append(opening, hole, closing);
  }

  /** The gaps stand in the stem itself, which is already on the page. */
  function blank(item, variant, context) {
    const { t, prefix } = context;
    const holes = new Map([...context.stemElement.querySelectorAll("[data-blank]")].map((hole) => [hole.dataset.blank, hole]));
    const rows = item.blanks.map((gap, place) => {
      const label = t("quiz.gap", { number: place + 1 });
      const attributes = { id: `${prefix}-${gap.id}`, "aria-label": label, class: "gap" };
      const input =
        gap.type === "choice"
          ? make("select", attributes, make("option", { value: "" }, t("quiz.choose")), gap.choices.map((html, number) => make("option", { value: gap.values[number] }, answers.words(filled(html, variant)))))
          : make("input", { ...attributes, type: "text", size: 10, autocomplete: "off", autocapitalize: "off", spellcheck: "false" });
      const hole = holes.get(gap.id);
      hole?.replaceChildren(input);
      if (hole) keepSigns(hole);
      return { gap, input, label };
    });
    const values = () => Object.fromEntries(rows.map(({ gap, input }) => [gap.id, input.value]));
    return {
      element: make("p", { class: "legend-like" }, t("quiz.fill")),
      answer() {
        const empty = rows.find(({ input }) => input.value.trim() === "");
        if (empty) return { missing: t("quiz.gap-first", { label: empty.label }), at: empty.input };
        const odd = rows.find(({ gap, input }) => gap.type === "number" && expression.number(input.value) === null);
        return odd ? { missing: t("quiz.gap-number", { label: odd.label }), at: odd.input } : { value: values() };
      },
      raw: values,
      tell: ({ gaps }) =>
        rows.map(({ gap, input, label }) => {
          const { isRight, expected } = gaps[gap.id];
          input.setAttribute("aria-invalid", String(!isRight));
          const wrong = expected === null ? null : gap.expected[expected];
          const html = isRight ? gap.right : wrong ? wrong.feedback : gap.other;
          return make(
            "div",
            { class: "gap-remark" },
            make("p", { class: `word ${isRight ? "is-right" : "is-wrong"}` }, icon(isRight ? "right" : "wrong"), `${label}: ${t(isRight ? "quiz.option-right" : "quiz.option-wrong")}`),
            ...remark(html ? filled(html, variant) : "", wrong?.misconception, context),
          );
        }),
      reveal() {
        rows.forEach(({ gap, input }) => {
          const key = variant.key[gap.id];
          input.removeAttribute("aria-invalid");
          const text = key.accept ? key.accept[0] : (key.exact ?? String(key.number));
          const options = [...(input.options || [])];
          input.value = options.find((option) => marking.tidy(option.value).toLowerCase() === text.toLowerCase())?.value ?? text;
        });
      },
      reset() {
        rows.forEach(({ input }) => {
          input.value = "";
          input.removeAttribute("aria-invalid");
        });
      },
    };
  }

  return { blank, code };
})();
