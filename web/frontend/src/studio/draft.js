// The draft keeps itself: a moment after each change the XML goes to data-save-url with the revision it was
// made from. POST, body application/xml, header X-Revision; answer {revision, findings}; 409 {sentence, who,
// own, revision} = changed elsewhere, `own` by the same person. Until the office has it, a copy stays on this computer (KeptDrawing).
import { word } from "../app/words.js";
import { KeptDrawing } from "./keptdrawing.js";
import { Notice, studioWord } from "./notice.js";
import { renew, unheard } from "./session.js";

const QUIET_MS = 900;
const RETRY_MS = 15_000;

export class Draft {
  constructor(root, modeler, onFindings, xml) {
    Object.assign(this, { root, modeler, onFindings, url: root.dataset.saveUrl, revision: root.dataset.revision });
    this.state = document.querySelector("[data-studio-state]");
    this.notice = new Notice(root);
    this.kept = new KeptDrawing(this.url);
    modeler.on("commandStack.changed", () => this.changed());
    addEventListener("beforeunload", (event) => this.atRisk && event.preventDefault());
    addEventListener("pageshow", () => (this.leaving = false));
    for (const back of ["online", "focus"]) addEventListener(back, () => this.trouble && !this.conflict && this.save());
    document.addEventListener("submit", (event) => this.before(event));
    this.kept.offer(this, xml);
  }

  say(name, bad = false) {
    this.root.dataset.saved = name;
    if (!this.state) return;
    this.state.textContent = studioWord(name) || word(name);
    this.state.classList.toggle("late", bad);
  }

  changed() {
    this.dirty = true;
    this.kept.stale();
    if (!this.conflict) this.say("saving");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), QUIET_MS);
  }

  /** Resolves when what was drawn up to now is kept, or could not be; a save under way is joined. */
  save() {
    clearTimeout(this.timer);
    if (this.running) this.again = true;
    this.running ??= this.run().finally(() => (this.running = null));
    return this.running;
  }

  async run() {
    do {
      this.again = false;
      await this.once();
    } while (this.again && !this.trouble);
  }

  async once() {
    this.dirty = false;
    this.trouble = null;
    try {
      const { xml } = await this.modeler.saveXML({ format: true });
      this.kept.keep(xml, this.revision);
      if (this.conflict) Object.assign(this, { dirty: true, trouble: "conflict" });
      else await this.answer(await this.send(xml));
    } catch {
      this.later(this.kept.held ? "offline" : "noroom");
    }
  }

  async send(xml) {
    const post = () => fetch(this.url, {
      method: "POST",
      headers: { "X-CSRFToken": document.body.dataset.csrf, "X-Revision": this.revision, "Content-Type": "application/xml", Accept: "application/json" },
      body: xml,
    });
    const response = await post();
    if (!(await unheard(response))) return response;
    const reader = await renew();
    return reader === "same" ? post() : reader;
  }

  failed(name) {
    this.dirty = true;
    this.trouble = name;
    this.say(name, true);
  }

  later(name) {
    this.failed(name);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), RETRY_MS);
  }

  async answer(response) {
    if (typeof response === "string") return this.away(response);
    if (response.status >= 500) throw new Error("the office could not keep it now");
    if (!response.ok) return this.refused(response);
    const { revision, findings } = await response.json();
    this.revision = this.root.dataset.revision = String(revision);
    for (const input of document.querySelectorAll("[data-draft-revision]")) input.value = this.revision;
    if (findings) this.onFindings(findings);
    this.notice.hide();
    if (this.dirty) return;
    this.kept.drop();
    this.say("saved");
  }

  /** Nobody, or somebody else, is signed in: nothing is saved in another's name, and this window goes on by itself. */
  away(reader) {
    this.later(reader);
    this.notice.show(studioWord(reader), [[studioWord("signin"), studioWord("signinUrl")]]);
  }

  /** Says why it was not kept, in the server's own sentence when there is one. The drawing stays as it is here. */
  async refused(response) {
    const { sentence, who, own, revision } = await response.json().catch(() => ({}));
    const raced = response.status === 409 && revision !== undefined;
    this.failed(response.status === 409 ? "conflict" : sentence ? "unsaved" : "failed");
    if (raced) this.conflict = { sentence: sentence ?? word("conflict"), who: who ?? studioWord("someone"), own, revision };
    if (raced) this.offerWays();
    else if (sentence || response.status === 409) this.notice.show(sentence ?? word("conflict"));
  }

  /** Somebody else's drawing is with the office: nothing more is saved until one of the two is chosen. */
  offerWays() {
    this.notice.show(this.conflict.sentence, [
      [studioWord("theirs"), () => this.openTheirs()],
      [studioWord("over"), () => this.confirmOver()],
    ]);
  }

  confirmOver() {
    const { who, own } = this.conflict;
    this.notice.show(studioWord(own ? "replacesOwn" : "replaces", who), [
      [studioWord(own ? "replaceOwn" : "replace", who), () => this.putOver(), "danger"],
      [studioWord("back"), () => this.offerWays()],
    ]);
  }

  putOver() {
    this.revision = String(this.conflict.revision);
    this.conflict = null;
    this.notice.hide();
    this.changed();
    this.save();
  }

  openTheirs() {
    this.kept.drop();
    this.leaving = true;
    location.reload();
  }

  get open() {
    return this.dirty || Boolean(this.running);
  }

  /** Closing the window now would lose something, or cut a save off. */
  get atRisk() {
    return !this.leaving && (Boolean(this.running) || (this.dirty && !this.kept.held));
  }

  /** Whether everything drawn is kept once the saves that are under way or due have ended. */
  async settled() {
    do await (this.dirty ? this.save() : this.running);
    while (this.dirty && !this.trouble);
    return !this.dirty;
  }

  /** Goes to another page of the studio once everything drawn is kept, here or with the office. */
  async leaveTo(href) {
    if (!(await this.settled()) && !this.kept.held) return this.insist();
    this.leaving = true;
    location.assign(href);
  }

  /** A form that speaks of the draft ([data-after-save]) waits until the draft is kept. To leave, a copy is enough. */
  async before(event) {
    const form = event.target;
    if (form.matches("[data-drops-draft]")) {
      this.kept.drop();
      this.leaving = true;
    }
    if (this.leaving || !form.matches("form[data-after-save]") || !this.open) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const kept = await this.settled();
    if (!kept && !(form.method === "get" && this.kept.held)) return this.insist();
    this.leaving = true;
    setTimeout(() => form.requestSubmit(event.submitter)); // not while this very submission is being heard: it would be dropped
  }

  /** What was pressed cannot be done yet: the reason is where the eye is. */
  insist() {
    if (this.notice.box.hidden) this.notice.show(this.state?.textContent ?? word(this.trouble));
    this.notice.focus();
  }
}
