// Sliders paired with number boxes, choices and switches; every setting stands in the page's address.
"use strict";

const controls = (() => {
  const { make, number } = dom;
  const NOTCHES = 1000;
  let counted = 0;

  /** A slider's place, 0 to NOTCHES, for a value; by ratio where the range spans tenfolds. */
  function scale({ min, max, log, integer }) {
    const low = log ? Math.log(min) : min;
    const high = log ? Math.log(max) : max;
    const toNotch = (value) => Math.round((((log ? Math.log(value) : value) - low) / (high - low)) * NOTCHES);
    const fromNotch = (notch) => {
      const plain = low + ((high - low) * notch) / NOTCHES;
      const value = Number((log ? Math.exp(plain) : plain).toPrecision(3));
      return integer ? Math.round(value) : value;
    };
    return { toNotch, fromNotch };
  }

  function range(spec, changed) {
    const id = `control-${(counted += 1)}`;
    const { toNotch, fromNotch } = scale(spec);
    let value = spec.value;
    const slider = make("input", { type: "range", id, min: 0, max: NOTCHES, step: 1, oninput: () => set(fromNotch(Number(slider.value))) });
    const box = make("input", {
      type: "number",
      "aria-label": spec.boxLabel,
      min: spec.min,
      max: spec.max,
      step: spec.integer ? 1 : "any",
      inputmode: "decimal",
      onchange: () => set(box.value === "" ? value : Number(box.value)),
    });

    function show() {
      slider.value = toNotch(value);
      slider.setAttribute("aria-valuetext", number(value, 4));
      box.value = String(value);
    }

    function set(wanted, quietly = false) {
      const within = Math.min(Math.max(Number.isFinite(wanted) ? wanted : value, spec.min), spec.max);
      value = spec.integer ? Math.round(within) : within;
      show();
      if (!quietly) changed();
    }

    show();
    const element = make("div", { class: "control" }, make("label", { for: id }, spec.label), make("div", { class: "pair" }, slider, box));
    return { element, get: () => value, set: (wanted) => set(Number(wanted), true) };
  }

  function choice(spec, changed) {
    const id = `control-${(counted += 1)}`;
    const groups = new Map();
    const select = make("select", { id, onchange: changed });
    for (const option of spec.options) {
      const element = make("option", { value: option.value, lang: option.lang }, option.label);
      if (!option.group) select.append(element);
      else {
        if (!groups.has(option.group)) {
          groups.set(option.group, make("optgroup", { label: option.group }));
          select.append(groups.get(option.group));
        }
        groups.get(option.group).append(element);
      }
    }
    const known = new Set(spec.options.map((option) => String(option.value)));
    // A link may name a mistake without saying which reading of it.
    const set = (value) => {
      const found = [String(value), `${value}.0`].find((one) => known.has(one));
      if (found !== undefined) select.value = found;
    };
    set(spec.value);
    return { element: make("div", { class: "control" }, make("label", { for: id }, spec.label), select), get: () => select.value, set };
  }

  function check(spec, changed) {
    const id = `control-${(counted += 1)}`;
    const box = make("input", { type: "checkbox", id, onchange: changed });
    box.checked = spec.value;
    const set = (value) => {
      box.checked = value === true || value === "1";
    };
    return { element: make("div", { class: "control switch" }, box, make("label", { for: id }, spec.label)), get: () => box.checked, set };
  }

  const KINDS = { range, choice, check };

  /** Puts controls into an element; `changed` is called with all values by name after every change. */
  function build(container, specs, changed) {
    const values = () => Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part.get()]));
    const parts = {};
    for (const spec of specs) {
      parts[spec.name] = KINDS[spec.kind](spec, () => changed(values(), spec.name));
    }
    const grouped = new Map();
    for (const spec of specs) {
      if (!spec.legend) container.append(parts[spec.name].element);
      else {
        if (!grouped.has(spec.legend)) {
          const group = make("fieldset", {}, make("legend", {}, spec.legend));
          grouped.set(spec.legend, group);
          container.append(group);
        }
        grouped.get(spec.legend).append(parts[spec.name].element);
      }
    }
    return {
      values,
      set(settings) {
        for (const [name, value] of Object.entries(settings)) if (name in parts) parts[name].set(value);
      },
    };
  }

  /** Values as they stand in an address. */
  const written = (values) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === "boolean" ? Number(value) : value]));

  return { build, written };
})();
