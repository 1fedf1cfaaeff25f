// The rich field of a note: it stands in the place of the plain one, which keeps the text that is sent and saved.
import { baseKeymap, chainCommands, exitCode, toggleMark } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { inputRules, wrappingInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { Slice } from "prosemirror-model";
import { liftListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import { EditorState, TextSelection } from "prosemirror-state";
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, goToNextCell, isInTable, tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { read } from "./read.js";
import { schema } from "./schema.js";
import { write } from "./write.js";

const { nodes, marks } = schema;
const script = () => (document.documentElement.lang.startsWith("bn") ? { script: "bn", sign: "।" } : { script: "en", sign: "." });
const within = (state, type) => Array.from({ length: state.selection.$from.depth + 1 }, (_, depth) => state.selection.$from.node(depth).type).includes(type);

function toggleList(type, attrs) {
  return (state, dispatch) => (within(state, type) ? liftListItem(nodes.item) : wrapInList(type, attrs?.()))(state, dispatch);
}

function insertTable(state, dispatch) {
  if (isInTable(state)) return false;
  const row = (kind) => nodes.table_row.create(null, [0, 1, 2].map(() => kind.createAndFill()));
  const table = nodes.table.create(null, [row(nodes.table_header), row(nodes.table_cell), row(nodes.table_cell)]);
  const at = state.selection.$from.depth ? state.selection.$from.after(1) : state.doc.content.size;
  const last = at >= state.doc.content.size ? [table, nodes.paragraph.create()] : [table];
  const changed = state.tr.insert(at, last);
  dispatch?.(changed.setSelection(TextSelection.near(changed.doc.resolve(at + 3))).scrollIntoView());
  return true;
}

const COMMANDS = {
  strong: toggleMark(marks.strong),
  em: toggleMark(marks.em),
  u: toggleMark(marks.u),
  numbered: toggleList(nodes.numbered, script),
  bullets: toggleList(nodes.bullets),
  table: insertTable,
  row: addRowAfter,
  column: addColumnAfter,
  "less-row": deleteRow,
  "less-column": deleteColumn,
  "no-table": deleteTable,
};

const newLine = chainCommands(exitCode, (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.line.create()).scrollIntoView());
  return true;
});

const KEYS = {
  "Mod-b": COMMANDS.strong,
  "Mod-i": COMMANDS.em,
  "Mod-u": COMMANDS.u,
  "Mod-Shift-7": COMMANDS.numbered,
  "Mod-Shift-8": COMMANDS.bullets,
  "Mod-z": undo,
  "Mod-y": redo,
  "Shift-Enter": newLine,
  Enter: splitListItem(nodes.item),
  Tab: goToNextCell(1),
  "Shift-Tab": goToNextCell(-1),
};

const latin = (digits) => Number(digits.replace(/[০-৯]/g, (d) => d.charCodeAt(0) - 0x9e6));
const RULES = inputRules({
  rules: [
    wrappingInputRule(/^([0-9]{1,3}|[০-৯]{1,3})([.।)])\s$/, nodes.numbered, ([, number, sign]) => ({ start: latin(number), script: /[০-৯]/.test(number) ? "bn" : "en", sign })),
    wrappingInputRule(/^[-•]\s$/, nodes.bullets),
  ],
});

export class NoteEditor {
  constructor(root) {
    this.root = root;
    this.area = root.querySelector("textarea");
    this.view = new EditorView(
      { mount: this.place() },
      {
        state: this.stateOf(this.area.value),
        dispatchTransaction: (change) => this.apply(change),
        attributes: { role: "textbox", "aria-multiline": "true", "aria-label": this.area.getAttribute("aria-label"), class: "rich written-note" },
        clipboardTextParser: (text) => new Slice(read(text).content, 1, 1),
      },
    );
    this.takeOver();
    this.show();
  }

  place() {
    const mount = document.createElement("div");
    this.area.after(mount);
    return mount;
  }

