// Beside a chosen element: what may come after it, what it may become.
import { KINDS, label, makeShape, siblings } from "./kinds.js";
import { say } from "./words.js";

const AFTER = ["stage", "choice", "wait", "end"];
export const NODE = /Task|Gateway|Event|CallActivity|SubProcess/;

export class Pad {
  static $inject = ["contextPad", "autoPlace", "create", "elementFactory", "bpmnFactory", "modeling", "connect", "popupMenu"];

  constructor(contextPad, autoPlace, create, elementFactory, bpmnFactory, modeling, connect, popupMenu) {
    Object.assign(this, { contextPad, autoPlace, create, elementFactory, bpmnFactory, modeling, connect, popupMenu });
    contextPad.registerProvider(this);
  }

  append(name) {
    const make = () => makeShape(name, this.elementFactory, this.bpmnFactory);
    return {
      group: "after",
      className: `bpmn-icon-${KINDS[name].icon}`,
      title: label(name),
      action: {
        click: (event, element) => this.autoPlace.append(element, make()),
        dragstart: (event, element) => this.create.start(event, make(), { source: element }),
      },
    };
  }

  act(group, icon, name, click) {
    return { group, className: `bpmn-icon-${icon}`, title: say(name), action: { click, dragstart: click } };
  }

  change(event, element) {
    const box = (event.delegateTarget ?? event.target).getBoundingClientRect();
    this.popupMenu.open(element, "bpmn-replace", { x: box.left, y: box.bottom + 4, cursor: { x: event.x, y: event.y } }, { title: say("change"), width: 260 });
  }

  getContextPadEntries(element) {
    if (element.labelTarget) return {};
    const entries = {};
    const type = element.type;
    if (NODE.test(type) && type !== "bpmn:EndEvent") {
      for (const name of AFTER) entries[`append.${name}`] = this.append(name);
      entries.connect = this.act("edit", "connection-multi", "connect", (event, from) => this.connect.start(event, from));
    }
    if (siblings(element).length) entries.replace = this.act("edit", "screw-wrench", "change", (event, of) => this.change(event, of));
    if (type !== "bpmn:Process") entries.delete = this.act("remove", "trash", "remove", (event, of) => this.modeling.removeElements([of]));
    return entries;
  }

  getMultiElementContextPadEntries() {
    return { delete: this.act("remove", "trash", "remove", (event, elements) => this.modeling.removeElements(elements.slice())) };
  }
}

export class ChangeMenu {
  static $inject = ["popupMenu", "bpmnReplace"];

  constructor(popupMenu, bpmnReplace) {
    this.bpmnReplace = bpmnReplace;
    popupMenu.registerProvider("bpmn-replace", this);
  }

  getPopupMenuEntries(element) {
    return Object.fromEntries(siblings(element).map((name) => {
      const { icon, ...target } = KINDS[name];
      return [name, { label: label(name), className: `bpmn-icon-${icon}`, action: () => this.bpmnReplace.replaceElement(element, target) }];
    }));
  }
}
