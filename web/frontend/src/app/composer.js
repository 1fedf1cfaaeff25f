// The yellow draft: kept on the server a moment after each change, on this computer while the line is down.
import { csrf } from "./htmx.js";
import { dropAllWords, dropWords, keepWords, placeOf, wordsLeft } from "./keptwords.js";
import { showMarks } from "./richnote.js";
import { word } from "./words.js";

const QUIET_MS = 800;
const RETRY_MS = 15_000;
const composers = new WeakMap();
const same = (a, b) => a.normalize("NFC").trim() === b.normalize("NFC").trim();

class Composer {
  constructor(root) {
    this.root = root;
    this.area = root.querySelector("textarea");
    this.state = root.querySelector("[data-draft-state]");
    this.url = root.dataset.draftUrl;
    this.setRevision(root.dataset.revision ?? 0);
    // What the server wrote: a browser may have put an earlier text of its own into the field.
    this.saved = this.area.defaultValue;
    this.name = placeOf(this.url);
    // What is kept along with the text, from the other fields of its form (a letter's subject, its recipients).
    this.fields = [...(this.area.form?.querySelectorAll("[data-beside]") ?? [])];
    this.savedBeside = this.beside();
    for (const field of this.fields) field.addEventListener("input", () => this.changed());
    this.area.addEventListener("input", () => this.changed());
    root.addEventListener("note:insert", (event) => this.insert(event.detail));
    root.addEventListener("click", (event) => this.insert(event.target.closest("[data-insert]")));
    this.restore();
    showMarks(root);
  }

  beside() {
    return new URLSearchParams(this.fields.map((field) => [field.name, field.value])).toString();
  }

  /** Puts words into the field, and into the editor where that stands in its place. */
  fill(text) {
    this.area.value = text;
    showMarks(this.root);
  }

  setRevision(revision) {
    this.revision = Number(revision);
    this.root.dataset.revision = this.revision;
    this.carry("revision", this.revision);
  }

  /** What the form of the acts takes along besides the text. */
  carry(name, value) {
    const field = this.root.querySelector(`input[name="${name}"]`);
    if (field) field.value = value;
  }

  say(name, bad = false) {
    this.state.textContent = word(name);
    this.state.classList.toggle("bad", bad);
    this.root.dataset.saved = name;
  }

  changed() {
    keepWords(this.name, this.area.value, this.revision);
    clearTimeout(this.timer);
    if (!this.choice) this.timer = setTimeout(() => this.save(), QUIET_MS);
  }

  restore() {
    for (const { key, text, revision } of wordsLeft(this.name)) {
      const untouched = this.area.value === this.saved;
      if (same(text, this.saved)) dropWords(this.name, key);
      else if (revision === this.revision && untouched) {
        dropWords(this.name, key);
        this.fill(text);
        this.say("restored");
        this.changed();
      } else this.show(text, key);
    }
  }

  /** The server holds later words than those kept here: neither is thrown away. */
  show(text, key) {
    const seen = [...document.querySelectorAll("[data-copied]")].some((e) => same(e.value, text));
    if (seen) return dropWords(this.name, key);
    this.say("conflict", true);
    const box = this.other(text, word("earlier"));
    const away = Object.assign(document.createElement("button"), { className: "btn", type: "button", textContent: word("away") });
    away.addEventListener("click", () => box.remove());
    box.append(away);
    box.addEventListener("click", (event) => event.target.closest("button") && dropWords(this.name, key));
  }

  /** A text beside the draft, to be read, copied, or taken in its place. */
  other(text, label) {
    const box = Object.assign(document.createElement("div"), { className: "kept-words" });
    const kept = Object.assign(document.createElement("textarea"), { value: text, readOnly: true, rows: 2 });
    kept.dataset.copied = "";
    kept.setAttribute("aria-label", label);
    const take = Object.assign(document.createElement("button"), { className: "btn", type: "button", textContent: word("take") });
    take.dataset.take = "";
    box.append(Object.assign(document.createElement("b"), { textContent: label }), kept, take);
    this.root.append(box);
    return box;
  }

  take(kept) {
    const own = this.area.value;
    this.fill(kept.value);
    kept.value = own;
    (this.root.editor ?? this.area).focus();
    this.settle();
    this.changed();
  }

  async save() {
    if (this.choice) return;
    if (this.saving) return (this.again = true);
    const text = this.area.value;
    const beside = this.beside();
    if (text === this.saved && beside === this.savedBeside) return dropWords(this.name);
    this.saving = true;
    this.carry("sent", text);
    this.say("saving");
    try {
      await this.answer(await this.send(text), text);
      if (this.saved === text) this.savedBeside = beside;
    } catch {
      this.say("offline", true);
      this.timer = setTimeout(() => this.save(), RETRY_MS);
    }
    this.saving = false;
    this.carry("sent", "");
    if (this.again) {
      this.again = false;
      this.save();
    }
  }

