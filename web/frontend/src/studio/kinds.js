// The elements a flow may be drawn with (everything else is refused at publish), as bpmn-js makes them.
import { both, say } from "./words.js";

const event = (definition) => ({ eventDefinitionType: `bpmn:${definition}EventDefinition` });

export const KINDS = {
  begin: { type: "bpmn:StartEvent", icon: "start-event-none" },
  stage: { type: "bpmn:UserTask", icon: "user-task" },
  choice: { type: "bpmn:ExclusiveGateway", icon: "gateway-xor" },
  parallel: { type: "bpmn:ParallelGateway", icon: "gateway-parallel" },
  inclusive: { type: "bpmn:InclusiveGateway", icon: "gateway-or" },
  eventBased: { type: "bpmn:EventBasedGateway", icon: "gateway-eventbased" },
  wait: { type: "bpmn:IntermediateCatchEvent", icon: "intermediate-event-catch-message", ...event("Message") },
  timer: { type: "bpmn:IntermediateCatchEvent", icon: "intermediate-event-catch-timer", ...event("Timer") },
  limit: { type: "bpmn:BoundaryEvent", icon: "intermediate-event-catch-timer", ...event("Timer"), cancelActivity: true },
  reminder: { type: "bpmn:BoundaryEvent", icon: "intermediate-event-catch-non-interrupting-timer", ...event("Timer"), cancelActivity: false },
  effect: { type: "bpmn:ServiceTask", icon: "service-task" },
  shared: { type: "bpmn:CallActivity", icon: "call-activity" },
  end: { type: "bpmn:EndEvent", icon: "end-event-none" },
  endAll: { type: "bpmn:EndEvent", icon: "end-event-terminate", ...event("Terminate") },
};

const FAMILIES = [
  ["stage", "effect", "shared"],
  ["choice", "parallel", "inclusive", "eventBased"],
  ["wait", "timer"],
  ["limit", "reminder"],
  ["end", "endAll"],
];

function isKind(element, { type, eventDefinitionType, cancelActivity }) {
  const object = element.businessObject;
  const definition = object.eventDefinitions?.[0]?.$type;
  return (
    object.$type === type && definition === eventDefinitionType &&
    (cancelActivity === undefined || (object.cancelActivity !== false) === cancelActivity)
  );
}

/** The kinds that an element may be changed to: its family without itself. */
export function siblings(element) {
  const family = FAMILIES.find((names) => names.some((name) => KINDS[name].type === element.type)) ?? [];
  return family.filter((name) => !isKind(element, KINDS[name]));
}

/** A new stage is born complete: with the officer the matter is marked to, along his line, and one outcome. */
function newStage(factory) {
  const { bn, en } = both("stage");
  const done = both("done");
  const outcome = factory.create("gp:Outcome", { id: "done", labelBn: done.bn, labelEn: done.en, power: "note", noting: "no" });
  const held = factory.create("bpmn:ExtensionElements", { values: [outcome] });
  outcome.$parent = held;
  const stage = factory.create("bpmn:UserTask", {
    name: bn, "gp:nameEn": en, "gp:assign": "marked", "gp:channel": "hierarchy", extensionElements: held,
  });
  held.$parent = stage;
  return stage;
}

export function makeShape(name, elementFactory, bpmnFactory) {
  const { icon, ...attributes } = KINDS[name];
  if (name === "stage") attributes.businessObject = newStage(bpmnFactory);
  return elementFactory.createShape(attributes);
}

/** What an element is called in the office: one of our kinds, or its word in the drawing. */
export function nameOf(element) {
  const found = Object.keys(KINDS).find((name) => isKind(element, KINDS[name]));
  const other = { "bpmn:SequenceFlow": "arrow", "bpmn:Lane": "lane", "bpmn:Participant": "lane", "bpmn:Process": "flow" };
  return found ?? other[element.type];
}

export const label = (name) => say(name);
