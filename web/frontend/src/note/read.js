// A written note as the editor's document.
import { BULLET, CELL, ESCAPED, GOES_ON, MARK, NUMBERED, REFERENCE, ROW, RULE, SIGNS } from "./marks.js";
import { schema } from "./schema.js";

const MARK_OF = Object.fromEntries(Object.entries(SIGNS).map(([name, sign]) => [sign, name]));
const latin = (digits) => Number(digits.replace(/[০-৯]/g, (d) => d.charCodeAt(0) - 0x9e6));
const begins = (line) => !line.trim() || [ROW, NUMBERED, BULLET].some((one) => one.test(line));

function runs(text, marks = []) {
  const found = [];
  const words = (part) => part && found.push(schema.text(part.replace(ESCAPED, "$1"), marks));
  const plain = (part) => {
    let place = 0;
    for (const { 0: whole, 1: kind, 2: id, 3: label, index } of part.matchAll(REFERENCE())) {
      words(part.slice(place, index));
      found.push(schema.nodes.reference.create({ kind, id, words: label }, null, marks));
      place = index + whole.length;
    }
    words(part.slice(place));
  };
  let at = 0;
  for (const match of text.matchAll(MARK())) {
    const sign = match[1] ?? match[3] ?? match[5];
    plain(text.slice(at, match.index));
    found.push(...runs(match[2] ?? match[4] ?? match[6], schema.marks[MARK_OF[sign]].create().addToSet(marks)));
    at = match.index + match[0].length;
  }
  plain(text.slice(at));
  return found;
}

const paragraph = (lines) =>
  schema.nodes.paragraph.create(null, lines.flatMap((line, place) => (place ? [schema.nodes.line.create(), ...runs(line)] : runs(line))));

function words(waiting) {
  const lines = [waiting.shift()];
  while (waiting.length && !begins(waiting[0])) lines.push(waiting.shift());
  return paragraph(lines);
}

/** One list, or as many as the numbers tell: 1, 2, 5 are two, so that no number changes by being opened. */
function list(waiting, numbered) {
  const items = [];
  let [start, script, sign] = [1, "bn", "।"];
  for (let found; waiting.length && (found = waiting[0].match(numbered ? NUMBERED : BULLET)); ) {
    if (numbered) {
      const own = latin(found[1]);
      if (!items.length) [start, script, sign] = [own, /[০-৯]/.test(found[1]) ? "bn" : "en", found[2]];
      else if (own !== start + items.length || found[2] !== sign) break;
    }
    waiting.shift();
    const lines = [found.at(-1)];
    while (waiting.length && GOES_ON.test(waiting[0])) lines.push(waiting.shift().trim());
    items.push(schema.nodes.item.create(null, paragraph(lines)));
  }
  return numbered ? schema.nodes.numbered.create({ start, script, sign }, items) : schema.nodes.bullets.create(null, items);
}

function table(waiting) {
  const rows = [];
  const headed = RULE.test(waiting[1] ?? "");
  while (waiting.length && ROW.test(waiting[0])) {
    const line = waiting.shift();
    if (!RULE.test(line)) rows.push(line.trim().slice(1, -1).split(CELL).map((cell) => cell.trim()));
  }
  if (!rows.length) return paragraph([]);
  const width = Math.max(...rows.map((row) => row.length));
  const made = rows.map((row, place) => {
    const kind = headed && place === 0 ? schema.nodes.table_header : schema.nodes.table_cell;
    return schema.nodes.table_row.create(null, Array.from({ length: width }, (_, at) => kind.create(null, paragraph([row[at] ?? ""]))));
  });
  return schema.nodes.table.create(null, made);
}

export function read(text) {
  const waiting = text.split("\n");
  const found = [];
  while (waiting.length) {
    if (!waiting[0].trim()) waiting.shift();
    else if (ROW.test(waiting[0])) found.push(table(waiting));
    else if (NUMBERED.test(waiting[0]) || BULLET.test(waiting[0])) found.push(list(waiting, NUMBERED.test(waiting[0])));
    else found.push(words(waiting));
  }
  return schema.nodes.doc.create(null, found.length ? found : [paragraph([""])]);
}
