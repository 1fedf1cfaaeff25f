// Who works a stage: "head", "marked", "starter", "section", or a kind with a code: "post:…", "rank:…",
// "rank:…@section", "section:…", "body:…".
import { choose, offer } from "./choices.js";

const KINDS = /^(post|rank|section|body):(.+?)(@section)?$/;

export function parse(text = "") {
  const [, kind, code, inSection] = text.match(KINDS) ?? [];
  return kind ? { kind: inSection ? `${kind}@section` : kind, code } : { kind: text, code: "" };
}

export function compose(kind, code) {
  if (["post", "rank", "section", "body"].includes(kind) && code) return `${kind}:${code}`;
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
      this.offer(this.code.value);
      const wants = needsCode(this.kind.selectedOptions[0]);
      if (wants && !this.code.value) return this.code.focus();
      // The pool of a matter's own section and a named section share a word: without a code it is the former.
      const kind = this.kind.value === "section-named" ? "section" : this.kind.value;
      modeling.updateProperties(element, { "gp:assign": compose(kind, wants ? this.code.value : "") || undefined });
    });
    this.object = element.businessObject;
  }

  fill() {
    const { kind, code } = parse(this.object.get("gp:assign"));
    this.kind.value = kind === "section" && code ? "section-named" : kind;
    this.offer(code);
  }

  /** The codes of the chosen kind, by their names; one of another kind is not taken over. */
  offer(code) {
    const codes = needsCode(this.kind.selectedOptions[0]);
    this.code.closest("[data-code-field]").hidden = !codes;
    if (!codes) return;
    const other = this.code.dataset.choices && this.code.dataset.choices !== codes;
    this.code.dataset.choices = codes;
    this.code.replaceChildren(new Option("—", ""));
    offer(this.code, codes);
    choose(this.code, other ? "" : code);
  }
}
