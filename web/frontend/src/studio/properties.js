// Right of the canvas: the chosen element in the officer's words. The forms are the server's (template
// elements [data-form="bpmn:UserTask …"]); a field names what it writes in data-prop, data-event-prop or data-expression.
import { Appending } from "./appending.js";
import { Assignment } from "./assignment.js";
import { choose, offer } from "./choices.js";
import { Fields } from "./fields.js";
import { label, nameOf } from "./kinds.js";
import { chooseMessage, messageName } from "./messages.js";
import { Outcomes } from "./outcomes.js";
import { Removing } from "./removing.js";

const isDefault = (flow) => flow.sourceRef?.default === flow;

export class Properties {
  constructor(root, modeler) {
    this.root = root;
    this.modeling = modeler.get("modeling");
    this.factory = modeler.get("bpmnFactory");
    this.canvas = modeler.get("canvas");
    this.shapes = modeler.get("elementRegistry");
    this.findings = [];
    this.appending = new Appending(modeler, () => this.toName());
    this.removing = new Removing(root, modeler);
    this.forms = [...root.ownerDocument.querySelectorAll("template[data-form]")];
    root.addEventListener("change", (event) => this.write(event.target));
    modeler.on("selection.changed", ({ newSelection }) => this.show(newSelection));
    modeler.on("element.changed", ({ element }) => element === this.element && this.fill());
    this.show([]);
  }

  show(selection) {
    const element = selection.length > 1 ? null : (selection[0]?.labelTarget ?? selection[0] ?? this.canvas.getRootElement());
    this.element = element;
    const form = this.forms.find((f) => element && f.dataset.form.split(" ").includes(element.type)) ?? this.forms.find((f) => f.dataset.form === "*");
    this.root.replaceChildren(form.content.cloneNode(true));
    this.root.dataset.of = element?.id ?? "";
    for (const select of this.root.querySelectorAll("select[data-choices]")) offer(select, select.dataset.choices);
    const list = this.root.querySelector("[data-outcomes]");
    const assign = this.root.querySelector("[data-assign]");
    const fields = this.root.querySelector("[data-fields]");
    this.outcomes = list && new Outcomes(list, this.tools(element));
    this.fields = fields && new Fields(fields, this.tools(element), this.shapes);
    this.assignment = assign && new Assignment(assign, this.modeling, element);
    const heading = this.root.querySelector("[data-heading]");
    if (heading && nameOf(element)) heading.textContent = label(nameOf(element));
    this.appending.offer(this.root, element);
    this.removing.offer(element);
    this.fill();
    this.take(this.findings);
  }

  tools(element) {
    return { modeling: this.modeling, factory: this.factory, element };
  }

  /** What is to be put right; that of a field of this stage stands on the field. */
  take(findings) {
    this.findings = findings;
    this.fields?.tell(findings.filter((finding) => finding.element === this.element?.id));
  }

  toName() {
    const name = this.root.querySelector("[data-prop='name']");
    name?.focus();
    name?.select();
  }

  get object() {
    return this.element.businessObject;
  }

  read(field) {
    const { prop, eventProp, expression, isDefault: isDefaultFlow } = field.dataset;
    if (field.matches("[data-message]")) return messageName(this.object);
    if (prop) return this.object.get(prop);
    if (eventProp) return this.object.eventDefinitions?.[0]?.get(eventProp);
    if (expression) return this.object.get(expression)?.body;
    return isDefaultFlow === undefined ? undefined : isDefault(this.object);
  }

  fill() {
    if (!this.element) return;
    for (const field of this.root.querySelectorAll("[data-message], [data-prop], [data-event-prop], [data-expression], [data-is-default]")) {
      if (field === document.activeElement && field.matches("input:not([type=checkbox])")) continue;
      const value = this.read(field);
      if (field.type === "checkbox") field.checked = value === true || value === (field.dataset.on ?? "yes");
      else if (field.matches("select")) choose(field, value);
      else field.value = value ?? "";
    }
    for (const part of this.root.querySelectorAll("[data-when-event]")) part.hidden = this.object.eventDefinitions?.[0]?.$type !== part.dataset.whenEvent;
    for (const part of this.root.querySelectorAll("[data-when-source]")) part.hidden = this.object.sourceRef?.$type !== part.dataset.whenSource;
    this.outcomes?.fill();
    this.fields?.fill();
    this.assignment?.fill();
  }

  /** Chooses a limit for the part that is open, when it counts by one. */
  takeLimit(code) {
    const select = this.root.querySelector("select[data-choices='codes-limits']");
    if (!select || select.closest("[hidden]")) return;
    offer(select, "codes-limits");
    choose(select, code);
    this.write(select);
  }

  write(field) {
    const { prop, eventProp, expression, isDefault: isDefaultFlow } = field.dataset;
    const given = field.type === "checkbox" ? (field.checked ? (field.dataset.on ?? "yes") : field.dataset.off) : field.value.normalize("NFC").trim();
    const value = given || undefined;
    if (field.matches("[data-message]")) chooseMessage(value, this.element, this.modeling, this.factory);
    else if (prop) this.modeling.updateProperties(this.element, { [prop]: value });
    else if (eventProp) this.modeling.updateModdleProperties(this.element, this.object.eventDefinitions[0], { [eventProp]: value });
    else if (expression) this.writeExpression(expression, value);
    else if (isDefaultFlow !== undefined) this.modeling.updateProperties(this.element.source, { default: field.checked ? this.object : undefined });
  }

  writeExpression(name, body) {
    const expression = body && this.factory.create("bpmn:FormalExpression", { body });
    if (expression) expression.$parent = this.object;
    this.modeling.updateProperties(this.element, { [name]: expression });
  }
}
