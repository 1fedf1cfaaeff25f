// bpmn-js with our own palette, pad and menu. Aligning and distributing are left out: their icons carry
// inline styles, which the content policy refuses.
import Modeler from "bpmn-js/lib/Modeler";
import AlignElements from "bpmn-js/lib/features/align-elements";
import DistributeElements from "bpmn-js/lib/features/distribute-elements";
import { gp } from "../bpmn/gp.js";
import { look } from "../bpmn/look.js";
import { translation } from "../bpmn/translate.js";
import { ChangeMenu, Pad } from "./pad.js";
import { Palette } from "./palette.js";

const LEFT_OUT = [AlignElements, DistributeElements];

class HouseModeler extends Modeler {}
HouseModeler.prototype._modules = Modeler.prototype._modules.filter((module) => !LEFT_OUT.includes(module));

export const openModeler = (container) =>
  new HouseModeler({
    container,
    moddleExtensions: { gp },
    additionalModules: [
      translation,
      { paletteProvider: ["type", Palette], contextPadProvider: ["type", Pad], replaceMenuProvider: ["type", ChangeMenu] },
    ],
    ...look,
  });
