// Places the words beside events, gateways and arrows: where they were drawn when they cover nothing there (they
// were drawn for the other language, and for smaller letters), else in the nearest place that is free.
const GAP = 5;
const WIDTHS = [90, 130, 64]; // px of the drawing at letters of the usual size
const LINE = 3; // an arrow keeps this far from the words
const isFrame = ({ type }) => type === "bpmn:Participant" || type === "bpmn:Lane";

const middle = ({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 });
const shared = (a, b) => {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
};
const grown = ({ x, y, width, height }) => ({ x: x - LINE, y: y - LINE, width: width + 2 * LINE, height: height + 2 * LINE });
const stretches = ({ waypoints }) => waypoints.slice(1).map((to, i) => [waypoints[i], to]);

/** How far a stretch of an arrow runs through a box. */
function crossing([a, b], { x, y, width, height }) {
  const [left, top] = [x - LINE, y - LINE];
  const [right, bottom] = [x + width + LINE, y + height + LINE];
  let [from, to] = [0, 1];
  for (const [start, way, low, high] of [[a.x, b.x - a.x, left, right], [a.y, b.y - a.y, top, bottom]]) {
    if (way === 0 && (start <= low || start >= high)) return 0;
    if (way === 0) continue;
    const [enter, leave] = [(low - start) / way, (high - start) / way].sort((one, other) => one - other);
    [from, to] = [Math.max(from, enter), Math.min(to, leave)];
  }
  return to > from ? Math.hypot(b.x - a.x, b.y - a.y) * (to - from) : 0;
}

/** Beside a shape: the eight places round it. */
function round({ x, y, width, height }, size) {
  const across = [x + (width - size.width) / 2, x + width + GAP, x - size.width - GAP, x + width / 2 + GAP, x + width / 2 - size.width - GAP];
  const down = [y + height + GAP, y - size.height - GAP, y + (height - size.height) / 2];
  return across.flatMap((left) => down.map((top) => ({ x: left, y: top })));
}

/** Beside an arrow: at several points of each stretch, on either side. */
function beside(arrow, { width, height }) {
  return stretches(arrow).flatMap(([a, b]) =>
    [0.15, 0.3, 0.5, 0.7, 0.85].flatMap((share) => {
      const [x, y] = [a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share];
      return [[x - width / 2, y - height - GAP], [x - width / 2, y + GAP], [x + GAP, y - height / 2], [x - width - GAP, y - height / 2], [x + GAP, y - height - GAP], [x + GAP, y + GAP]];
    }).map(([left, top]) => ({ x: left, y: top })),
  );
}

class Placing {
  constructor(viewer, letters, nameOf) {
    Object.assign(this, { letters, nameOf });
    this.shapes = viewer.get("elementRegistry");
    this.text = viewer.get("textRenderer");
    this.factory = viewer.get("graphicsFactory");
    this.all = this.shapes.getAll().filter((element) => element.parent);
    this.labels = this.all.filter((element) => element.labelTarget);
    this.nodes = this.all.filter((element) => !element.waypoints && !element.labelTarget && !isFrame(element));
    this.frames = this.all.filter(isFrame);
    this.arrows = this.all.filter((element) => element.waypoints).flatMap(stretches);
  }

  place() {
    const drawn = new Map(this.labels.map((label) => [label, { ...middle(label), top: label.y }]));
    for (const label of this.labels) Object.assign(label, this.around(label, drawn.get(label), this.size(label, WIDTHS[0])));
    for (const label of this.labels) this.settle(label, drawn.get(label));
  }

  /** The box of a label's words when lines break at a width. */
  size({ businessObject }, width) {
    const name = this.nameOf(businessObject) ?? "";
    const style = this.text.getExternalStyle();
    const box = { width: Math.max(width * this.letters, this.text.widest(name, style) + 2), height: 30 };
    const found = this.text.getDimensions(name, { style, box });
    return { width: Math.ceil(found.width) + 2, height: Math.ceil(found.height) };
  }

  around(label, { x, top }, size) {
    return { ...size, x: x - size.width / 2, y: top };
  }

  settle(label, drawn) {
    const { labelTarget: target } = label;
    let [best, least] = [null, Infinity];
    for (const width of WIDTHS) {
      const size = this.size(label, width);
      const free = target.waypoints ? beside(target, size) : round(target, size);
      for (const place of [this.around(label, drawn, size), ...free]) {
        const box = { ...size, ...place };
        const price = this.covered(box, label) + this.away(box, drawn);
        if (price < least) [best, least] = [box, price];
      }
    }
    Object.assign(label, best);
    this.factory.update("shape", label, this.shapes.getGraphics(label));
  }

  away(box, drawn) {
    const { x, y } = middle(box);
    return Math.hypot(x - drawn.x, y - drawn.y) / 25;
  }

  covered(box, label) {
    const others = this.labels.filter((other) => other !== label);
    const over = [...this.nodes, ...others].reduce((sum, other) => sum + shared(box, grown(other)), 0);
    const through = this.arrows.reduce((sum, one) => sum + crossing(one, box), 0);
    return over / 4 + through * 2 + this.frames.reduce((sum, frame) => sum + this.cut(box, frame), 0);
  }

  /** Words neither lie across the border of a lane nor over its name. */
  cut(box, { x, y, width, height }) {
    const edges = [[{ x, y }, { x: x + width, y }], [{ x, y: y + height }, { x: x + width, y: y + height }], [{ x: x + width, y }, { x: x + width, y: y + height }]];
    return edges.reduce((sum, one) => sum + crossing(one, box), 0) + shared(box, { x, y, width: 30, height });
  }
}

/** `nameOf` says what is written on a part; nothing but what is seen changes. */
export const placeLabels = (viewer, letters, nameOf = (object) => object.name) => new Placing(viewer, letters, nameOf).place();
