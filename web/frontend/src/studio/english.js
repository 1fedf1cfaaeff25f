// On an English page the drawing shows the English names, and writing in it writes those. What is saved keeps
// both: the Bengali name steps aside only while a part is being drawn.
import BpmnRenderer from "bpmn-js/lib/draw/BpmnRenderer";
import LabelEditingProvider from "bpmn-js/lib/features/label-editing/LabelEditingProvider";
import { placeLabels } from "../viewer/labels.js";

const shown = (object) => object.get("gp:nameEn") || object.name;

function inEnglish({ businessObject: object }, act) {
  const english = object.get("gp:nameEn");
  if (!english) return act();
  const { name } = object;
  object.name = english;
  try {
    return act();
  } finally {
    if (name === undefined) delete object.name;
    else object.name = name;
  }
}

export class EnglishRenderer extends BpmnRenderer {
  static $inject = BpmnRenderer.$inject;

  constructor(config, eventBus, styles, pathMap, canvas, textRenderer) {
    super(config, eventBus, styles, pathMap, canvas, textRenderer);
    this.letters = textRenderer;
  }

  /** A label may be as narrow as its Bengali words; the English ones get their room around the same middle. */
  widened(label) {
    const least = this.letters.widest(shown(label.businessObject) ?? "", this.letters.getExternalStyle()) + 2;
    const width = Math.max(label.width, least);
    return [Object.create(label, { width: { value: width } }), (label.width - width) / 2];
  }

  drawShape(parent, element, attrs) {
    if (!element.labelTarget) return inEnglish(element, () => super.drawShape(parent, element, attrs));
    const [label, aside] = this.widened(element);
    const text = inEnglish(element, () => super.drawShape(parent, label, attrs));
    text.setAttribute("transform", `translate(${aside} 0)`);
    return text;
  }

  drawConnection(parent, element, attrs) {
    return inEnglish(element, () => super.drawConnection(parent, element, attrs));
  }
}

export class EnglishEditing extends LabelEditingProvider {
  static $inject = LabelEditingProvider.$inject;

  activate(element) {
    return inEnglish(element, () => super.activate(element));
  }

  /** A part that has no name yet is named in both: without a Bengali one a gateway or an arrow shows none. */
  update(element, written, before, bounds) {
    if (element.type === "bpmn:TextAnnotation") return super.update(element, written, before, bounds);
    const part = element.labelTarget ?? element;
    const english = written?.trim() || undefined;
    const named = part.businessObject.name ? {} : { name: english };
    this._modeling.updateProperties(part, { "gp:nameEn": english, ...named });
  }
}

/** Labels stand where English words have room; one is drawn anew with its part, whose English name is in no
 * attribute that bpmn-js knows of. */
export function labelInEnglish(modeler) {
  modeler.on("import.done", ({ error }) => error || placeLabels(modeler, 1, shown));
  modeler.on("element.changed", ({ element }) => element.label && modeler.get("eventBus").fire("element.changed", { element: element.label }));
}
