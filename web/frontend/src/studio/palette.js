// Left of the canvas: what a flow is drawn with, each with its word.
import { KINDS, label, makeShape } from "./kinds.js";
import { say } from "./words.js";

const OFFERED = ["begin", "stage", "choice", "parallel", "wait", "effect", "shared", "end"];

export class Palette {
  static $inject = ["palette", "create", "elementFactory", "bpmnFactory", "globalConnect", "lassoTool", "spaceTool"];

  constructor(palette, create, elementFactory, bpmnFactory, globalConnect, lassoTool, spaceTool) {
    Object.assign(this, { create, elementFactory, bpmnFactory });
    this.tools = {
      connect: ["connection-multi", (event) => globalConnect.start(event)],
      select: ["lasso-tool", (event) => lassoTool.activateSelection(event)],
      space: ["space-tool", (event) => spaceTool.activateSelection(event)],
    };
    palette.registerProvider(this);
  }

  entry(icon, words, group, action) {
    const html = `<div class="entry" draggable="true"><span class="bpmn-icon-${icon}"></span><small>${words}</small></div>`;
    return { group, html, title: words, action };
  }

  shape(name) {
    const start = (event) => this.create.start(event, makeShape(name, this.elementFactory, this.bpmnFactory));
    return this.entry(KINDS[name].icon, label(name), "elements", { dragstart: start, click: start });
  }

  lane() {
    const start = (event) => this.create.start(event, this.elementFactory.createParticipantShape());
    return this.entry("participant", say("lane"), "elements", { dragstart: start, click: start });
  }

  getPaletteEntries() {
    const tools = Object.entries(this.tools).map(([name, [icon, click]]) => [name, this.entry(icon, say(name), "tools", { click })]);
    return Object.fromEntries([...OFFERED.map((name) => [name, this.shape(name)]), ["lane", this.lane()], ...tools]);
  }
}
