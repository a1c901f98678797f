// Evaluates the trees that SymPy's formulas are compiled to (their grammar stands in grader/maths/formula.py).
"use strict";

const formula = (() => {
  const SIZE_OF = { i: "m", k: "m", j: "n", l: "n", p: "h", q: "h" };
  const FUNCTIONS = {
    abs: Math.abs,
    cos: Math.cos,
    exp: Math.exp,
    log: Math.log,
    sigmoid: (z) => (z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z))),
    sign: Math.sign,
    sin: Math.sin,
    sqrt: Math.sqrt,
    tanh: Math.tanh,
  };

  // A compiled tree is a function of the values by name and of the indices, counted from 1.
  const compilers = {
    number: (p, q) => () => p / q,
    symbol: (name) => (values) => values[name],
    index: (name) => (values, indices) => indices[name],
    element(name, ...places) {
      const taken = places.map(compile);
      return (values, indices) => taken.reduce((array, place) => array[place(values, indices) - 1], values[name]);
    },
    add(...terms) {
      const compiled = terms.map(compile);
      return (values, indices) => compiled.reduce((sum, term) => sum + term(values, indices), 0);
    },
    mul(...factors) {
      const compiled = factors.map(compile);
      return (values, indices) => compiled.reduce((product, factor) => product * factor(values, indices), 1);
    },
    pow(base, exponent) {
      const low = compile(base);
      const high = compile(exponent);
      return (values, indices) => low(values, indices) ** high(values, indices);
    },
    call(name, argument) {
      const inner = compile(argument);
      return (values, indices) => FUNCTIONS[name](inner(values, indices));
    },
    sum(body, index, low, high) {
      const [term, first, last] = [body, low, high].map(compile);
      return (values, indices) => {
        let total = 0;
        const end = last(values, indices);
        for (let at = first(values, indices); at <= end; at += 1) {
          total += term(values, { ...indices, [index]: at });
        }
        return total;
      };
    },
    stack(index, ...components) {
      const compiled = components.map(compile);
      return (values, indices) => compiled[indices[index] - 1](values, indices);
    },
    delta(one, other) {
      const [left, right] = [one, other].map(compile);
      return (values, indices) => (left(values, indices) === right(values, indices) ? 1 : 0);
    },
  };

  const known = new WeakMap();

  function compile(tree) {
    if (!known.has(tree)) known.set(tree, compilers[tree[0]](...tree.slice(1)));
    return known.get(tree);
  }

  /** The value of a formula `{tree, free}`: a number, or nested arrays with one axis for each free index. */
  function evaluate({ tree, free }, values) {
    const compiled = compile(tree);
    const over = ([index, ...others], indices) => {
      if (index === undefined) return compiled(values, indices);
      const size = values[SIZE_OF[index]];
      return Array.from({ length: size }, (_, place) => over(others, { ...indices, [index]: place + 1 }));
    };
    return over(free || [], {});
  }

  return { evaluate };
})();
