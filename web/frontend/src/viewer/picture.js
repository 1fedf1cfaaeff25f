// A diagram to look at: stages marked by state, time spent as words on them, tokens that travel.
import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";
import { gp } from "../bpmn/gp.js";
import { inBengali, lettersReady, look, nameInEnglish, xmlOf } from "../bpmn/look.js";
import { translation } from "../bpmn/translate.js";
import { along, flowsBetween, pointsOf } from "./path.js";

const SVG = "http://www.w3.org/2000/svg";
const STATES = ["done", "now", "late"];
const TRAVEL_MS = 900;

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export class Picture {
  static async open(root) {
    const viewer = new NavigatedViewer({
      container: root,
      zoomScroll: { enabled: false },
      moddleExtensions: { gp },
      additionalModules: [translation],
      ...look,
    });
    const [xml] = await Promise.all([xmlOf(root), lettersReady()]);
    if (!inBengali()) viewer.on("import.parse.complete", ({ definitions }) => nameInEnglish(definitions));
    await viewer.importXML(xml);
    return new Picture(root, viewer);
  }

  constructor(root, viewer) {
    this.root = root;
    this.canvas = viewer.get("canvas");
    this.shapes = viewer.get("elementRegistry");
    this.overlays = viewer.get("overlays");
    this.layer = this.canvas.getLayer("gp-tokens", 900);
    this.marked = [];
    this.fit();
    new ResizeObserver(() => this.fit()).observe(root);
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
      const html = Object.assign(document.createElement("div"), { className: "dwell", textContent: text });
      html.style.width = `${Math.max(shape.width, 72)}px`;
      const left = Math.min(0, (shape.width - 72) / 2);
      this.overlays.add(id, "dwell", { position: { left, bottom: shape.height >= 60 ? 19 : -2 }, html });
    }
  }

  /** Where a token rests: on the left edge of each of these elements. */
  rest(ids) {
    this.stop();
    const places = ids.map((id) => this.shapes.get(id)).filter((shape) => shape && !shape.waypoints);
    this.layer.replaceChildren(...places.map(({ x, y, width, height }) =>
      this.token(width < 60 ? { x: x + width / 2, y: y + height / 2 } : { x: x + 2, y: y + height / 2 })));
  }

  token({ x, y }) {
    const dot = document.createElementNS(SVG, "circle");
    for (const [name, value] of Object.entries({ r: 7, cx: x, cy: y, class: "token" })) dot.setAttribute(name, value);
    return dot;
  }

  /** The flows between two stages; `named` (flow ids), when the ledger knows them, go before the shortest way. */
  way({ from, to, flows: named }) {
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
