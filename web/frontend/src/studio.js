// The flow studio: [data-studio data-xml="script id" data-save-url data-revision data-findings="script id"] around
// [data-canvas], [data-properties] and [data-findings-box] (web/parts/studio.html).
import "./css/studio.css";
import { lettersReady, xmlOf } from "./bpmn/look.js";
import { Draft } from "./studio/draft.js";
import { Findings } from "./studio/findings.js";
import { openModeler } from "./studio/modeler.js";
import { Properties } from "./studio/properties.js";

const PALETTE = 108;
const MARGIN = 20;
const READABLE = 0.68;

function fitBesidePalette(canvas) {
  const { inner, outer } = canvas.viewbox();
  const scale = Math.min((outer.width - PALETTE - MARGIN) / inner.width, (outer.height - 2 * MARGIN) / inner.height, 1.1);
  if (!(scale > 0)) return;
  const [width, height] = [outer.width / scale, outer.height / scale];
  canvas.viewbox({ x: inner.x - PALETTE / scale, y: inner.y - (height - inner.height) / 2, width, height });
}

/** The whole flow; where its names could then not be read, its beginning. */
function openBesidePalette(canvas) {
  fitBesidePalette(canvas);
  if (canvas.zoom() >= READABLE) return;
  const { inner, outer } = canvas.viewbox();
  const [width, height] = [outer.width / READABLE, outer.height / READABLE];
  canvas.viewbox({ x: inner.x - PALETTE / READABLE, y: inner.y - Math.max((height - inner.height) / 2, MARGIN), width, height });
}

async function start(root) {
  const modeler = openModeler(root.querySelector("[data-canvas]"));
  const [xml] = await Promise.all([xmlOf(root), lettersReady()]);
  await modeler.importXML(xml);
  const canvas = modeler.get("canvas");
  openBesidePalette(canvas);
  for (const button of document.querySelectorAll("[data-studio-zoom]"))
    button.addEventListener("click", () => (button.dataset.studioZoom === "fit" ? fitBesidePalette(canvas) : canvas.zoom(canvas.zoom() * Number(button.dataset.studioZoom), "auto")));
  const findings = new Findings(root.querySelector("[data-findings-box]"), modeler);
  new Properties(root.querySelector("[data-properties]"), modeler);
  root.draft = new Draft(root, modeler, (found) => findings.show(found));
  if (root.dataset.findings) findings.show(JSON.parse(document.getElementById(root.dataset.findings).textContent));
  for (const button of document.querySelectorAll("[data-studio-act]"))
    button.addEventListener("click", () => modeler.get("commandStack")[button.dataset.studioAct]());
  root.modeler = modeler;
  root.dataset.ready = "";
}

for (const root of document.querySelectorAll("[data-studio]"))
  start(root).catch((error) => {
    root.dataset.failed = "";
    throw error;
  });
