// What a note may hold, in the editor as on the record (notings/marking.py): words, lists, tables, three marks.
import { Schema } from "prosemirror-model";
import { tableNodes } from "prosemirror-tables";

const tables = tableNodes({ tableGroup: "block", cellContent: "paragraph", cellAttributes: {} });
const styled = (property, test) => ({ style: property, getAttrs: (value) => test(value) && null });

export const schema = new Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: { content: "inline*", group: "block", parseDOM: [{ tag: "p" }, { tag: "h1" }, { tag: "h2" }, { tag: "h3" }], toDOM: () => ["p", 0] },
    numbered: {
      content: "item+",
      group: "block",
      attrs: { start: { default: 1 }, script: { default: "bn" }, sign: { default: "।" } },
      parseDOM: [{ tag: "ol", getAttrs: (dom) => ({ start: Math.min(999, Math.max(1, dom.start)), script: dom.dataset.script ?? "bn", sign: dom.dataset.sign ?? "।" }) }],
      toDOM: ({ attrs: { start, script, sign } }) => ["ol", { start, "data-script": script, "data-sign": sign }, 0],
    },
    bullets: { content: "item+", group: "block", parseDOM: [{ tag: "ul" }], toDOM: () => ["ul", 0] },
    item: { content: "paragraph", parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0], defining: true },
    text: { group: "inline" },
    line: { inline: true, group: "inline", selectable: false, parseDOM: [{ tag: "br" }], toDOM: () => ["br"] },
    reference: {
      inline: true,
      group: "inline",
      atom: true,
      attrs: { kind: {}, id: {}, words: {} },
      parseDOM: [{ tag: "span[data-refers]", getAttrs: (dom) => ({ kind: dom.dataset.refers, id: dom.dataset.id, words: dom.textContent }) }],
      toDOM: ({ attrs: { kind, id, words } }) => ["span", { class: "ref", "data-refers": kind, "data-id": id }, words],
      leafText: ({ attrs: { kind, id, words } }) => `[[${kind}:${id} ${words}]]`,
    },
    ...tables,
  },
  marks: {
    strong: { parseDOM: [{ tag: "strong" }, { tag: "b" }, styled("font-weight", (v) => /^(bold(er)?|[6-9]\d\d)$/.test(v))], toDOM: () => ["strong", 0] },
    em: { parseDOM: [{ tag: "em" }, { tag: "i" }, styled("font-style", (v) => v === "italic")], toDOM: () => ["em", 0] },
    u: { parseDOM: [{ tag: "u" }, styled("text-decoration", (v) => v.includes("underline"))], toDOM: () => ["u", 0] },
  },
});
