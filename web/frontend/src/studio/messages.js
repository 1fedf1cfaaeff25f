// The message a wait ends with: chosen by its name, held once in the file and pointed at by the wait.
const definitionsOf = (object) => (object.$type === "bpmn:Definitions" ? object : definitionsOf(object.$parent));

export const messageName = (object) => object.eventDefinitions?.[0]?.messageRef?.name;

export function chooseMessage(name, element, modeling, factory) {
  const definitions = definitionsOf(element.businessObject);
  const known = definitions.rootElements.find((one) => one.$type === "bpmn:Message" && one.name === name);
  const message = name ? (known ?? factory.create("bpmn:Message", { id: `Message_${name}`, name })) : undefined;
  if (message && !known) {
    message.$parent = definitions;
    modeling.updateModdleProperties(element, definitions, { rootElements: [message, ...definitions.rootElements] });
  }
  modeling.updateModdleProperties(element, element.businessObject.eventDefinitions[0], { messageRef: message });
}
