// Keeps progress in this browser, by item and meaning, and carries it as a file; losing it never stops a page.
"use strict";

const store = (() => {
  const SCHEMA = "grader/progress/1";

  const area = () => {
    try {
      return window.localStorage;
    } catch {
      return null;
    }
  };

  /** The progress under a prefix such as `grader:kit:course:`. */
  function open(prefix) {
    const memory = new Map();

    function read(key) {
      try {
        const text = area()?.getItem(prefix + key) ?? memory.get(key) ?? null;
        return text === null ? null : JSON.parse(text);
      } catch {
        return null;
      }
    }

    function write(key, value) {
      const text = JSON.stringify(value);
      memory.set(key, text);
      try {
        area()?.setItem(prefix + key, text);
        return area() !== null;
      } catch {
        return false;
      }
    }

    /** What is kept of an item or a card; nothing if it is damaged or its meaning has changed since. */
    function recall(kind, { id, meaning }) {
      const key = `${kind}:${id}`;
      const kept = read(key);
      return isEntry(key, kept) && kept.meaning === meaning ? kept : null;
    }

    const keep = (kind, { id, meaning }, value) => write(`${kind}:${id}`, { ...value, meaning });

    /** The keys of all that is kept under the prefix, be it sound or not. */
    function keys() {
      try {
        return Object.keys(area() ?? {}).flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));
      } catch {
        return [];
      }
    }

    /** What can be carried elsewhere; what is damaged stays behind and holds up nothing else. */
    const entries = () => Object.fromEntries(keys().map((key) => [key, read(key)]).filter(([key, value]) => isEntry(key, value)));

    const exported = () => JSON.stringify({ schema: SCHEMA, prefix, saved: new Date().toISOString(), entries: entries() }, null, 1);

    /** Takes in a file's text; returns how many sound entries it had, or null if it is no progress of this course. */
    function imported(text) {
      let file;
      try {
        file = JSON.parse(text);
      } catch {
        return null;
      }
      const isOurs = file !== null && typeof file === "object" && file.schema === SCHEMA && file.prefix === prefix;
      if (!isOurs || file.entries === null || typeof file.entries !== "object") return null;
      const own = Object.entries(file.entries).filter(([key, value]) => isEntry(key, value));
      own.forEach(([key, value]) => write(key, newer(read(key), value, key)));
      return own.length;
    }

    function clear() {
      keys().forEach((key) => {
        try {
          area()?.removeItem(prefix + key);
        } catch {
          // What cannot be removed was not to be had either.
        }
      });
      memory.clear();
    }

    return { clear, exported, imported, keep, recall };
  }

  const isNumber = Number.isFinite;
  const isShare = (value) => isNumber(value) && value >= 0 && value <= 1;

  /** What a record of each kind must hold; a file from elsewhere may hold anything. */
  const SOUND = {
    item: ({ tries, best }) => isNumber(tries) && isShare(best),
    card: ({ stability, difficulty, due, last }) => [stability, difficulty, due, last].every(isNumber),
    check: ({ points }) => Array.isArray(points),
  };

  const isEntry = (key, value) => {
    const [, kind] = /^(item|card|check):[\w./:-]+$/.exec(key) || [];
    return kind !== undefined && value !== null && typeof value === "object" && typeof value.meaning === "string" && SOUND[kind](value);
  };

  /** Of two records of one thing the sound one that was made later. */
  const newer = (one, other, key) => (isEntry(key, one) && (one.at || 0) > (other.at || 0) ? one : other);

  /** Whether this browser keeps anything beyond the page; a private window may not. */
  function keeps() {
    try {
      area().setItem("grader:probe", "1");
      area().removeItem("grader:probe");
      return true;
    } catch {
      return false;
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const warning = document.getElementById("not-kept");
    if (warning !== null) warning.hidden = keeps();
  });
  return { open };
})();
