// What may come after the chosen element, as buttons that a keyboard reaches. On an arrow it is put in between,
// and so it is after a part that leads somewhere already; only a gateway gets a further way.
import { label, makeShape, nameOf } from "./kinds.js";
import { NODE } from "./pad.js";
import { words } from "./parts.js";

const AFTER = ["stage", "choice", "parallel", "wait", "timer", "effect", "shared", "end"];
const isArrow = ({ type }) => type === "bpmn:SequenceFlow";
const leaving = (element) => element.outgoing.filter(isArrow);
const parts = (shape) => !shape.labelTarget && NODE.test(shape.type);

export class Appending {
  /** `named()` brings the officer to the new element's name. */
  constructor(modeler, named) {
    this.named = named;
    this.shapes = modeler.get("elementRegistry");
    for (const tool of ["autoPlace", "inserting", "modeling", "rules", "elementFactory", "bpmnFactory", "selection", "directEditing", "canvas"]) this[tool] = modeler.get(tool);
    this.template = document.querySelector("template[data-add-after]");
    this.open = true;
  }

  /** Puts the buttons for an element below the heading of its properties. */
  offer(root, element) {
    const arrow = element && isArrow(element);
    if (!element || !(arrow || (NODE.test(element.type) && element.type !== "bpmn:EndEvent"))) return;
    const box = this.template.content.cloneNode(true).firstElementChild;
    box.open = this.open;
    box.addEventListener("toggle", () => (this.open = box.open));
    for (const part of box.querySelectorAll("[data-after]")) part.hidden = (part.dataset.after === "arrow") !== arrow;
    const between = arrow || this.between(element);
    const names = AFTER.filter((name) => !(between && name === "end"));
    box.querySelector(".buttons").append(...names.map((name) => this.button(name, element)));
    if (!arrow) this.offerParts(box, element);
    const heading = root.querySelector("h2");
    if (heading) heading.after(box);
    else root.prepend(box);
  }

  /** The arrow that a new part comes on; none after a gateway, or where nothing follows yet. */
  between(element) {
    if (isArrow(element)) return element;
    const after = leaving(element);
    return after.length === 1 && !element.type.endsWith("Gateway") ? after[0] : undefined;
  }

  button(name, element) {
    const button = Object.assign(document.createElement("button"), { className: "btn", type: "button", textContent: label(name) });
    button.dataset.add = name;
    button.addEventListener("click", () => this.add(name, element));
    return button;
  }

  add(name, element) {
    const made = makeShape(name, this.elementFactory, this.bpmnFactory);
    const arrow = this.between(element);
    this.show(arrow ? this.inserting.insert(made, arrow) : this.autoPlace.append(element, made));
  }

  /** The parts that an arrow may be drawn to. */
  offerParts(box, element) {
    const select = box.querySelector("[data-lead-to]");
    const button = box.querySelector("[data-lead]");
    if (!select || !button) return;
    const known = new Set(leaving(element).map((arrow) => arrow.target));
    const may = (target) => target !== element && !known.has(target) && this.rules.allowed("connection.create", { source: element, target });
    const held = this.shapes.filter((shape) => parts(shape) && nameOf(shape) && may(shape)).sort((a, b) => a.x - b.x || a.y - b.y);
    select.append(...held.map((shape) => new Option(words(shape), shape.id)));
    button.addEventListener("click", () => {
      const target = this.shapes.get(select.value);
      if (target) this.show(this.modeling.connect(element, target));
      else select.focus();
    });
  }

  show(element) {
    this.directEditing.cancel(); // the name is written in the panel
    if (!element.waypoints) this.canvas.scrollToElement(element, { top: 80, bottom: 80, left: 120, right: 80 });
    this.selection.select(element);
    this.named();
  }
}
