// Who works a stage: "head", "marked", "starter", "section", or a kind with a code: "post:…", "rank:…",
// "rank:…@section", "section:…".
const KINDS = /^(post|rank|section):(.+?)(@section)?$/;

export function parse(text = "") {
  const [, kind, code, inSection] = text.match(KINDS) ?? [];
  return kind ? { kind: inSection ? `${kind}@section` : kind, code } : { kind: text, code: "" };
}

export function compose(kind, code) {
  if (["post", "rank", "section"].includes(kind) && code) return `${kind}:${code}`;
  return kind === "rank@section" && code ? `rank:${code}@section` : kind;
}

const needsCode = (option) => option?.dataset.codes;

export class Assignment {
  constructor(root, modeling, element) {
    this.root = root;
    this.kind = root.querySelector("[data-assign-kind]");
    this.code = root.querySelector("[data-assign-code]");
    root.addEventListener("change", (event) => {
      event.stopPropagation();
      this.offer();
      const wants = needsCode(this.kind.selectedOptions[0]);
      if (wants && !this.code.value.trim()) return this.code.focus();
      // The pool of a matter's own section and a named section share a word: without a code it is the former.
      const kind = this.kind.value === "section-named" ? "section" : this.kind.value;
      modeling.updateProperties(element, { "gp:assign": compose(kind, wants ? this.code.value.trim() : "") || undefined });
    });
    this.object = element.businessObject;
  }

  fill() {
    const { kind, code } = parse(this.object.get("gp:assign"));
    this.kind.value = kind === "section" && code ? "section-named" : kind;
    if (this.code !== document.activeElement) this.code.value = code;
    this.offer();
  }

  offer() {
    const codes = needsCode(this.kind.selectedOptions[0]);
    this.code.closest("[data-code-field]").hidden = !codes;
    if (codes) this.code.setAttribute("list", codes);
  }
}
