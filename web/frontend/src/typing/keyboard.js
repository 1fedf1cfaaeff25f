// Bengali is typed in every text field, by sound (Avro) or by the Bijoy keys; Alt+K or the button turns them over.
import { word } from "../app/words.js";
import { avroWord, writesAvro } from "./avro.js";
import { bijoyWord, writesBijoy } from "./bijoy.js";

const KEPT = "keyboard";
const LAYOUTS = { avro: [avroWord, writesAvro], bijoy: [bijoyWord, writesBijoy] };
const ORDER = ["", "avro", "bijoy"];
const FIELDS = "input:not([type]), input[type=text], input[type=search], textarea, [contenteditable=true]";

let layout = LAYOUTS[localStorage.getItem(KEPT)] ? localStorage.getItem(KEPT) : "";
// The word being written: the keys pressed for it, and what they wrote before the cursor.
let current = { field: null, keys: "", written: "" };

const forget = () => (current = { field: null, keys: "", written: "" });

function show() {
  for (const button of document.querySelectorAll("[data-keyboard]")) {
    button.hidden = false;
    button.querySelector("[data-keyboard-name]").textContent = word(layout || "latin");
    button.setAttribute("aria-pressed", layout !== "");
  }
}

function turn() {
  layout = ORDER[(ORDER.indexOf(layout) + 1) % ORDER.length];
  localStorage.setItem(KEPT, layout);
  forget();
  show();
}

/** Fields that hold what is Latin everywhere stay as they are. */
const takes = (field) =>
  field instanceof Element && field.matches(FIELDS) && !field.readOnly && !field.closest("[lang=en], [data-latin]") && !["numeric", "email", "tel", "url", "decimal"].includes(field.inputMode) && !["username", "current-password", "one-time-code"].includes(field.autocomplete);

/** What stands before the cursor, when nothing is chosen; null where that cannot be said. */
function before(field) {
  if (field.isContentEditable) return field.closest("[data-composer]")?.editor?.before() ?? null;
  return field.selectionStart === field.selectionEnd ? field.value.slice(0, field.selectionStart) : null;
}

function put(field, old, text) {
  if (field.isContentEditable) return field.closest("[data-composer]")?.editor?.rewrite(old.length, text);
  const end = field.selectionEnd;
  let start = old ? end - old.length : field.selectionStart;
  // A sign that stands on the letter before it is not chosen without that letter.
  for (; old && start && /^\p{M}/u.test(field.value.slice(start)); text = field.value[start] + text) start -= 1;
  field.setSelectionRange(start, end);
  // Typed like this it can be undone; where the browser will not, it is set.
  const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
  if (done) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function write(field, keys) {
  const text = LAYOUTS[layout][0](keys);
  const same = current.field === field && current.written && before(field)?.endsWith(current.written);
  put(field, same ? current.written : "", text);
  current = { field, keys, written: text };
}

const goesOn = (field) => current.field === field && current.keys && before(field)?.endsWith(current.written);

document.addEventListener(
  "keydown",
  (event) => {
    if (event.altKey && !event.ctrlKey && !event.metaKey && event.code === "KeyK") {
      event.preventDefault();
      return turn();
    }
    if (!layout || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const field = event.target;
    if (!takes(field)) return;
    if (event.key === "Backspace" && goesOn(field)) {
      event.preventDefault();
      write(field, current.keys.slice(0, -1));
      if (!current.keys) forget();
      return;
    }
    if (event.key === "Shift") return;
    if (event.key.length > 1 || !LAYOUTS[layout][1](event.key)) return forget();
    event.preventDefault();
    event.stopPropagation();
    write(field, goesOn(field) ? current.keys + event.key : event.key);
  },
  true,
);

document.addEventListener("mousedown", forget, true);
document.addEventListener("focusout", forget);
document.addEventListener("click", (event) => event.target.closest?.("[data-keyboard]") && turn());
document.addEventListener("mousedown", (event) => event.target.closest?.("[data-keyboard]") && event.preventDefault());
show();
