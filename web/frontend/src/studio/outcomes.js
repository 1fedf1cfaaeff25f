// What ends a stage: a list of outcomes, each with its two labels, the power it needs and what it asks for.
import { Rows } from "./rows.js";

export class Outcomes extends Rows {
  constructor(root, tools) {
    super(root, tools, "Outcome", "template[data-outcome-row]");
  }

  fresh() {
    const taken = new Set(this.all().map((outcome) => outcome.id));
    let number = taken.size + 1;
    while (taken.has(`outcome_${number}`)) number++;
    return this.factory.create("gp:Outcome", { id: `outcome_${number}`, power: "note", noting: "no" });
  }

  arranged(outcomes, others) {
    return [...outcomes, ...others];
  }
}
