// A note is written in a plain field until it is given its first mark; then the editor is loaded in its place.
import { isMarked } from "../note/marks.js";

const FORMAT_KEYS = { KeyB: "strong", KeyI: "em", KeyU: "u", Digit7: "numbered", Digit8: "bullets" };
let loading = null;

function load(address) {
  loading ??= new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src: address });
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => ((loading = null), reject(new Error("the editor did not load"))));
    document.head.append(script);
  });
  return loading;
}

async function open(root, format) {
  await load(root.dataset.editor);
  root.dispatchEvent(new CustomEvent("note:open", { bubbles: true, detail: { format } }));
}

/** Where one writes: the editor's field, or the plain one. */
export const noteField = () => {
  const root = document.querySelector("[data-composer]");
  return root && (root.editor?.view.dom ?? root.querySelector("textarea"));
};

export function showMarks(root) {
  if (root.editor) root.editor.set(root.querySelector("textarea").value);
  else if (root.dataset.editor && isMarked(root.querySelector("textarea").value)) open(root);
}

for (const bar of document.querySelectorAll("[data-scripted]")) bar.hidden = false;

document.addEventListener("mousedown", (event) => event.target.closest?.("[data-format]") && event.preventDefault());

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-format]");
  const root = button?.closest("[data-editor]");
  if (root) open(root, button.dataset.format);
});

document.addEventListener("keydown", (event) => {
  const root = event.target.matches?.("[data-editor] textarea[name=text]") && event.target.closest("[data-editor]");
  if (!root || !(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
  const format = event.shiftKey === event.code.startsWith("Digit") && FORMAT_KEYS[event.code];
  if (!format) return;
  event.preventDefault();
  open(root, format);
});
