// What ends a stage: a list of outcomes, each with its two labels, the power it needs and what it asks for.
const isOutcome = (value) => value.$type === "gp:Outcome" || value.$type === "gp:outcome";

export class Outcomes {
  constructor(root, modeling, factory, element) {
    Object.assign(this, { root, modeling, factory, element });
    this.rowTemplate = root.ownerDocument.querySelector("template[data-outcome-row]");
    this.list = root.querySelector("[data-outcome-list]");
    root.addEventListener("change", (event) => this.change(event));
    root.addEventListener("click", (event) => this.click(event));
  }

  get object() {
    return this.element.businessObject;
  }

  all() {
    return (this.object.extensionElements?.values ?? []).filter(isOutcome);
  }

  /** Rows are kept where they stand: an officer goes from field to field while each is being written. */
  fill() {
    const outcomes = this.all();
    while (this.list.childElementCount > outcomes.length) this.list.lastElementChild.remove();
    while (this.list.childElementCount < outcomes.length) this.list.append(this.rowTemplate.content.cloneNode(true).firstElementChild);
    [...this.list.children].forEach((row, i) => this.fillRow(row, outcomes[i], i));
  }

  fillRow(row, outcome, index) {
    row.dataset.index = index;
    for (const field of row.querySelectorAll("[data-of]")) {
      const value = outcome.get(field.dataset.of);
      if (field.type === "checkbox") field.checked = value === "yes";
      else if (field !== document.activeElement) field.value = value ?? "";
    }
  }

  change(event) {
    const field = event.target.closest("[data-of]");
    if (!field) return;
    event.stopPropagation();
    const outcome = this.all()[Number(field.closest("[data-index]").dataset.index)];
    const value = field.type === "checkbox" ? (field.checked ? "yes" : "no") : field.value.normalize("NFC").trim();
    this.modeling.updateModdleProperties(this.element, outcome, { [field.dataset.of]: value || undefined });
  }

  click(event) {
    if (event.target.closest("[data-add-outcome]")) this.write([...this.all(), this.fresh()]);
    const remove = event.target.closest("[data-remove-outcome]");
    if (remove) this.write(this.all().filter((_, i) => i !== Number(remove.closest("[data-index]").dataset.index)));
  }

  fresh() {
    const taken = new Set(this.all().map((outcome) => outcome.id));
    let number = taken.size + 1;
    while (taken.has(`outcome_${number}`)) number++;
    return this.factory.create("gp:Outcome", { id: `outcome_${number}`, power: "note", noting: "no" });
  }

  write(outcomes) {
    const others = (this.object.extensionElements?.values ?? []).filter((value) => !isOutcome(value));
    const held = this.factory.create("bpmn:ExtensionElements", { values: [...outcomes, ...others] });
    held.$parent = this.object;
    for (const value of held.values) value.$parent = held;
    document.activeElement?.blur();
    this.modeling.updateProperties(this.element, { extensionElements: held });
  }
}
