// A diagram to look at: stages marked by state, time spent as words on them, tokens that travel.
import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";
import { FittingText } from "../bpmn/fitting.js";
import { gp } from "../bpmn/gp.js";
import { inBengali, lettersReady, look, nameInEnglish, xmlOf } from "../bpmn/look.js";
import { translation } from "../bpmn/translate.js";
import { placeLabels } from "./labels.js";
import { along, flowsBetween, pointsOf } from "./path.js";

const SVG = "http://www.w3.org/2000/svg";
const STATES = ["done", "now", "late"];
const TRAVEL_MS = 900;
const LEAST_ZOOM = 0.45;
const SEEN_SIZE = 9.6; // px on the screen that a stage's name should have
const NAME_SIZE = look.textRenderer.defaultStyle.fontSize;
const LARGEST = 1.5;

async function view(root, xml, letters) {
  const { defaultStyle, externalStyle } = look.textRenderer;
  const sized = (style, by) => ({ ...style, fontSize: style.fontSize * by });
  const viewer = new NavigatedViewer({
    container: root,
    zoomScroll: { enabled: false },
    moddleExtensions: { gp },
    additionalModules: [translation, { textRenderer: ["type", FittingText] }],
    ...look,
    textRenderer: { defaultStyle: sized(defaultStyle, letters), externalStyle: sized(externalStyle, letters) },
  });
  if (!inBengali()) viewer.on("import.parse.complete", ({ definitions }) => nameInEnglish(definitions));
  await viewer.importXML(xml);
  placeLabels(viewer, letters);
  return viewer;
}

function fitting(viewer) {
  const canvas = viewer.get("canvas");
  const size = canvas.getSize();
  return size.width && size.height ? canvas.zoom("fit-viewport") : 1;
}

