// Words kept on this computer until the office has them: one place for each draft, in it one entry for each window.
export const WINDOW = Array.from(crypto.getRandomValues(new Uint8Array(8)), (b) => b.toString(16).padStart(2, "0")).join("");

/** A person's own place for a draft: the next holder at this computer does not find the words of the last. */
export const placeOf = (url) => `draft:${document.body.dataset.reader ?? ""}:${url}`;

function read(name) {
  const found = JSON.parse(localStorage.getItem(name) ?? "{}");
  return found && typeof found === "object" ? found : {};
}

function write(name, all) {
  if (Object.keys(all).length) localStorage.setItem(name, JSON.stringify(all));
  else localStorage.removeItem(name);
}

export function keepWords(name, text, revision) {
  write(name, { ...read(name), [WINDOW]: { text, revision } });
}

/** This window's words are with the office, or were taken over; another window's stay. */
export function dropWords(name, key = WINDOW) {
  const { [key]: gone, ...left } = read(name);
  write(name, left);
}

export const dropAllWords = (name) => localStorage.removeItem(name);

/** What other windows left here, or this one before it was loaded anew: [{key, text, revision}]. */
export const wordsLeft = (name) => Object.entries(read(name)).map(([key, kept]) => ({ key, ...kept }));
