// The draft keeps itself: a moment after each change the XML goes to data-save-url with the revision it was
// made from. POST, body application/xml, header X-Revision; answer {revision, findings}; 409 = changed elsewhere.
import { word } from "../app/words.js";

const QUIET_MS = 900;
const RETRY_MS = 15_000;

export class Draft {
  constructor(root, modeler, onFindings) {
    Object.assign(this, { root, modeler, onFindings, url: root.dataset.saveUrl, revision: root.dataset.revision });
    this.state = document.querySelector("[data-studio-state]");
    modeler.on("commandStack.changed", () => this.changed());
    addEventListener("beforeunload", (event) => this.dirty && event.preventDefault());
    document.addEventListener("submit", (event) => this.before(event));
  }

  say(name, bad = false) {
    this.root.dataset.saved = name;
    if (!this.state) return;
    this.state.textContent = word(name);
    this.state.classList.toggle("late", bad);
  }

  changed() {
    this.dirty = true;
    this.say("saving");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), QUIET_MS);
  }

  async save() {
    clearTimeout(this.timer);
    if (this.saving) return (this.again = true);
    this.saving = true;
    this.dirty = false;
    try {
      const { xml } = await this.modeler.saveXML({ format: true });
      await this.answer(await this.send(xml));
    } catch {
      this.dirty = true;
      this.say("offline", true);
      this.timer = setTimeout(() => this.save(), RETRY_MS);
    }
    this.saving = false;
    if (this.again) {
      this.again = false;
      await this.save();
    }
  }

  send(xml) {
    const headers = { "X-CSRFToken": document.body.dataset.csrf, "X-Revision": this.revision, "Content-Type": "application/xml", Accept: "application/json" };
    return fetch(this.url, { method: "POST", headers, body: xml });
  }

  async answer(response) {
    if (!response.ok) return this.refused(response);
    const { revision, findings } = await response.json();
    this.revision = this.root.dataset.revision = String(revision);
    for (const input of document.querySelectorAll("[data-draft-revision]")) input.value = this.revision;
    if (findings) this.onFindings(findings);
    this.say("saved");
  }

  /** Says why it was not kept, in the server's own sentence when there is one. The drawing stays as it is here. */
  async refused(response) {
    const { sentence } = await response.json().catch(() => ({}));
    this.dirty = true;
    this.say(response.status === 409 ? "conflict" : "failed", true);
    if (sentence && this.state) this.state.textContent = sentence;
  }

  /** Goes to another page of the studio once everything drawn is kept. */
  async leaveTo(href) {
    if (this.dirty) await this.save();
    if (!this.dirty) location.assign(href);
  }

  /** A form that speaks of the draft ([data-after-save]) waits until the draft is kept. */
  async before(event) {
    const form = event.target;
    if (!form.matches("form[data-after-save]") || !this.dirty) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await this.save();
    if (!this.dirty) form.requestSubmit(event.submitter);
  }
}
