// Saves a text as a file and reads one that the learner chose; nothing leaves the machine.
"use strict";

const files = (() => {
  function save(name, text) {
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = dom.make("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }

  /** Calls back with the text of a file that was chosen in an <input type="file">. */
  function whenChosen(input, callback) {
    input.addEventListener("change", async () => {
      const [file] = input.files;
      if (file) callback(await file.text());
      input.value = "";
    });
  }

  return { save, whenChosen };
})();
