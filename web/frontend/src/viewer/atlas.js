// The drawings of one flow, one shown at a time: the main one, or the shared part in which the token stands.
const has = (picture, ids) => ids.some((id) => picture.shapes.get(id));

export class Atlas {
  /** pictures: the main one first; tabs are [data-drawing-tab="id of the viewer"] inside `root`. */
  constructor(root, pictures) {
    Object.assign(this, { root, pictures });
    root.addEventListener("click", (event) => {
      const tab = event.target.closest("[data-drawing-tab]");
      if (tab) this.open(this.pictures.find((picture) => picture.root.id === tab.dataset.drawingTab));
    });
    this.open(pictures[0]);
  }

  open(wanted) {
    if (!wanted || wanted === this.shown) return;
    this.shown = wanted;
    for (const picture of this.pictures) {
      const here = picture === wanted;
      const frame = picture.root.closest("[data-drawing]");
      if (frame) frame.hidden = !here;
      this.root.querySelector(`[data-drawing-tab="${picture.root.id}"]`)?.setAttribute("aria-pressed", here);
    }
    wanted.fit();
  }

  mark(states, flows) {
    for (const picture of this.pictures) picture.mark(states, flows);
  }

  dwell(words) {
    for (const picture of this.pictures) picture.dwell(words);
  }

  /** Tokens rest in every drawing that has the element; the innermost of them is shown. */
  rest(ids) {
    this.open(this.pictures.findLast((picture) => has(picture, ids)));
    for (const picture of this.pictures) picture.rest(ids);
  }

  way(move) {
    return this.pictures.flatMap((picture) => picture.way(move));
  }

  /** Ways of one phase together, then those of the next: into a shared part, or out of it. */
  async travel(moves, speed) {
    for (const phase of [0, 1]) {
      const now = moves.filter((move) => (move.phase ?? 0) === phase);
      const drawn = this.pictures.filter((picture) => now.some((move) => picture.way(move).length));
      if (!drawn.length) continue;
      if (!drawn.includes(this.shown)) this.open(drawn[0]);
      await Promise.all(drawn.map((picture) => picture.travel(now, speed)));
    }
  }
}
