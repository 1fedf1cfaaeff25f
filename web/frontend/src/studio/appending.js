// What may come after the chosen element, as buttons that a keyboard reaches; on an arrow it is put in between.
import { label, makeShape } from "./kinds.js";
import { NODE } from "./pad.js";

const AFTER = ["stage", "choice", "parallel", "wait", "timer", "effect", "shared", "end"];

/** The middle of an arrow's longest stretch. */
function middle({ waypoints }) {
  const stretches = waypoints.slice(1).map((to, i) => [waypoints[i], to]);
  const length = ([a, b]) => Math.hypot(b.x - a.x, b.y - a.y);
  const [a, b] = stretches.reduce((long, one) => (length(one) > length(long) ? one : long));
  return { x: Math.round((a.x + b.x) / 2), y: Math.round((a.y + b.y) / 2) };
}

export class Appending {
  /** `named()` brings the officer to the new element's name. */
  constructor(modeler, named) {
    this.named = named;
    for (const tool of ["autoPlace", "modeling", "elementFactory", "bpmnFactory", "selection", "directEditing"]) this[tool] = modeler.get(tool);
    this.template = document.querySelector("template[data-add-after]");
  }

  /** Puts the buttons for an element under its properties. */
  offer(root, element) {
    const arrow = element?.type === "bpmn:SequenceFlow";
    if (!element || !(arrow || (NODE.test(element.type) && element.type !== "bpmn:EndEvent"))) return;
    const box = this.template.content.cloneNode(true).firstElementChild;
    for (const heading of box.querySelectorAll("[data-after]")) heading.hidden = (heading.dataset.after === "arrow") !== arrow;
    const names = AFTER.filter((name) => !(arrow && name === "end"));
    box.querySelector(".buttons").append(...names.map((name) => this.button(name, element, arrow)));
    root.append(box);
  }

  button(name, element, arrow) {
    const button = Object.assign(document.createElement("button"), { className: "btn", type: "button", textContent: label(name) });
    button.dataset.add = name;
    button.addEventListener("click", () => this.add(name, element, arrow));
    return button;
  }

  add(name, element, arrow) {
    const made = makeShape(name, this.elementFactory, this.bpmnFactory);
    const shape = arrow ? this.modeling.createShape(made, middle(element), element) : this.autoPlace.append(element, made);
    this.directEditing.cancel(); // the name is written in the panel
    this.selection.select(shape);
    this.named();
  }
}