/** How much larger the letters are set, so that a wide flow can be read; FittingText keeps them in their boxes. */
const lettersFor = (zoom) => Math.max(1, Math.min(SEEN_SIZE / (NAME_SIZE * Math.max(zoom, LEAST_ZOOM)), LARGEST));

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export class Picture {
  /** A wide flow is drawn small; its letters are then set larger, so that they can still be read. */
  static async open(root) {
    const [xml] = await Promise.all([xmlOf(root), lettersReady()]);
    const first = await view(root, xml, 1);
    const letters = lettersFor(fitting(first));
    if (letters < 1.08) return new Picture(root, first, 1);
    first.destroy();
    return new Picture(root, await view(root, xml, letters), letters);
  }

  constructor(root, viewer, letters) {
    this.root = root;
    this.letters = letters;
    this.canvas = viewer.get("canvas");
    this.shapes = viewer.get("elementRegistry");
    this.overlays = viewer.get("overlays");
    this.layer = this.canvas.getLayer("gp-tokens", 900);
    this.marked = [];
    this.fit();
    new ResizeObserver(() => this.fit()).observe(root);
    this.dragByTouch();
    viewer.on("element.click", ({ element }) =>
      root.dispatchEvent(new CustomEvent("flow:chosen", { bubbles: true, detail: { element: element.id } })),
    );
    root.dataset.ready = "";
  }

  fit() {
    if (!this.root.clientWidth || !this.root.clientHeight) return;
    this.canvas.resized();
    this.canvas.zoom("fit-viewport", "auto");
    this.canvas.zoom(Math.min(this.canvas.zoom() * 0.97, 1.15), "auto");
    if (this.canvas.zoom() >= LEAST_ZOOM) return;
    this.canvas.zoom(LEAST_ZOOM, { x: 0, y: 0 });
    this.centre(this.places ?? []);
  }

  /** All of it, however small. */
  whole() {
    this.canvas.zoom("fit-viewport", "auto");
    this.canvas.zoom(this.canvas.zoom() * 0.97, "auto");
  }

  /** A finger moves the picture sideways; up and down it scrolls the page. */
  dragByTouch() {
    let last = null;
    this.root.addEventListener("pointerdown", (event) => (last = event.pointerType === "touch" && event.isPrimary ? event : null));
    this.root.addEventListener("pointermove", (event) => {
      if (!last || event.pointerId !== last.pointerId) return;
      this.canvas.scroll({ dx: event.clientX - last.clientX, dy: event.clientY - last.clientY });
      last = event;
    });
    for (const end of ["pointerup", "pointercancel"]) this.root.addEventListener(end, () => (last = null));
  }

  /** Where the whole has no room, as on a telephone, the picture goes along with its tokens. */
  follow(places) {
    const view = this.canvas.viewbox();
    const { inner, width, height } = view;
    if (inner.width <= width && inner.height <= height) return;
    const seen = ({ x, y }) => x > view.x + 40 && x < view.x + width - 90 && y > view.y + 30 && y < view.y + height - 30;
    if (!places.length || !places.every(seen)) this.centre(places);
  }

  centre(places) {
    const { inner, width, height } = this.canvas.viewbox();
    const { x, y } = places.at(-1) ?? { x: inner.x, y: inner.y };
    const within = (at, size, from, whole) => (whole <= size ? from - (size - whole) / 2 : Math.min(Math.max(at - size / 2, from), from + whole - size));
    this.canvas.viewbox({ x: within(x, width, inner.x, inner.width), y: within(y, height, inner.y, inner.height), width, height });
  }

  zoom(by) {
    this.canvas.zoom(Math.min(Math.max(this.canvas.zoom() * by, 0.2), 3), "auto");
  }

  /** states: {element id: "done"|"now"|"late"}; flows: ids of the sequence flows already travelled. */
  mark(states, flows = []) {
    for (const [id, state] of this.marked) this.canvas.removeMarker(id, state);
    this.marked = [...Object.entries(states), ...flows.map((id) => [id, "travelled"])].filter(([id]) => this.shapes.get(id));
    for (const [id, state] of this.marked) this.canvas.addMarker(id, state);
  }

  /** words: {element id: text} shown inside the stage, below its name. */
  dwell(words) {
    this.overlays.remove({ type: "dwell" });
    for (const [id, text] of Object.entries(words)) {
      const shape = this.shapes.get(id);
      if (!shape || shape.waypoints) continue;
      const html = Object.assign(document.createElement("div"), { className: "dwell" });
      html.append(Object.assign(document.createElement("span"), { textContent: text }));
      const width = Math.max(shape.width, 72) * this.letters;
      html.style.width = `${width}px`;
      html.style.fontSize = `${10.5 * this.letters}px`;
      const left = (shape.width - width) / 2;
      this.overlays.add(id, "dwell", { position: { left, bottom: shape.height >= 60 && this.letters < 1.15 ? 19 : -2 }, html });
    }
  }

  /** Where a token rests: on the left edge of each of these elements. */
  rest(ids) {
    this.stop();
    const places = ids.map((id) => this.shapes.get(id)).filter((shape) => shape && !shape.waypoints);
    this.places = places.map(({ x, y, width, height }) => ({ x: width < 60 ? x + width / 2 : x + 2, y: y + height / 2 }));
    this.layer.replaceChildren(...this.places.map((place) => this.token(place)));
    if (this.canvas.zoom() > LEAST_ZOOM) return;
    if (this.rested) this.follow(this.places);
    else this.centre(this.places);
    this.rested = true;
  }

  token({ x, y }) {
    const dot = document.createElementNS(SVG, "circle");
    for (const [name, value] of Object.entries({ r: 7, cx: x, cy: y, class: "token" })) dot.setAttribute(name, value);
    return dot;
  }

  /** The flows of a move: through the elements of `way`, or `named` ones (flow ids), else the shortest way. */
  way({ way, from, to, flows: named }) {
    if (way) return way.slice(1).flatMap((id, i) => this.way({ from: way[i], to: id }));
    if (named?.length) return named.map((id) => this.shapes.get(id)).filter(Boolean);
    const [a, b] = [this.shapes.get(from), this.shapes.get(to)];
    return a && b ? flowsBetween(a, b) : [];
  }

  /** Lets tokens travel all moves at once; resolves when the last has arrived, at once for who wants no motion. */
  travel(moves, speed = 1) {
    this.stop();
    const ways = moves.map((move) => pointsOf(this.way(move))).filter((points) => points.length > 1).map(along);
    if (!ways.length || still()) return Promise.resolve();
    const dots = ways.map((way) => this.token(way.at(0)));
    this.layer.replaceChildren(...dots);
    return new Promise((done) => {
      const start = performance.now();
      const frame = (now) => {
        const part = Math.min((now - start) / (TRAVEL_MS / speed), 1);
        ways.forEach((way, i) => {
          const { x, y } = way.at(part);
          dots[i].setAttribute("cx", x);
          dots[i].setAttribute("cy", y);
        });
        if (part < 1) this.frame = requestAnimationFrame(frame);
        else done();
      };
      this.frame = requestAnimationFrame(frame);
    });
  }

  stop() {
    cancelAnimationFrame(this.frame);
  }
}
