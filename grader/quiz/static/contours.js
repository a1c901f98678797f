// The level lines of a cost over two parameters, by marching squares.
"use strict";

const contours = (() => {
  const CELLS = 48;
  const LEVELS = 12;
  const kept = new WeakMap();

  /** Pieces of level lines, [[x, y], [x, y]], of a function of two numbers over a view [[low, high], [low, high]]. */
  function pieces(height, [[left, right], [low, high]], levels) {
    const place = (from, to, step) => from + ((to - from) * step) / CELLS;
    const grid = Array.from({ length: CELLS + 1 }, (_, row) =>
      Array.from({ length: CELLS + 1 }, (_, column) => height(place(left, right, column), place(low, high, row))),
    );
    const bounds = levels(grid.flat());
    const found = [];
    for (let row = 0; row < CELLS; row += 1) {
      for (let column = 0; column < CELLS; column += 1) {
        const [x0, x1] = [place(left, right, column), place(left, right, column + 1)];
        const [y0, y1] = [place(low, high, row), place(low, high, row + 1)];
        const corners = [
          [x0, y0, grid[row][column]],
          [x1, y0, grid[row][column + 1]],
          [x1, y1, grid[row + 1][column + 1]],
          [x0, y1, grid[row + 1][column]],
        ];
        for (const level of bounds) {
          const crossings = corners.flatMap((one, number) => crossing(one, corners[(number + 1) % 4], level));
          for (let pair = 0; pair + 1 < crossings.length; pair += 2) found.push([crossings[pair], crossings[pair + 1]]);
        }
      }
    }
    return found;
  }

  function crossing([x0, y0, v0], [x1, y1, v1], level) {
    if (v0 < level === v1 < level) return [];
    const share = (level - v0) / (v1 - v0);
    return [[x0 + (x1 - x0) * share, y0 + (y1 - y0) * share]];
  }

  /** Levels that lie closer together near the lowest value, as those of a bowl do at equal distances. */
  function levels(values, power) {
    const finite = values.filter(Number.isFinite);
    const low = finite.reduce((a, b) => Math.min(a, b));
    const high = finite.reduce((a, b) => Math.max(a, b));
    return Array.from({ length: LEVELS }, (_, number) => low + (high - low) * ((number + 0.6) / LEVELS) ** power);
  }

  /** A function that draws the level lines of a problem's first two numbers; the others stay as in `point`. */
  function behind(problem, point, power = 2.4) {
    const { model, view } = problem;
    const rest = descent.flat(model, point).slice(2);
    const key = JSON.stringify([view, rest]);
    if (!kept.has(problem)) kept.set(problem, new Map());
    const known = kept.get(problem);
    if (!known.has(key)) {
      if (known.size > 8) known.clear();
      const height = (a, b) => descent.cost(model, shaped(model, point, [a, b, ...rest]));
      known.set(key, pieces(height, view, (values) => levels(values, power)));
    }
    return (toX, toY) => {
      const d = known
        .get(key)
        .map(([[a, b], [c, e]]) => `M${toX(a).toFixed(1)} ${toY(b).toFixed(1)}L${toX(c).toFixed(1)} ${toY(e).toFixed(1)}`)
        .join("");
      return dom.svg("path", { class: "contour", d });
    };
  }

  /** A point with the shape of another and other numbers, in the order of the parameters. */
  function shaped(model, like, numbers) {
    let at = 0;
    return Object.fromEntries(
      model.parameters.map((name) => {
        const value = like[name];
        if (!Array.isArray(value)) return [name, numbers[at++]];
        return [name, value.map(() => numbers[at++])];
      }),
    );
  }

  return { behind, shaped };
})();
