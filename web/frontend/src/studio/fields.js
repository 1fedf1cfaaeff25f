// What is filled in at a stage: a list of fields, each with its two labels, its type, and the outcomes it is asked by.
import { digits } from "../app/words.js";
import { inBengali } from "../bpmn/look.js";
import { Rows } from "./rows.js";

const listed = (text) => (text ?? "").split(",").map((part) => part.trim()).filter(Boolean);
const labelOf = (one) => (inBengali() ? one.labelBn || one.labelEn : one.labelEn || one.labelBn);
const isField = (value) => value.$type === "gp:Field" || value.$type === "gp:field";
const isOutcome = (value) => value.$type === "gp:Outcome" || value.$type === "gp:outcome";

export class Fields extends Rows {
  /** `shapes`: all parts of the drawing, for a short name that no other field of the flow's has. */
  constructor(root, tools, shapes) {
    super(root, tools, "Field", "template[data-field-row]");
    this.shapes = shapes;
    this.findings = [];
  }

  fillRow(row, field, index) {
    super.fillRow(row, field, index);
    const name = row.querySelector("[data-field-name]");
    name.textContent = `${digits(index + 1)}. ${labelOf(field) || name.dataset.unnamed}`;
    for (const part of row.querySelectorAll("[data-when-type]")) part.hidden = part.dataset.whenType !== field.type;
    for (const part of row.querySelectorAll("[data-unless-fact]")) part.hidden ||= field.fact === "yes";
    row.querySelector("[data-move='-1']").disabled = index === 0;
    row.querySelector("[data-move='1']").disabled = index === this.all().length - 1;
    this.fillAsked(row, field);
    this.fillFindings(row, index);
  }

  /** The stage's outcomes to tick; one it no longer has stays until it is unticked. */
  fillAsked(row, field) {
    const asked = listed(field.outcomes);
    const outcomes = this.held.filter(isOutcome);
    const offered = [...outcomes.map((one) => [one.id, labelOf(one) || one.id]), ...asked.filter((id) => !outcomes.some((one) => one.id === id)).map((id) => [id, `“${id}”`])];
    const place = row.querySelector("[data-asked]");
    const template = place.querySelector("template");
    const labels = [...place.querySelectorAll("label")];
    labels.slice(offered.length).forEach((label) => label.remove());
    offered.forEach(([id, words], i) => {
      const label = labels[i] ?? place.appendChild(template.content.cloneNode(true).firstElementChild);
      const box = label.querySelector("input");
      Object.assign(box, { value: id, checked: asked.includes(id) });
      label.querySelector("span").textContent = words;
    });
  }

  fillFindings(row, index) {
    const here = this.findings.filter((finding) => finding.field === index);
    row.classList.toggle("found", here.length > 0);
    row.querySelector("[data-field-findings]").replaceChildren(
      ...here.map(({ sentence, severity }) => Object.assign(row.ownerDocument.createElement("li"), { textContent: sentence, className: severity })),
    );
  }

  /** What is to be put right in this stage; `field` of a finding is the place of its row. */
  tell(findings) {
    this.findings = findings;
    [...this.list.children].forEach((row, i) => this.fillFindings(row, i));
  }

  change(event) {
    if (!event.target.closest("[data-asked]")) return super.change(event);
    event.stopPropagation();
    const ticked = [...event.target.closest("[data-asked]").querySelectorAll("input:checked")];
    this.put(this.at(event.target), { outcomes: ticked.map((box) => box.value).join(",") || undefined });
  }

  /** What no longer holds goes with the change: the choices of a list, what a text tells. */
  put(index, properties) {
    const field = this.all()[index];
    const { type = field.type, fact = field.fact } = properties;
    if ("type" in properties && type !== "choice") properties.choices = undefined;
    if (type !== "text" || fact === "yes") properties.tells = undefined;
    super.put(index, properties);
  }

  click(event) {
    super.click(event);
    const button = event.target.closest("[data-move]");
    if (button) this.move(this.at(button), Number(button.dataset.move));
  }

  /** The row goes with its open or closed state, and the keyboard with the row. */
  move(from, by) {
    const rows = this.all();
    const [row] = rows.splice(from, 1);
    rows.splice(from + by, 0, row);
    this.findings = [];
    this.list.insertBefore(this.list.children[from], this.list.children[from + by + (by > 0 ? 1 : 0)] ?? null);
    this.write(rows);
    const moved = this.list.children[from + by];
    const [same, other] = [by, -by].map((way) => moved.querySelector(`[data-move='${way}']`));
    (same.disabled ? other : same).focus();
  }

  remove(index) {
    this.findings = [];
    this.list.children[index].remove();
    super.remove(index);
  }

  add() {
    this.write([...this.all(), this.fresh()]);
    this.open(this.all().length - 1);
  }

  open(index) {
    const row = this.list.children[index];
    if (!row) return;
    row.querySelector("details").open = true;
    row.querySelector("[data-of]").focus();
  }

  fresh() {
    const used = this.shapes.getAll().flatMap((shape) => shape.businessObject?.extensionElements?.values ?? []);
    const id = this.freshId("field", new Set(used.filter(isField).map((field) => field.id)));
    return this.factory.create("gp:Field", { id, type: "text", required: "yes", fact: "no" });
  }

  arranged(fields, others) {
    return [...others, ...fields];
  }
}
