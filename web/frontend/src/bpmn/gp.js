// The house's own attributes in BPMN, namespace https://gotipath.org/bpmn/1. tagAlias keeps element names in
// lower case, which every engine expects.
const text = (name) => ({ name, isAttr: true, type: "String" });

export const gp = {
  name: "Gotipath",
  uri: "https://gotipath.org/bpmn/1",
  prefix: "gp",
  xml: { tagAlias: "lowerCase" },
  types: [
    { name: "Named", extends: ["bpmn:BaseElement"], properties: [text("nameEn")] },
    {
      name: "Stage",
      extends: ["bpmn:UserTask"],
      properties: ["assign", "channel", "levels", "sla", "opens", "rehearse"].map(text),
    },
    { name: "Profiled", extends: ["bpmn:Process"], properties: [text("profile")] },
    { name: "Closing", extends: ["bpmn:EndEvent"], properties: [text("disposal")] },
    { name: "Limited", extends: ["bpmn:TimerEventDefinition"], properties: [text("limit")] },
    { name: "Served", extends: ["bpmn:ServiceTask"], properties: [text("service"), text("wait")] },
    {
      name: "Outcome",
      superClass: ["Element"],
      properties: ["id", "labelBn", "labelEn", "power", "noting", "namesPost"].map(text),
    },
    {
      name: "Field",
      superClass: ["Element"],
      properties: ["id", "type", "labelBn", "labelEn", "required", "fact", "choices", "outcomes", "tells"].map(text),
    },
    { name: "Fact", superClass: ["Element"], properties: ["id", "type"].map(text) },
    { name: "Param", superClass: ["Element"], properties: ["name", "value"].map(text) },
  ],
};