  /** The keys that led to the plain field lead here, and the cursor stands where it stood. */
  takeOver() {
    const { selectionStart: from, selectionEnd: to, value } = this.area;
    const focused = document.activeElement === this.area;
    for (const name of ["key", "keyLabel"]) if (this.area.dataset[name]) this.view.dom.dataset[name] = this.area.dataset[name];
    delete this.area.dataset.key;
    this.area.hidden = true;
    if (!focused) return;
    const whole = from === 0 && to === value.length && to > 0;
    const end = TextSelection.atEnd(this.view.state.doc);
    const chosen = this.found(value.slice(from, to));
    const selection = whole ? TextSelection.between(TextSelection.atStart(this.view.state.doc).$from, end.$to) : (chosen ?? end);
    this.view.dispatch(this.view.state.tr.setSelection(selection));
    this.view.focus();
  }

  /** Where some words stand in the document, when they stand there once. */
  found(words) {
    const places = [];
    if (words.trim())
      this.view.state.doc.descendants((node, at) => {
        if (!node.isText) return;
        for (let place = node.text.indexOf(words); place >= 0; place = node.text.indexOf(words, place + 1)) places.push(at + place);
      });
    return places.length === 1 ? TextSelection.create(this.view.state.doc, places[0], places[0] + words.length) : null;
  }

  stateOf(text) {
    return EditorState.create({
      doc: read(text),
      plugins: [RULES, keymap(KEYS), keymap(baseKeymap), history(), tableEditing()],
    });
  }

  apply(change) {
    this.view.updateState(this.view.state.apply(change));
    if (change.docChanged) {
      this.area.value = write(this.view.state.doc);
      this.area.dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.show();
  }

  /** Which marks hold where the cursor stands; the acts on a table only inside one. */
  show() {
    const { state } = this.view;
    const { from, to, empty, $from } = state.selection;
    for (const button of this.root.querySelectorAll("[data-format]")) {
      const name = button.dataset.format;
      const mark = marks[name];
      const on = mark ? (empty ? Boolean(mark.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, mark)) : nodes[name] && within(state, nodes[name]);
      if (button.hasAttribute("aria-pressed")) button.setAttribute("aria-pressed", Boolean(on));
      if (button.hasAttribute("data-in-table")) button.hidden = !isInTable(state);
    }
  }

  format(name) {
    COMMANDS[name]?.(this.view.state, this.view.dispatch, this.view);
    this.view.focus();
  }

  insert(text) {
    const { $from } = this.view.state.selection;
    const gap = $from.parentOffset > 0 && !/\s$/.test($from.parent.textBetween(0, $from.parentOffset, " ", " ")) ? " " : "";
    const { from, to } = this.view.state.selection;
    const written = read(text.trim()).firstChild.content;
    const gaps = [gap, /\s$/.test(text) ? " " : ""].map((one) => (one ? [schema.text(one)] : []));
    this.view.dispatch(this.view.state.tr.replaceWith(from, to, [...gaps[0], ...(written.content ?? []), ...gaps[1]]).scrollIntoView());
    this.view.focus();
  }

  /** The words before the cursor in its paragraph; null when some are chosen. */
  before() {
    const { empty, $from } = this.view.state.selection;
    return empty ? $from.parent.textBetween(0, $from.parentOffset, null, "\n") : null;
  }

  /** Writes in the place of the last `length` characters, with the marks that hold there. */
  rewrite(length, text) {
    const { from, to } = this.view.state.selection;
    const { tr, storedMarks, selection } = this.view.state;
    const marksHere = storedMarks ?? selection.$from.marks();
    const start = length ? to - length : from;
    const change = text ? tr.replaceWith(start, to, schema.text(text, marksHere)) : tr.delete(start, to);
    this.view.dispatch(change.setStoredMarks(marksHere).scrollIntoView());
  }

  /** Other words were put into the field: from another window, or kept on this computer. */
  set(text) {
    if (text !== write(this.view.state.doc)) this.view.updateState(this.stateOf(text));
    this.show();
  }

  focus() {
    this.view.focus();
  }
}
