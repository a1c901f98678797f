// Draws charts as SVG: axes, lines with marks of their own shape, and a legend that names them.
"use strict";

const plot = (() => {
  const { make, svg, number } = dom;
  // Above the drawing stands what is drawn upwards.
  const MARGIN = { top: 28, right: 14, bottom: 44 };
  const LEAST_LEFT = 44;
  // Marks that would lie closer than this are left out, but for a line's ends: a heap of marks shows nothing.
  const APART = 7;
  const MARKS = [
    (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
    (x, y, r) => `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}z`,
    (x, y, r) => `M${x} ${y - 1.3 * r}L${x + 1.2 * r} ${y + r}H${x - 1.2 * r}z`,
    (x, y, r) => `M${x} ${y - 1.4 * r}L${x + 1.4 * r} ${y}L${x} ${y + 1.4 * r}L${x - 1.4 * r} ${y}z`,
    (x, y, r) => `M${x - r} ${y - r}L${x + r} ${y + r}M${x + r} ${y - r}L${x - r} ${y + r}`,
  ];
  let counted = 0;

  function ticks(low, high, wanted) {
    const rough = (high - low) / wanted;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough);
    const found = [];
    for (let at = Math.ceil(low / step - 1e-9); at * step <= high + 1e-9 * step; at += 1) found.push(Number((at * step).toPrecision(12)));
    return found;
  }

  function decades(low, high, wanted) {
    const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
    if (last - first < 2) {
      return Array.from({ length: last - first + 3 }, (_, place) => 10 ** (first - 1 + place))
        .flatMap((power) => [power, 2 * power, 5 * power])
        .filter((at) => at >= low && at <= high);
    }
    const every = Math.max(1, Math.ceil((last - first + 1) / wanted));
    const found = [];
    for (let power = first; power <= last; power += every) found.push(10 ** power);
    return found;
  }

  function axis({ min, max, log }, from, to) {
    const [low, high] = log ? [Math.log10(min), Math.log10(max)] : [min, max];
    return (value) => from + (((log ? Math.log10(value) : value) - low) / (high - low)) * (to - from);
  }

  const short = (place) => Number(place.toFixed(2));

  /** What stands at a line of the grid: powers of ten as powers. */
  const tick = (at, log) => (log ? number(at, 3).replace("1\u00a0×\u00a010", "10") : number(at, 3));

  /**
   * A chart as wide as it is told. `x` and `y` are `{min, max, label, log}`; each series has `points` ([x, y]), a `label`,
   * a `look` (0 to 4: colour, dashes and mark together), and may be `plain` (no marks) or `dots` (no line).
   */
  function chart({ width, height, title, x, y, series, behind = "", lines = [] }) {
    const id = `plot-${(counted += 1)}`;
    const right = width - MARGIN.right;
    const bottom = height - MARGIN.bottom;
    const upwards = (y.log ? decades(y.min, y.max, 6) : ticks(y.min, y.max, 6)).map((at) => ({ at, sign: tick(at, y.log) }));
    const left = Math.max(LEAST_LEFT, 14 + 8.5 * Math.max(0, ...upwards.map(({ sign }) => sign.length)));
    const [toX, toY] = [axis(x, left, right), axis(y, bottom, MARGIN.top)];
    const element = svg("svg", { class: "plot", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-labelledby": `${id}-title` });
    element.append(
      svg("title", { id: `${id}-title` }, title),
      svg("clipPath", { id: `${id}-clip` }, svg("rect", { x: left - 5, y: MARGIN.top - 5, width: right - left + 10, height: bottom - MARGIN.top + 10 })),
    );
    const grid = svg("g", { class: "grid", "aria-hidden": "true" });
    const wantedX = Math.max(3, Math.floor(width / 90));
    for (const at of x.log ? decades(x.min, x.max, wantedX) : ticks(x.min, x.max, wantedX)) {
      grid.append(
        svg("path", { d: `M${short(toX(at))} ${MARGIN.top}V${bottom}` }),
        svg("text", { x: short(toX(at)), y: bottom + 18, "text-anchor": "middle" }, tick(at, x.log)),
      );
    }
    for (const { at, sign } of upwards) {
      grid.append(
        svg("path", { d: `M${left} ${short(toY(at))}H${right}` }),
        svg("text", { x: left - 8, y: short(toY(at)) + 4, "text-anchor": "end" }, sign),
      );
    }
    grid.append(
      svg("text", { class: "axis", x: (left + right) / 2, y: height - 6, "text-anchor": "middle" }, x.label),
      svg("text", { class: "axis", x: left, y: MARGIN.top - 13 }, y.label),
    );
    element.append(grid);
    const inside = svg("g", { "clip-path": `url(#${id}-clip)`, "aria-hidden": "true" });
    if (behind) inside.append(behind(toX, toY));
    for (const line of lines) inside.append(svg("path", { class: `line ${line.class}`, d: joined(line.points, toX, toY) }));
    // The first line lies on top: it is the right one, which a mistaken one would hide. What stands alone is above all.
    const above = [...series.filter(({ dots }) => !dots).reverse(), ...series.filter(({ dots }) => dots)];
    for (const one of above) inside.append(drawn(one, toX, toY));
    element.append(inside);
    return element;
  }

  const isDrawable = ([a, b]) => Number.isFinite(a) && Number.isFinite(b);

  // Far outside the clip, numbers would overflow what a renderer takes.
  const bounded = (place) => short(Math.min(Math.max(place, -5000), 5000));

  function joined(points, toX, toY) {
    let isOpen = false;
    return points
      .map((point) => {
        const place = [toX(point[0]), toY(point[1])];
        if (!isDrawable(place)) {
          isOpen = false;
          return "";
        }
        const text = `${isOpen ? "L" : "M"}${bounded(place[0])} ${bounded(place[1])}`;
        isOpen = true;
        return text;
      })
      .join("");
  }

  function drawn({ points, look, plain = false, dots = false, ends = false, ring = false }, toX, toY) {
    const group = svg("g", { class: `series look-${look}` });
    if (!dots) group.append(svg("path", { class: "line", d: joined(points, toX, toY) }));
    if (plain) return group;
    const marks = ends ? [points[0], ...points.slice(1).slice(-1)] : points;
    const places = marks
      .map(([a, b]) => [toX(a), toY(b)])
      .filter(isDrawable)
      .filter((place) => place.every((coordinate) => Math.abs(coordinate) < 5000));
    const d = spread(places).map(([a, b]) => MARKS[look](short(a), short(b), 3.2)).join("");
    group.append(svg("path", { class: "marks", d }));
    if (ring && places.length > 0) group.append(svg("path", { class: "start", d: MARKS[0](short(places[0][0]), short(places[0][1]), 7) }));
    return group;
  }

  /** The places whose marks can be told apart, the last one always among them. */
  function spread(places) {
    const kept = [];
    places.forEach((place, at) => {
      const before = kept[kept.length - 1];
      if (!before || at === places.length - 1 || Math.hypot(place[0] - before[0], place[1] - before[1]) >= APART) kept.push(place);
    });
    return kept;
  }

  const sign = (words, parts) => make("li", {}, svg("svg", { class: "swatch", viewBox: "0 0 36 14", "aria-hidden": "true" }, svg("path", parts)), make("span", {}, words));

  /** What the lines of a chart are, with the look of each, and its other signs: a ring at the start, level lines, a tangent. */
  function legend({ series, start, levels, tangent }) {
    return make(
      "ul",
      { class: "legend" },
      series.map(({ look, label, plain, dots }) =>
        make(
          "li",
          {},
          svg(
            "svg",
            { class: `swatch look-${look}`, viewBox: "0 0 36 14", "aria-hidden": "true" },
            dots ? null : svg("path", { class: "line", d: "M1 7H35" }),
            plain ? null : svg("path", { class: "marks", d: MARKS[look](18, 7, 3.2) }),
          ),
          make("span", {}, label),
        ),
      ),
      start ? sign(start, { class: "start", d: MARKS[0](18, 7, 6) }) : "",
      levels ? sign(levels, { class: "contour", d: "M1 11Q18 0 35 11" }) : "",
      tangent ? sign(tangent, { class: "line tangent", d: "M1 7H35" }) : "",
    );
  }

  /** A table of numbers that stands under a plot, in a box that scrolls and can be reached by keyboard. */
  function table(caption, heads, rows) {
    const body = rows.map((row) =>
      make("tr", {}, row.map((cell, place) => make(place === 0 ? "th" : "td", place === 0 ? { scope: "row" } : {}, cell))),
    );
    const head = make("tr", {}, heads.map((text) => make("th", { scope: "col" }, text)));
    return make(
      "div",
      { class: "table-box", role: "region", tabindex: "0", "aria-label": caption },
      make("table", { class: "numbers" }, make("caption", {}, caption), make("thead", {}, head), make("tbody", {}, body)),
    );
  }

  /** The smallest range that holds all finite numbers, with a little room. */
  function around(values, { room = 0.06, within = [-Infinity, Infinity] } = {}) {
    const finite = values.filter((value) => Number.isFinite(value) && value >= within[0] && value <= within[1]);
    if (finite.length === 0) return [0, 1];
    const [low, high] = [finite.reduce((a, b) => Math.min(a, b)), finite.reduce((a, b) => Math.max(a, b))];
    const spare = (high - low || Math.abs(high) || 1) * room;
    return [low - spare, high + spare];
  }

  return { around, chart, legend, table };
})();
