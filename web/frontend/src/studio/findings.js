// What still has to be put right, as sentences; a sentence selects its element and shows it.
import { digits } from "../app/words.js";
import { inBengali } from "../bpmn/look.js";

const sentence = (finding) => finding.sentence ?? (inBengali() ? finding.bn : finding.en);

export class Findings {
  /** `leave(href)` opens another drawing of the flow, with nothing lost. */
  constructor(root, modeler, leave) {
    this.root = root;
    this.list = root.querySelector("[data-findings-list]");
    this.none = root.querySelector("[data-no-findings]");
    this.count = root.querySelector("[data-findings-count]");
    this.shapes = modeler.get("elementRegistry");
    this.canvas = modeler.get("canvas");
    this.selection = modeler.get("selection");
    this.marked = [];
    this.list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-element]");
      if (!button) return;
      this.go(button.dataset.element);
      if (button.dataset.field) this.opens(Number(button.dataset.field));
    });
    this.list.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (!link) return;
      event.preventDefault();
      leave(link.href);
    });
  }

  /** Until the drawing is `drawn`, or when it cannot be, nobody is told that nothing stands in the way. */
  show(findings, drawn = true) {
    for (const id of this.marked) if (this.shapes.get(id)) this.canvas.removeMarker(id, "found");
    this.marked = [...new Set(findings.map((f) => f.element))].filter((id) => id && this.shapes.get(id));
    for (const id of this.marked) this.canvas.addMarker(id, "found");
    this.list.replaceChildren(...findings.map((finding) => this.line(finding)));
    if (this.none) this.none.hidden = findings.length > 0 || !drawn;
    if (!this.count) return;
    this.count.hidden = !findings.length;
    this.count.textContent = digits(findings.length);
  }

  line(finding) {
    const item = Object.assign(document.createElement("li"), { className: finding.severity });
    const held = finding.element && this.shapes.get(finding.element);
    const words = document.createElement(held ? "button" : finding.href ? "a" : "span");
    words.textContent = sentence(finding);
    if (held) Object.assign(words, { type: "button" }).dataset.element = finding.element;
    if (held && typeof finding.field === "number") words.dataset.field = finding.field;
    else if (finding.href) words.href = finding.href;
    item.append(words);
    return item;
  }

  go(id) {
    const element = this.shapes.get(id);
    if (!element) return;
    this.canvas.scrollToElement(element, { top: 80, bottom: 80, left: 120, right: 80 });
    this.selection.select(element);
  }
}
