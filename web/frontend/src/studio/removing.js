// Takes a part out of the drawing without a mouse: by the button under its properties, or Delete in the list of
// parts. What was removed is said, with the way back.
import { words } from "./parts.js";

const FIXED = ["bpmn:Process", "bpmn:Collaboration"];

export class Removing {
  constructor(root, modeler) {
    this.root = root;
    for (const tool of ["commandStack", "elementRegistry", "modeling", "selection"]) this[tool] = modeler.get(tool);
    modeler.on("commandStack.changed", () => root.querySelector("[data-told]")?.remove()); // undo would mean another step
    [this.button, this.said] = ["remove-part", "removed"].map((name) => document.querySelector(`template[data-${name}]`));
  }

  /** Puts the button under the properties of an element. */
  offer(element) {
    if (!element || FIXED.includes(element.type)) return;
    const place = this.button.content.cloneNode(true).firstElementChild;
    place.querySelector("button").addEventListener("click", () => this.remove(element));
    this.root.append(place);
  }

  remove(element) {
    if (!element || FIXED.includes(element.type)) return;
    const name = words(element);
    this.selection.deselect(element);
    this.modeling.removeElements([element]);
    const told = this.said.content.cloneNode(true).firstElementChild;
    const sentence = told.querySelector("[data-sentence]");
    sentence.textContent = sentence.textContent.replace("{part}", name);
    const undo = told.querySelector("button");
    undo.addEventListener("click", () => this.undo(element.id));
    this.root.prepend(told);
    undo.focus();
  }

  /** The keyboard goes on in the list, where the part stands again. */
  undo(id) {
    this.commandStack.undo();
    const back = this.elementRegistry.get(id);
    if (back) this.selection.select(back);
    document.querySelector("[data-parts]")?.focus();
  }
}
