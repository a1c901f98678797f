// Walks down a cost by the derived gradient and rule, or by what a named mistake makes of them.
"use strict";

const descent = (() => {
  /** Applies a function to numbers, or to arrays of one shape element by element. */
  function each(compute, ...values) {
    if (!values.some(Array.isArray)) return compute(...values);
    const { length } = values.find(Array.isArray);
    return Array.from({ length }, (_, place) =>
      each(compute, ...values.map((value) => (Array.isArray(value) ? value[place] : value))),
    );
  }

  /** All numbers of a point, in the order of the parameters. */
  const flat = (model, point) => model.parameters.flatMap((name) => point[name]);

  const cost = (model, point) => formula.evaluate(model.cost, { ...model.values, ...point });

  function slope(model, point, name, gradient = model.gradient) {
    return formula.evaluate(gradient[name], { ...model.values, ...point });
  }

  /**
   * The point after one step. A mistake may hold another `gradient`, an `order` in which parameters are renewed one
   * after the other, `rules` by parameter (the number of a rule), `of` (whose gradient a parameter takes), `c`, and
   * `times`, how often the step is taken in place of once.
   */
  function step(model, point, alpha, mistake = {}, base = point) {
    const { times = 1, ...once } = mistake;
    if (times > 1) return step(model, step(model, point, alpha, once, base), alpha, { ...once, times: times - 1 });
    const { gradient = model.gradient, order, rules = {}, of = {}, c = 0 } = mistake;
    const seen = { ...point };
    const next = {};
    for (const name of order || model.parameters) {
      const g = slope(model, order ? seen : point, of[name] || name, gradient);
      const rule = model.rules[rules[name] || 0];
      next[name] = each((theta, part) => formula.evaluate(rule, { theta, g: part, alpha, c }), base[name], g);
      seen[name] = next[name];
    }
    return next;
  }

  const LOOPS = {
    "": (start, n, move) => repeated(start, n, move),
    "extra-step": (start, n, move) => repeated(start, n + 1, move),
    "missing-step": (start, n, move) => repeated(start, n - 1, move),
    "returned-in-loop": (start, n, move) => repeated(start, Math.min(n, 1), move),
    "stale-gradient"(start, n, move) {
      const first = move(start);
      const stride = Object.fromEntries(
        Object.keys(start).map((name) => [name, each((old, moved) => moved - old, start[name], first[name])]),
      );
      return repeated(start, n, (at) =>
        Object.fromEntries(Object.keys(at).map((name) => [name, each((a, b) => a + b, at[name], stride[name])])),
      );
    },
    "restarted-position": (start, n, move) => repeated(start, n, (at) => move(at, start)),
    "restarted-step": (start, n, move) => repeated(start, n, () => move(start)),
  };

  function repeated(start, n, move) {
    const points = [start];
    for (let taken = 0; taken < n; taken += 1) points.push(move(points[points.length - 1]));
    return points;
  }

  /** The n + 1 points of a walk, the start first; a mistake in the loop may change their number. */
  function path(model, start, alpha, n, mistake = {}) {
    const move = (at, base) => step(model, at, alpha, mistake, base);
    return LOOPS[mistake.loop || ""](start, n, (at, base) => move(at, base || at));
  }

  const costs = (model, points) => points.map((point) => cost(model, point));

  /** A model of some of the samples: `rows` are their numbers from 0, `arrays` the names with an axis of samples. */
  function sampled(model, rows) {
    const taken = Object.fromEntries(model.samples.map((name) => [name, rows.map((row) => model.values[name][row])]));
    return { ...model, values: { ...model.values, ...taken, m: rows.length } };
  }

  /** The points of a walk that takes one batch after the other; all orders of all epochs are given. */
  function batched(model, start, alpha, orders, size) {
    const points = [start];
    for (const order of orders) {
      for (let first = 0; first < order.length; first += size) {
        const batch = sampled(model, order.slice(first, first + size));
        points.push(step(batch, points[points.length - 1], alpha));
      }
    }
    return points;
  }

  /**
   * The points of an optimiser that keeps something between steps. `optimiser.outputs` are its formulas by name, `theta`
   * among them; `settings` its numbers. What it keeps starts at zero, and `t` counts from 1.
   */
  function optimised(model, start, optimiser, settings, n) {
    const name = model.parameters[0];
    const size = start[name].length;
    let state = Object.fromEntries(optimiser.keeps.map((kept) => [kept, new Array(size).fill(0)]));
    const points = [start];
    for (let t = 1; t <= n; t += 1) {
      const theta = points[points.length - 1][name];
      const gradient = slope(model, { [name]: theta }, name);
      const values = { ...settings, ...state, theta, gradient, t, n: size };
      const outputs = Object.fromEntries(
        Object.entries(optimiser.outputs).map(([key, output]) => [key, formula.evaluate(output, values)]),
      );
      state = Object.fromEntries(optimiser.keeps.map((kept) => [kept, outputs[kept]]));
      points.push({ [name]: outputs.theta });
    }
    return points;
  }

  /** The words of exercise 09, by the first and the last cost. */
  function rate(values) {
    const [first, last] = [values[0], values[values.length - 1]];
    if (!(last <= first)) return "diverges";
    return last > 0.1 * first ? "slow" : "good";
  }

  return { batched, cost, costs, flat, optimised, path, rate, slope, step };
})();
