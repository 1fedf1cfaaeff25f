// A line over the drawing that says what has come between and offers the ways on, in the studio's own words
// (template [data-studio-words]).
export const studioWord = (name, who = "") =>
  (document.querySelector("[data-studio-words]")?.dataset[name] ?? "").replaceAll("{who}", who);

function way([label, act, look = ""]) {
  const link = typeof act === "string";
  const made = document.createElement(link ? "a" : "button");
  Object.assign(made, { className: `btn ${look}`.trim(), textContent: label });
  if (link) return Object.assign(made, { href: act, target: "_blank", rel: "noopener" });
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

export class Notice {
  constructor(root) {
    this.box = root.querySelector("[data-studio-notice]");
  }

  /** `ways`: [label, what a press does or the address of a page to open beside this one, look]. */
  show(sentence, ways = []) {
    const words = Object.assign(document.createElement("p"), { textContent: sentence });
    const buttons = Object.assign(document.createElement("p"), { className: "buttons" });
    buttons.append(...ways.map(way));
    const had = this.box.contains(document.activeElement);
    this.box.replaceChildren(words, ...(ways.length ? [buttons] : []));
    this.box.hidden = false;
    if (had) this.focus();
  }

  focus() {
    (this.box.querySelector(".btn") ?? this.box).focus();
  }

  hide() {
    this.box.hidden = true;
    this.box.replaceChildren();
  }
}
