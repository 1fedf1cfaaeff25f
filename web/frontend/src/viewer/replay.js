// Walks through the steps of a matter by slider, arrow keys, the list of steps or by itself.
import { isWriting } from "../app/writing.js";
import { digits } from "../app/words.js";

const SPEEDS = [1, 2, 4, 8];
const PAUSE_MS = 700;

/** Scrolls the list of steps, never the page. */
function keepInSight(row) {
  const scrolls = (box) => box && box.scrollHeight > box.clientHeight + 1 && getComputedStyle(box).overflowY === "auto";
  const box = [row.closest(".events"), row.closest(".story")].find(scrolls);
  if (!box) return;
  const [inner, outer] = [row.getBoundingClientRect(), box.getBoundingClientRect()];
  if (inner.top < outer.top) box.scrollTop -= outer.top - inner.top;
  else if (inner.bottom > outer.bottom) box.scrollTop += inner.bottom - outer.bottom;
}

/**
 * steps: [{words, open: [element], rest: [element], done: [element], late: [element], dwell: {element: text},
 *          said (the step for who hears it),
 *          moves: [{way: [element], phase} or {from, to, flows}]}], as they stood after each step; tokens lie on
 * `rest` (default `open`). What carries data-since="n" is shown from step n on. The controls are found by their
 * data attributes, one replay to a page; a "replay:step" event with {index} tells others.
 */
export class Replay {
  constructor(root, steps, picture, strip) {
    Object.assign(this, { root, steps, picture, strip, speed: 1, index: -1, playing: false });
    this.slider = document.querySelector("[data-replay-slider]");
    this.button = document.querySelector("[data-replay-play]");
    if (this.slider) Object.assign(this.slider, { min: 0, max: steps.length - 1, step: 1 });
    this.listen();
    this.show(Number(root.dataset.start ?? steps.length - 1));
  }

  listen() {
    this.slider?.addEventListener("input", () => this.go(this.slider.valueAsNumber));
    this.button?.addEventListener("click", () => (this.playing ? this.pause() : this.play()));
    document.addEventListener("click", (event) => {
      const step = event.target.closest?.("[data-step]");
      const speed = event.target.closest?.("[data-replay-speed]");
      if (step) this.go(Number(step.dataset.step));
      if (speed) this.faster(speed);
    });
    document.addEventListener("keydown", (event) => this.key(event));
  }

  key(event) {
    if (isWriting(event) || event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
    if (event.key === " ") return this.space(event);
    if (event.target === this.slider || event.target.closest?.("[data-flow-viewer]")) return;
    const wanted = { ArrowRight: this.index + 1, ArrowLeft: this.index - 1, Home: 0, End: this.steps.length - 1 }[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    this.go(wanted);
  }

  /** Space plays and stops, save on what it presses or scrolls by itself. */
  space(event) {
    if (event.target.closest?.("a, button, summary, select, input:not([type=range])")) return;
    event.preventDefault();
    if (!event.repeat) this.playing ? this.pause() : this.play();
  }

  faster(button) {
    this.speed = SPEEDS[(SPEEDS.indexOf(this.speed) + 1) % SPEEDS.length];
    button.textContent = `×${digits(this.speed)}`;
  }

  async play() {
    if (this.index >= this.steps.length - 1) this.show(0);
    this.setPlaying(true);
    while (this.playing && this.index < this.steps.length - 1) {
      await this.go(this.index + 1, true);
      await new Promise((rest) => (this.timer = setTimeout(rest, PAUSE_MS / this.speed)));
    }
    this.setPlaying(false);
  }

  pause() {
    this.setPlaying(false);
  }

  setPlaying(playing) {
    this.playing = playing;
    if (this.button) this.button.textContent = playing ? this.button.dataset.pauseWords : this.button.dataset.playWords;
    this.root.toggleAttribute("data-playing", playing);
  }

  async go(index, keepPlaying = false) {
    const wanted = Math.min(Math.max(index, 0), this.steps.length - 1);
    if (!keepPlaying && this.playing) this.pause();
    if (wanted === this.index) return;
    const turn = (this.turn = (this.turn ?? 0) + 1);
    if (wanted === this.index + 1) {
      this.settle(wanted);
      await this.picture.travel(this.steps[wanted].moves ?? [], this.speed);
      if (turn !== this.turn) return;
      this.rest(wanted);
    } else this.show(wanted);
  }

  show(index) {
    this.settle(index);
    this.rest(index);
  }

  rest(index) {
    const step = this.steps[index];
    this.picture.rest(step?.rest ?? step?.open ?? []);
  }

  /** Everything but the token's place. */
  settle(index) {
    const step = this.steps[index];
    if (!step) return;
    this.index = index;
    const mark = (ids, state) => Object.fromEntries((ids ?? []).map((id) => [id, state]));
    this.picture.mark({ ...mark(step.done, "done"), ...mark(step.open, "now"), ...mark(step.late, "late") }, this.travelled(index));
    this.picture.dwell(step.dwell ?? {});
    this.strip?.at(index);
    this.tell(index, step);
  }

  travelled(index) {
    const flows = this.steps.slice(0, index + 1).flatMap((step) => (step.moves ?? []).flatMap((move) => this.picture.way(move)));
    return [...new Set(flows.map((flow) => flow.id))];
  }

  tell(index, step) {
    const place = `${digits(index + 1)} / ${digits(this.steps.length)}`;
    if (this.slider) {
      this.slider.value = index;
      this.slider.setAttribute("aria-valuetext", step.said ?? `${place}, ${step.words ?? ""}`);
    }
    const moment = document.querySelector("[data-replay-moment]");
    if (moment) moment.textContent = step.words ? `${place} · ${step.words}` : place;
    for (const row of document.querySelectorAll("[data-step]")) {
      const here = Number(row.dataset.step) === index;
      if (here) row.setAttribute("aria-current", "step");
      else row.removeAttribute("aria-current");
      if (here) keepInSight(row);
    }
    for (const panel of document.querySelectorAll("[data-step-panel]")) panel.hidden = Number(panel.dataset.stepPanel) !== index;
    for (const part of document.querySelectorAll("[data-since]")) part.hidden = Number(part.dataset.since) > index;
    this.root.dataset.index = index;
    this.root.dispatchEvent(new CustomEvent("replay:step", { bubbles: true, detail: { index } }));
  }
}
