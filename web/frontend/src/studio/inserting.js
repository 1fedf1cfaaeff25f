// Puts a new part on an arrow, where it covers no other part, no border of a lane and no other arrow; where
// there is no such place, what lies to the right makes room.
import { selfAndAllChildren } from "diagram-js/lib/util/Elements";

const CLEAR = 22; // between the new part and another
const BORDER = 12; // and a border of a lane or another arrow
const STEP = 10;
const ASIDE = [0, -70, 70, -110, 110, -150, 150];
const BLOCKED = 1000;

const grown = ({ x, y, width, height }, by) => ({ x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by });
const meet = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const between = ([a, b]) => ({ x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x) + 1, height: Math.abs(a.y - b.y) + 1 });
const stretches = ({ waypoints }) => waypoints.slice(1).map((to, i) => [waypoints[i], to]);
const isFrame = ({ type }) => type === "bpmn:Participant" || type === "bpmn:Lane";

/** Points along an arrow and beside it, as middles of a part: the nearer to its own middle the better. */
function* places(arrow) {
  const whole = stretches(arrow);
  const length = ([a, b]) => Math.hypot(b.x - a.x, b.y - a.y);
  const half = whole.reduce((sum, one) => sum + length(one), 0) / 2;
  let gone = 0;
  for (const [a, b] of whole) {
    const long = length([a, b]);
    for (let at = 0; at <= long; at += STEP) {
      const share = long ? at / long : 0;
      const [x, y] = [a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share];
      const level = Math.abs(a.y - b.y) <= Math.abs(a.x - b.x);
      for (const aside of ASIDE) {
        const place = { x: Math.round(level ? x : x + aside), y: Math.round(level ? y + aside : y) };
        yield [place, Math.abs(gone + at - half) / 10 + Math.abs(aside) / 5];
      }
    }
    gone += long;
  }
}

export class Inserting {
  static $inject = ["commandStack", "elementRegistry", "modeling", "canvas", "spaceTool"];

  constructor(commandStack, elementRegistry, modeling, canvas, spaceTool) {
    Object.assign(this, { commandStack, shapes: elementRegistry, modeling, canvas, spaceTool });
    commandStack.register("gp.insert", { preExecute: (context) => this.put(context) });
  }

  /** One step to undo. Returns the new part. */
  insert(made, arrow) {
    const context = { made, arrow };
    this.commandStack.execute("gp.insert", context);
    return context.shape;
  }

  put(context) {
    const { made, arrow } = context;
    const { target } = arrow;
    let [place, price] = this.best(arrow, made);
    if (price >= BLOCKED) {
      this.makeRoom(arrow, made);
      [place] = this.best(arrow, made);
    }
    context.shape = this.modeling.createShape(made, place, arrow.parent);
    this.modeling.reconnectEnd(arrow, context.shape, place);
    this.modeling.connect(context.shape, target, { type: "bpmn:SequenceFlow" });
    this.modeling.layoutConnection(arrow);
  }

  best(arrow, { width, height }) {
    let [best, least] = [null, Infinity];
    for (const [place, distance] of places(arrow)) {
      const price = distance + this.conflicts({ x: place.x - width / 2, y: place.y - height / 2, width, height }, arrow);
      if (price < least) [best, least] = [place, price];
    }
    return [best, least];
  }

  conflicts(box, arrow) {
    let price = 0;
    for (const element of this.shapes.getAll()) {
      if (element === arrow || element.labelTarget === arrow || !element.parent) continue;
      price += this.conflict(box, element);
    }
    return price;
  }

  conflict(box, element) {
    if (element.waypoints) return stretches(element).some((one) => meet(grown(box, BORDER), between(one))) ? BLOCKED : 0;
    if (element.labelTarget) return meet(box, element) ? BLOCKED / 10 : 0;
    if (!isFrame(element)) return meet(grown(box, CLEAR), element) ? BLOCKED * 2 : 0;
    const [near, inner] = [grown(box, BORDER), element];
    const within = near.x >= inner.x + 30 && near.y >= inner.y && near.x + near.width <= inner.x + inner.width && near.y + near.height <= inner.y + inner.height;
    return within || (element.type === "bpmn:Lane" && !meet(near, inner)) ? 0 : BLOCKED;
  }

  /** All that begins right of the arrow's source moves on, and its lanes grow with it. */
  makeRoom({ source }, { width }) {
    const by = width + 2 * CLEAR + STEP;
    const start = source.x + source.width + 1;
    const all = selfAndAllChildren(this.canvas.getRootElement(), true);
    const { movingShapes, resizingShapes } = this.spaceTool.calculateAdjustments(all, "x", by, start);
    this.spaceTool.makeSpace(movingShapes, resizingShapes, { x: by, y: 0 }, "e", start);
  }
}
