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

    /** What is kept of an item or a card; nothing if its meaning has changed since. */
    function recall(kind, { id, meaning }) {
      const kept = read(`${kind}:${id}`);
      return kept !== null && typeof kept === "object" && kept.meaning === meaning ? kept : null;
    }

    const keep = (kind, { id, meaning }, value) => write(`${kind}:${id}`, { ...value, meaning });

    function entries() {
      const found = {};
      try {
        const kept = area();
        for (let place = 0; kept !== null && place < kept.length; place += 1) {
          const key = kept.key(place);
          if (key.startsWith(prefix)) found[key.slice(prefix.length)] = JSON.parse(kept.getItem(key));
        }
      } catch {
        return found;
      }
      return found;
    }

    const exported = () => JSON.stringify({ schema: SCHEMA, prefix, saved: new Date().toISOString(), entries: entries() }, null, 1);

    /** Takes in a file's text; returns how many entries it had, or null if it is no progress of this course. */
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
      own.forEach(([key, value]) => write(key, newer(read(key), value)));
      return own.length;
    }

    function clear() {
      Object.keys(entries()).forEach((key) => {
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

  const isEntry = (key, value) =>
    /^(item|card|check):[\w./:-]+$/.test(key) && value !== null && typeof value === "object" && typeof value.meaning === "string";

  /** Of two records of one thing the one that was made later. */
  const newer = (one, other) => (one !== null && (one.at || 0) > (other.at || 0) ? one : other);

  return { open };
})();
