// A list of our own children of an element, each a row of inputs that say in data-of which attribute they write.
export class Rows {
  /** `kind`: Outcome or Field, as gp.js names them; `template`: the row. */
  constructor(root, { modeling, factory, element }, kind, template) {
    Object.assign(this, { root, modeling, factory, element, kind });
    this.types = [`gp:${kind}`, `gp:${kind.toLowerCase()}`];
    this.rowTemplate = root.ownerDocument.querySelector(template);
    this.list = root.querySelector("[data-rows]");
    root.addEventListener("change", (event) => this.change(event));
    root.addEventListener("click", (event) => this.click(event));
  }

  get object() {
    return this.element.businessObject;
  }

  get held() {
    return this.object.extensionElements?.values ?? [];
  }

  all() {
    return this.held.filter((value) => this.types.includes(value.$type));
  }

  /** Rows are kept where they stand: an officer goes from field to field while each is being written. */
  fill() {
    const all = this.all();
    while (this.list.childElementCount > all.length) this.list.lastElementChild.remove();
    while (this.list.childElementCount < all.length) this.list.append(this.rowTemplate.content.cloneNode(true).firstElementChild);
    [...this.list.children].forEach((row, i) => this.fillRow(row, all[i], i));
  }

  fillRow(row, one, index) {
    row.dataset.index = index;
    for (const field of row.querySelectorAll("[data-of]")) {
      const value = one.get(field.dataset.of);
      if (field.type === "checkbox") field.checked = value === "yes";
      else if (field !== field.ownerDocument.activeElement || field.matches("select")) field.value = value ?? "";
    }
  }

  at(target) {
    return Number(target.closest("[data-index]").dataset.index);
  }

  change(event) {
    const field = event.target.closest("[data-of]");
    if (!field) return;
    event.stopPropagation();
    const value = field.type === "checkbox" ? (field.checked ? "yes" : "no") : field.value.normalize("NFC").trim();
    this.put(this.at(field), { [field.dataset.of]: value || undefined });
  }

  put(index, properties) {
    this.modeling.updateModdleProperties(this.element, this.all()[index], properties);
  }

  click(event) {
    if (event.target.closest("[data-add-row]")) this.add();
    const remove = event.target.closest("[data-remove-row]");
    if (remove) this.remove(this.at(remove));
  }

  add() {
    this.write([...this.all(), this.fresh()]);
    this.list.lastElementChild.querySelector("[data-of]").focus();
  }

  /** The keyboard goes on at the row that took the place, or at the button that adds one. */
  remove(index) {
    this.write(this.all().filter((_, i) => i !== index));
    const next = this.list.children[Math.min(index, this.all().length - 1)];
    (next?.querySelector("summary, [data-of]") ?? this.root.querySelector("[data-add-row]")).focus();
  }

  /** A short name that none of `taken` has. */
  freshId(stem, taken) {
    let number = 1;
    while (taken.has(`${stem}_${number}`)) number++;
    return `${stem}_${number}`;
  }

  write(rows) {
    const others = this.held.filter((value) => !this.types.includes(value.$type));
    const held = this.factory.create("bpmn:ExtensionElements", { values: this.arranged(rows, others) });
    held.$parent = this.object;
    for (const value of held.values) value.$parent = held;
    this.root.ownerDocument.activeElement?.blur();
    this.modeling.updateProperties(this.element, { extensionElements: held });
  }
}
