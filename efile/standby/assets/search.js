// Finds files of this copy by number and words in either script. No network: the data lies beside this script.
"use strict";
(function () {
  const field = document.querySelector("[data-search]");
  const list = document.querySelector("[data-found]");
  const told = document.querySelector("[data-told]");
  const MOST = 100;

  function fold(said) {
    let text = said.normalize("NFKC").toLowerCase();
    for (const [letter, alike] of window.standby.flaps) text = text.split(letter).join(alike);
    return Array.from(text, (sign) => (sign in window.standby.same ? window.standby.same[sign] : sign)).join("");
  }

  const files = window.standby.files.map(([page, title, subject, words]) => ({ page, title, subject, words: fold(words) }));

  function line(file) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = file.page;
    link.textContent = file.title;
    item.append(link, " ", file.subject);
    return item;
  }

  function show() {
    const wanted = fold(field.value).split(/\s+/).filter(Boolean);
    const found = wanted.length ? files.filter((file) => wanted.every((word) => file.words.includes(word))) : [];
    list.replaceChildren(...found.slice(0, MOST).map(line));
    told.textContent = wanted.length && !found.length ? told.dataset.none : "";
  }

  field.addEventListener("input", show);
  show();
})();
