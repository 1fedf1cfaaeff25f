// Who held it over working time: a row for each post, a bar for each stay, red where the time limit was passed.
const SVG = "http://www.w3.org/2000/svg";
const ROW = 20;
const BAR = 9;
const TOP = 24; // the dates
const EDGE = 14;
const LEAST_DAY = 26; // px of a working day; a long matter is read by scrolling sideways
const LEAST_LABEL = 52; // px between two dates
const LEAST_BAR = 3; // a stay of minutes is still to be seen

function draw(name, attributes, text) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text) node.textContent = text;
  return node;
}

function titled(node, title) {
  if (title) node.append(draw("title", {}, title));
  return node;
}

const box = (name, ...parts) => {
  const node = Object.assign(document.createElement("div"), { className: name });
  node.append(...parts);
  return node;
};

/**
 * data: {posts: [label], spans: [{post, from, to, thread, late, hopFrom, title}], length, steps: [x], stepPosts: [[post]],
 * ticks: [{at, label}], off: [{from, to, title}], words}; times in working days from the start, post an index into
 * posts, steps the moment of each step of the replay and stepPosts who holds a thread after it.
 */
export class Strip {
  constructor(root, data) {
    this.root = root;
    this.data = data;
    this.plot = box("strip-plot");
    this.plot.tabIndex = 0;
    this.plot.setAttribute("role", "group");
    this.plot.setAttribute("aria-label", data.words ?? "");
    root.replaceChildren(box("strip-posts", ...data.posts.map((label) => Object.assign(box("strip-post", label), { title: label }))), this.plot);
    new ResizeObserver(() => this.draw()).observe(this.plot);
    this.draw();
  }

  measure() {
    const days = this.data.length || 1;
    this.span = Math.max(this.plot.clientWidth - 2 * EDGE, days > 1 ? days * LEAST_DAY : 0, 40);
    this.height = TOP + this.data.posts.length * ROW;
  }

  x(days) {
    return EDGE + (days / (this.data.length || 1)) * this.span;
  }

  y(post) {
    return TOP + post * ROW + ROW / 2;
  }

  off() {
    return (this.data.off ?? []).map((band) =>
      titled(draw("rect", { x: this.x(band.from), y: TOP - 4, width: this.x(band.to) - this.x(band.from), height: this.height - TOP + 4, class: "off" }), band.title));
  }

  levels() {
    const end = EDGE + this.span;
    return this.data.posts.map((_, i) => draw("line", { x1: EDGE, x2: end, y1: this.y(i), y2: this.y(i), class: "level" }));
  }

  /** Every date has its line, and its label where there is room for one. */
  ticks() {
    let free = -Infinity;
    return (this.data.ticks ?? []).flatMap(({ at, label }) => {
      const x = this.x(at);
      const line = draw("line", { x1: x, x2: x, y1: TOP - 4, y2: this.height, class: "tick" });
      if (x < free || x > EDGE + this.span - 12) return [line];
      free = x + LEAST_LABEL;
      return [line, draw("text", { x, y: TOP - 9, class: "date", "text-anchor": "start" }, label)];
    });
  }

  held() {
    const last = new Map();
    const [hops, bars] = [[], []];
    for (const span of this.data.spans) {
      const thread = span.thread ?? 0;
      const from = last.get(thread) ?? span.hopFrom;
      last.set(thread, span.post);
      const [x, y] = [this.x(span.from), this.y(span.post)];
      const kind = `thread-${thread % 4}`;
      if (from !== undefined && from !== span.post) hops.push(draw("line", { x1: x, x2: x, y1: this.y(from), y2: y, class: `hop ${kind}` }));
      const high = span.late ? BAR + 4 : BAR;
      const shape = { x, y: y - high / 2, width: Math.max(this.x(span.to) - x, LEAST_BAR), height: high, rx: 2, class: span.late ? "held late" : `held ${kind}` };
      bars.push(titled(draw("rect", shape), span.title));
    }
    return [...hops, ...bars];
  }

  draw() {
    this.measure();
    const width = this.span + 2 * EDGE;
    const svg = draw("svg", { class: "strip", width, height: this.height, role: "img", "aria-label": this.data.words ?? "" });
    this.dots = draw("g", {});
    svg.append(...this.off(), ...this.ticks(), ...this.levels(), ...this.held(), this.dots);
    this.plot.replaceChildren(svg);
    this.at(this.step ?? (this.data.steps?.length ?? 1) - 1);
  }

  at(step) {
    this.step = step;
    const moment = this.data.steps?.[step] ?? 0;
    const span = this.data.spans.findLast((s) => s.from <= moment) ?? this.data.spans[0];
    const posts = this.data.stepPosts?.[step] ?? (span ? [span.post] : []);
    const x = this.x(moment);
    const line = draw("line", { x1: x, x2: x, y1: TOP - 4, y2: this.height, class: "moment-line" });
    this.dots.replaceChildren(line, ...posts.map((post) => draw("circle", { r: 5, cx: x, cy: this.y(post), class: "token" })));
    this.keepInSight(x);
  }

  keepInSight(x) {
    const { scrollLeft, clientWidth, scrollWidth } = this.plot;
    if (scrollWidth <= clientWidth || (x > scrollLeft + 20 && x < scrollLeft + clientWidth - 40)) return;
    this.plot.scrollLeft = x - clientWidth / 2;
  }
}
