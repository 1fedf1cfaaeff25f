// The parts of the flow as a list, so that one can be chosen without a mouse.
import { label, nameOf } from "./kinds.js";
import { inBengali } from "../bpmn/look.js";

const named = ({ businessObject: object }) => (inBengali() ? object.name : object.get("gp:nameEn") || object.name);

export function words(element) {
  const { source, target } = element;
  if (source && target) return `${words(source)} → ${words(target)}${named(element) ? `: ${named(element)}` : ""}`;
  const kind = label(nameOf(element));
  return named(element) ? `${kind}: ${named(element)}` : kind;
}

export class Parts {
  /** `go` shows a part by its id, `remove` takes one out of the drawing. */
  constructor(select, modeler, go, remove) {
    this.select = select;
    this.shapes = modeler.get("elementRegistry");
    this.none = select.firstElementChild;
    select.addEventListener("change", () => select.value && go(select.value));
    select.addEventListener("keydown", (event) => {
      if (event.key !== "Delete" || !select.value) return;
      event.preventDefault();
      remove(this.shapes.get(select.value));
    });
    modeler.on(["import.done", "commandStack.changed"], () => this.fill());
    modeler.on("selection.changed", ({ newSelection }) => this.choose(newSelection));
    this.fill();
  }

  /** In the order of the drawing, left to right; arrows last. */
  fill() {
    const held = this.shapes.filter((element) => !element.labelTarget && nameOf(element) && element.type !== "bpmn:Process");
    const [arrows, nodes] = [held.filter((element) => element.waypoints), held.filter((element) => !element.waypoints)];
    nodes.sort((a, b) => a.x - b.x || a.y - b.y);
    const { value } = this.select;
    this.select.replaceChildren(this.none, ...[...nodes, ...arrows].map((element) => new Option(words(element), element.id)));
    this.select.value = this.shapes.get(value) ? value : "";
  }

  choose(selection) {
    const element = selection.length === 1 ? (selection[0].labelTarget ?? selection[0]) : null;
    this.select.value = element?.id ?? "";
  }
}
