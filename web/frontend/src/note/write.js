// The editor's document as a written note.
import { BULLET, NUMBERED, ROW, SIGNS } from "./marks.js";

const ORDER = ["strong", "em", "u"];
const EDGE = /^([\s\\*~_]*)(.*?)([\s\\*~_]*)$/s;
const bengali = (number) => String(number).replace(/\d/g, (d) => String.fromCharCode(0x9e6 + Number(d)));

/** A sign that would be read as a mark is written with a backslash before it. */
const escaped = (text) => text.replace(/\\(?=[\\*~_|\-•.।)[\]]|$)|([*~_])(?=\1)|(?<=([*~_]))\2/g, "\\$&");

function line(parts) {
  let [out, open] = ["", []];
  const turn = (wanted) => {
    const kept = open.findIndex((name, place) => wanted[place] !== name);
    const same = kept < 0 ? open.length : kept;
    out += open.slice(same).reverse().map((name) => SIGNS[name]).join("");
    out += wanted.slice(same).map((name) => SIGNS[name]).join("");
    open = wanted;
  };
  const names = parts.map(({ marks }) => ORDER.filter((name) => marks.some((mark) => mark.type.name === name)));
  const shared = (own, other = []) => own.filter((name) => other.includes(name));
  for (const [place, { text, token }] of parts.entries()) {
    const own = names[place];
    if (token) {
      turn(own);
      out += token;
      continue;
    }
    const [, lead, core, tail] = own.length ? text.match(EDGE) : [null, "", text, ""];
    for (const [part, wanted] of [[lead, shared(own, names[place - 1])], [core, own], [tail, shared(own, names[place + 1])]]) {
      if (!part) continue;
      turn(wanted);
      out += escaped(part);
    }
  }
  turn([]);
  return out;
}

function lines(paragraph) {
  const found = [[]];
  paragraph.forEach((node) => (node.type.name === "line" ? found.push([]) : found.at(-1).push(node.isText ? { text: node.text, marks: node.marks } : { token: node.type.spec.leafText(node), marks: node.marks })));
  return found.map(line);
}

/** A line that only looks like the beginning of a list or a table says that it is none. */
function asWords(text) {
  const own = text.trimStart();
  if (ROW.test(own) || BULLET.test(own)) return `\\${own}`;
  const found = own.match(NUMBERED);
  return found ? `${found[1]}\\${own.slice(found[1].length)}` : own;
}

const item = (node) => lines(node.firstChild).filter((text, place) => !place || text.trim()).join("\n  ");
const cell = (node) => lines(node.firstChild).join(" ").replaceAll("|", "\\|").trim();

function table(node) {
  const rows = [];
  node.forEach((row) => {
    const cells = [];
    row.forEach((one) => cells.push(cell(one)));
    rows.push(`| ${cells.join(" | ")} |`);
    if (rows.length === 1 && row.firstChild.type.name === "table_header") rows.push(`|${" --- |".repeat(cells.length)}`);
  });
  return rows.join("\n");
}

function block(node) {
  const items = [];
  switch (node.type.name) {
    case "table":
      return table(node);
    case "bullets":
      node.forEach((one) => items.push(`- ${item(one)}`));
      return items.join("\n");
    case "numbered": {
      const { start, script, sign } = node.attrs;
      node.forEach((one, _at, place) => items.push(`${script === "bn" ? bengali(start + place) : start + place}${sign} ${item(one)}`));
      return items.join("\n");
    }
    default:
      return lines(node).map(asWords).join("\n");
  }
}

const LISTS = ["numbered", "bullets"];
const close = (before, after) => LISTS.includes(after) && before !== "table";

export function write(doc) {
  let [out, before] = ["", ""];
  doc.forEach((node) => {
    const text = block(node);
    if (!text.trim()) return;
    const own = node.type.name;
    out += before ? (close(before, own) ? "\n" : "\n\n") + text : text;
    before = own;
  });
  return out;
}
