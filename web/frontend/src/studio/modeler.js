// bpmn-js with our own palette, pad and menu. Aligning and distributing are left out: their icons carry
// inline styles, which the content policy refuses.
import Modeler from "bpmn-js/lib/Modeler";
import AlignElements from "bpmn-js/lib/features/align-elements";
import DistributeElements from "bpmn-js/lib/features/distribute-elements";
import { FittingText } from "../bpmn/fitting.js";
import { gp } from "../bpmn/gp.js";
import { inBengali, look } from "../bpmn/look.js";
import { translation } from "../bpmn/translate.js";
import { EnglishEditing, EnglishRenderer, labelInEnglish } from "./english.js";
import { Inserting } from "./inserting.js";
import { ChangeMenu, Pad } from "./pad.js";
import { Palette } from "./palette.js";

const LEFT_OUT = [AlignElements, DistributeElements];

class HouseModeler extends Modeler {}
HouseModeler.prototype._modules = Modeler.prototype._modules.filter((module) => !LEFT_OUT.includes(module));

const OURS = {
  __init__: ["inserting"],
  inserting: ["type", Inserting],
  textRenderer: ["type", FittingText],
  paletteProvider: ["type", Palette],
  contextPadProvider: ["type", Pad],
  replaceMenuProvider: ["type", ChangeMenu],
};
const ENGLISH = { bpmnRenderer: ["type", EnglishRenderer], labelEditingProvider: ["type", EnglishEditing] };

export function openModeler(container) {
  const modules = inBengali() ? [OURS] : [OURS, ENGLISH];
  const modeler = new HouseModeler({ container, moddleExtensions: { gp }, additionalModules: [translation, ...modules], ...look });
  if (!inBengali()) labelInEnglish(modeler);
  return modeler;
}
