// The copy of a drawing on this computer, in its reader's own place, until the office has it.
import { dropWords, keepWords, placeOf, wordsLeft } from "../app/keptwords.js";
import { studioWord } from "./notice.js";

export class KeptDrawing {
  constructor(url) {
    this.place = placeOf(url);
  }

  keep(xml, revision) {
    try {
      keepWords(this.place, xml, revision);
      this.held = true;
    } catch {
      this.held = false; // a full or forbidden store
    }
  }

  /** The copy is no longer all that was drawn. */
  stale() {
    this.held = false;
  }

  drop(key) {
    dropWords(this.place, key);
  }

  /** What an earlier window could not send is offered; at a later revision it says what it would replace. */
  offer(draft, xml) {
    for (const { key, text } of wordsLeft(this.place)) if (text === xml) this.drop(key);
    const left = wordsLeft(this.place).at(-1);
    if (!left) return;
    const current = String(left.revision) === draft.revision;
    draft.notice.show(studioWord(current ? "left" : "leftOlder"), [
      [studioWord(current ? "bring" : "bringOver"), () => this.bring(draft, left)],
      [studioWord("away"), () => this.throwAway(draft, left)],
    ]);
  }

  async bring(draft, { key, text }) {
    draft.notice.hide();
    await draft.modeler.importXML(text);
    draft.changed();
    await draft.save();
    this.drop(key);
  }

  throwAway(draft, { key }) {
    this.drop(key);
    draft.notice.hide();
  }
}
