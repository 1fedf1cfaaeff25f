// Who held it over working time: one line a post, one colour a thread, red where the time limit was passed.
const SVG = "http://www.w3.org/2000/svg";
const ROW = 18;
const TOP = 10;
const LABEL = { narrow: [132, 22], wide: [210, 36] }; // px, and how many letters have room in them

function draw(name, attributes, text) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text) node.textContent = text;
  return node;
}

/**
 * data: {posts: [label], spans: [{post, from, to, thread, late, hopFrom}], length, steps: [x], stepPosts: [[post]], words};
 * times in working days from the start, post an index into posts, steps the moment of each step of the replay and
 * stepPosts who holds a thread after it.
 */
export class Strip {
  constructor(root, data) {
    this.root = root;
    this.data = data;
    new ResizeObserver(() => this.draw()).observe(root);
    this.draw();
  }

  x(days) {
    return this.label + (days / (this.data.length || 1)) * Math.max(this.root.clientWidth - this.label - 24, 40);
  }

  /** Long titles get room where the page has it. */
  measure() {
    const long = this.data.posts.some((title) => title.length > LABEL.narrow[1]);
    [this.label, this.letters] = long && this.root.clientWidth > 640 ? LABEL.wide : LABEL.narrow;
  }

  y(post) {
    return TOP + post * ROW;
  }

  lines() {
    return this.data.posts.flatMap((label, i) => [
      draw("text", { x: this.label - 10, y: this.y(i) + 4, class: "post", "text-anchor": "end" }, label.length > this.letters ? `${label.slice(0, this.letters - 1)}…` : label),
      draw("line", { x1: this.label, x2: this.x(this.data.length), y1: this.y(i), y2: this.y(i), class: "level" }),
    ]);
  }

  held() {
    const last = new Map();
    return this.data.spans.flatMap((span) => {
      const thread = span.thread ?? 0;
      const kind = `held thread-${thread % 4}`;
      const from = last.get(thread) ?? span.hopFrom;
      last.set(thread, span.post);
      const [x1, x2, y] = [this.x(span.from), this.x(span.to), this.y(span.post)];
      const hop = from === undefined ? [] : [draw("line", { x1, x2: x1, y1: this.y(from), y2: y, class: kind })];
      return [...hop, draw("line", { x1, x2, y1: y, y2: y, class: span.late ? "held late" : kind })];
    });
  }

  draw() {
    this.measure();
    const height = TOP + this.data.posts.length * ROW;
    const svg = draw("svg", { class: "strip", width: "100%", height, role: "img", "aria-label": this.data.words ?? "" });
    this.dots = draw("g", {});
    svg.append(...this.lines(), ...this.held(), this.dots);
    this.root.replaceChildren(svg);
    this.at(this.step ?? (this.data.steps?.length ?? 1) - 1);
  }

  at(step) {
    this.step = step;
    const moment = this.data.steps?.[step] ?? 0;
    const span = this.data.spans.findLast((s) => s.from <= moment) ?? this.data.spans[0];
    const posts = this.data.stepPosts?.[step] ?? (span ? [span.post] : []);
    this.dots.replaceChildren(...posts.map((post) => draw("circle", { r: 5, cx: this.x(moment), cy: this.y(post), class: "token" })));
  }
}