  send(text) {
    return fetch(this.url, {
      method: "POST",
      headers: { "X-CSRFToken": csrf(), Accept: "application/json" },
      body: new URLSearchParams({ text, revision: this.revision, ...Object.fromEntries(new URLSearchParams(this.beside())), ...this.drawnFor() }),
      keepalive: text.length < 16_000,
    });
  }

  /** The post for which the page was drawn: its reader may act for another by now. */
  drawnFor() {
    const field = this.area.form?.elements.namedItem("as_post");
    return field ? { as_post: field.value } : {};
  }

  async answer(response, text) {
    if (response.status >= 500) throw new Error("the office could not keep it now");
    const { revision, text: stored, sentence } = await response.json().catch(() => ({}));
    // A page that was left while it saved comes back with words the server already has.
    const known = response.status === 409 && stored !== undefined && same(stored, text);
    if (response.status === 409 && !known && stored) return this.choose(stored, revision, sentence);
    if ((!response.ok && !known) || !Number.isInteger(Number(revision ?? NaN))) return this.refused(sentence);
    this.setRevision(revision);
    this.saved = text;
    if (this.area.value === text) dropWords(this.name);
    this.say("saved");
  }

  refused(sentence) {
    this.say("failed", true);
    if (!sentence) return;
    this.state.textContent = `${sentence} ${word("here")}`;
    this.offerCopy();
  }

  /** What the office will not take can be copied: whoever is shown this page next may not be its writer. */
  offerCopy() {
    if (this.root.querySelector("[data-copy]")) return;
    this.area.dataset.copied = "";
    const copy = Object.assign(document.createElement("button"), { className: "btn", type: "button", textContent: word("copy") });
    copy.dataset.copy = "";
    this.state.after(copy);
  }

  /** Another window saved other words. Nothing more is saved until the writer says which go on. */
  choose(stored, revision, sentence) {
    this.say("conflict", true);
    if (sentence) this.state.textContent = sentence;
    this.setRevision(revision);
    this.saved = stored;
    this.choice?.remove();
    this.choice = this.other(stored, word("elsewhere"));
    const mine = Object.assign(document.createElement("button"), { className: "btn", type: "button", textContent: word("mine") });
    mine.dataset.mine = "";
    mine.addEventListener("click", () => {
      this.settle();
      this.changed();
    });
    this.choice.append(mine);
  }

  settle() {
    if (!this.choice) return;
    this.choice.querySelector("[data-mine]")?.remove();
    this.choice = null;
  }

  insert(chip) {
    if (!chip) return;
    if (this.root.editor) return this.root.editor.insert(chip.dataset.insert);
    const { selectionStart: at, selectionEnd: to, value } = this.area;
    const gap = at > 0 && !/\s$/.test(value.slice(0, at)) ? " " : "";
    this.area.setRangeText(gap + chip.dataset.insert, at, to, "end");
    this.area.focus();
    this.changed();
    showMarks(this.root);
  }
}

function wire(scope) {
  for (const root of scope.querySelectorAll?.("[data-composer]") ?? [])
    if (!composers.has(root)) composers.set(root, new Composer(root));
}

const all = () => [...document.querySelectorAll("[data-composer]")].map((root) => composers.get(root)).filter(Boolean);

wire(document);
document.addEventListener("htmx:afterSettle", (event) => wire(event.detail.elt));
addEventListener("online", () => all().forEach((composer) => composer.save()));
// What leaves with its file is signed there: leaving the page must not save it again as a draft.
let sent = false;
document.addEventListener("visibilitychange", () => document.hidden && !sent && all().forEach((composer) => composer.save()));
addEventListener("pageshow", () => (sent = false));
document.addEventListener("submit", (event) => {
  if (event.target.matches("[hx-post]") || event.defaultPrevented) return;
  for (const composer of all()) {
    if (composer.area.form !== event.target) continue;
    sent = true;
    clearTimeout(composer.timer);
  }
});
// Once the note is sent with its file, nothing of it stays on this computer.
document.body.addEventListener("draftSent", () => all().forEach((composer) => dropAllWords(composer.name)));

// A form in a dialog signs the draft too: while it is on its way the draft is not saved, and what a refusal kept is known.
const signs = ({ detail }) => detail.elt.closest?.("#dialog") && detail.requestConfig.verb === "post";
document.addEventListener("htmx:beforeRequest", (event) => {
  if (!signs(event)) return;
  sent = true;
  all().forEach((composer) => clearTimeout(composer.timer));
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (!signs(event) || event.detail.xhr.getResponseHeader("HX-Redirect")) return;
  sent = false;
  all().forEach((composer) => composer.save());
});

/** A dialog's note (data-note) is the draft itself: where the composer stands on the page, that one is sent. */
export function joinNote(dialog) {
  const note = dialog.querySelector("textarea[data-note]");
  const [composer] = all();
  if (!note || !composer) return;
  for (const field of dialog.querySelectorAll("[data-note]")) field.removeAttribute("name");
  note.value = composer.area.value;
  note.addEventListener("input", () => {
    composer.fill(note.value);
    composer.changed();
  });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-take]");
  const kept = button?.closest(".kept-words")?.querySelector("[data-copied]");
  if (kept) all()[0]?.take(kept);
});
