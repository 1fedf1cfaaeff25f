// The editor of notes, loaded by the composer once a note is given its first mark.
import { NoteEditor } from "./note/editor.js";

document.addEventListener("note:open", ({ target, detail }) => {
  target.editor ??= new NoteEditor(target);
  if (detail?.format) target.editor.format(detail.format);
});
