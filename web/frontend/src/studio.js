// The flow studio: [data-studio data-xml="script id" data-save-url data-revision data-findings="script id"] around
// [data-canvas], [data-properties] and [data-findings-box] (web/parts/studio.html).
import "./css/studio.css";
import { lettersReady, xmlOf } from "./bpmn/look.js";
import { Draft } from "./studio/draft.js";
import { Findings } from "./studio/findings.js";
import { newLimits } from "./studio/limits.js";
import { openModeler } from "./studio/modeler.js";
import { Parts } from "./studio/parts.js";
import { Properties } from "./studio/properties.js";

const MARGIN = 20;
const READABLE = 0.88; // letters of 11 px
const NARROW = matchMedia("(max-width: 760px)");

/** The flow beside the palette: whole, or no smaller than `least` and then from its beginning. */
function fitBesidePalette(canvas, least = 0) {
  const palette = canvas.getContainer().querySelector(".djs-palette");
  const left = palette ? palette.offsetLeft + palette.offsetWidth + MARGIN : MARGIN;
  const { inner, outer } = canvas.viewbox();
  const fitting = Math.min((outer.width - left - MARGIN) / inner.width, (outer.height - 2 * MARGIN) / inner.height, 1.1);
  if (!(fitting > 0)) return;
  const scale = Math.max(fitting, least);
  const [width, height] = [outer.width / scale, outer.height / scale];
  const above = Math.max((height - inner.height) / 2, MARGIN / scale);
  canvas.viewbox({ x: inner.x - left / scale, y: inner.y - above, width, height });
}

function buttons(modeler, canvas) {
  for (const button of document.querySelectorAll("[data-studio-zoom]"))
    button.addEventListener("click", () => (button.dataset.studioZoom === "fit" ? fitBesidePalette(canvas) : canvas.zoom(canvas.zoom() * Number(button.dataset.studioZoom), "auto")));
  for (const button of document.querySelectorAll("[data-studio-act]"))
    button.addEventListener("click", () => modeler.get("commandStack")[button.dataset.studioAct]());
}

/** A drawing that could not be opened has no draft to keep first. */
const leave = (root, href) => (root.draft ? root.draft.leaveTo(href) : location.assign(href));

async function start(root) {
  const modeler = openModeler(root.querySelector("[data-canvas]"));
  const findings = new Findings(root.querySelector("[data-findings-box]"), modeler, (href) => leave(root, href));
  const found = root.dataset.findings ? JSON.parse(document.getElementById(root.dataset.findings).textContent) : [];
  findings.show(found, false);
  const [xml] = await Promise.all([xmlOf(root), lettersReady()]);
  await modeler.importXML(xml);
  const canvas = modeler.get("canvas");
  fitBesidePalette(canvas, READABLE);
  buttons(modeler, canvas);
  const properties = new Properties(root.querySelector("[data-properties]"), modeler);
  new Parts(root.querySelector("[data-parts]"), modeler, (id) => findings.go(id), (part) => properties.removing.remove(part));
  newLimits(document.querySelector("form[data-new-limit]"), (code) => properties.takeLimit(code));
  const tell = (now) => (findings.show(now), properties.take(now));
  root.draft = new Draft(root, modeler, tell, xml);
  modeler.on("import.done", () => fitBesidePalette(canvas, READABLE));
  tell(found);
  findings.opens = (place) => properties.fields?.open(place);
  if (root.dataset.element) findings.go(root.dataset.element);
  root.modeler = modeler;
  root.dataset.ready = "";
}

function open(root) {
  start(root).catch((error) => {
    root.dataset.failed = "";
    const failed = root.querySelector("[data-studio-failed]");
    if (failed) failed.hidden = false;
    throw error;
  });
}

/** On a phone the page says where to read the draft; the drawing opens when the screen is wide enough. */
for (const root of document.querySelectorAll("[data-studio]")) {
  if (!NARROW.matches) open(root);
  else NARROW.addEventListener("change", () => root.dataset.ready === undefined && open(root), { once: true });
}
