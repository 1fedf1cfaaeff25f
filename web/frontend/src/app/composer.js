// The yellow draft: kept on the server a moment after each change, on this computer while the line is down.
import { csrf } from "./htmx.js";
import { word } from "./words.js";

const QUIET_MS = 800;
const RETRY_MS = 15_000;
const composers = new WeakMap();

class Composer {
  constructor(root) {
    this.root = root;
    this.area = root.querySelector("textarea");
    this.state = root.querySelector("[data-draft-state]");
    this.url = root.dataset.draftUrl;
    this.revision = Number(root.dataset.revision ?? 0);
    // What the server wrote: a browser may have put an earlier text of its own into the field.
    this.saved = this.area.defaultValue;
    this.name = `draft:${this.url}`;
    this.area.addEventListener("input", () => this.changed());
    root.addEventListener("click", (event) => this.insert(event.target.closest("[data-insert]")));
    this.restore();
  }

  say(name, bad = false) {
    this.state.textContent = word(name);
    this.state.classList.toggle("bad", bad);
    this.root.dataset.saved = name;
  }

  changed() {
    this.keep();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), QUIET_MS);
  }

  keep() {
    localStorage.setItem(this.name, JSON.stringify({ text: this.area.value, revision: this.revision }));
  }

  restore() {
    const kept = JSON.parse(localStorage.getItem(this.name) ?? "null");
    if (!kept || kept.text === this.saved) return localStorage.removeItem(this.name);
    if (kept.revision !== this.revision) return this.offer(kept.text);
    this.area.value = kept.text;
    this.say("restored");
    this.changed();
  }

  /** The server holds later words than those kept here: neither is thrown away. */
  offer(text) {
    this.say("conflict", true);
    const kept = Object.assign(document.createElement("textarea"), { value: text, readOnly: true, rows: 2 });
    kept.setAttribute("aria-label", word("conflict"));
    this.root.append(kept);
    localStorage.removeItem(this.name);
  }

  async save() {
    if (this.saving) return (this.again = true);
    const text = this.area.value;
    if (text === this.saved) return localStorage.removeItem(this.name);
    this.saving = true;
    this.say("saving");
    try {
      await this.answer(await this.send(text), text);
    } catch {
      this.say("offline", true);
      this.timer = setTimeout(() => this.save(), RETRY_MS);
    }
    this.saving = false;
    if (this.again) {
      this.again = false;
      this.save();
    }
  }

  send(text) {
    return fetch(this.url, {
      method: "POST",
      headers: { "X-CSRFToken": csrf(), Accept: "application/json" },
      body: new URLSearchParams({ text, revision: this.revision }),
      keepalive: text.length < 16_000,
    });
  }

  async answer(response, text) {
    const { revision, text: stored, sentence } = await response.json().catch(() => ({}));
    // A page that was left while it saved comes back with words the server already has.
    const known = response.status === 409 && stored?.trim() === text.normalize("NFC").trim();
    if (!response.ok && !known) return this.refused(response.status, sentence);
    this.revision = Number(revision);
    this.root.dataset.revision = this.revision;
    this.saved = text;
    if (this.area.value === text) localStorage.removeItem(this.name);
    this.say("saved");
  }

  refused(status, sentence) {
    this.say(status === 409 ? "conflict" : "failed", true);
    if (sentence) this.state.textContent = sentence;
  }

  insert(chip) {
    if (!chip) return;
    const { selectionStart: at, selectionEnd: to, value } = this.area;
    const gap = at > 0 && !/\s$/.test(value.slice(0, at)) ? " " : "";
    this.area.setRangeText(gap + chip.dataset.insert, at, to, "end");
    this.area.focus();
    this.changed();
  }
}

function wire(scope) {
  for (const root of scope.querySelectorAll?.("[data-composer]") ?? [])
    if (!composers.has(root)) composers.set(root, new Composer(root));
}

const each = (act) => document.querySelectorAll("[data-composer]").forEach((root) => act(composers.get(root)));

wire(document);
document.addEventListener("htmx:afterSettle", (event) => wire(event.detail.elt));
addEventListener("online", () => each((composer) => composer?.save()));
// What leaves with its file is signed there: leaving the page must not save it again as a draft.
let sent = false;
document.addEventListener("visibilitychange", () => document.hidden && !sent && each((composer) => composer?.save()));
// Once the note is sent with its file, nothing of it stays on this computer.
document.addEventListener("submit", (event) => {
  sent = !event.target.matches("[hx-post]") && !event.defaultPrevented;
  each((composer) => composer && clearTimeout(composer.timer));
});
document.body.addEventListener("draftSent", () => each((composer) => composer && localStorage.removeItem(composer.name)));
