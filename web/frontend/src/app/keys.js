// One key, one act. An element says which: data-key="f", shown in the help under data-key-label or its own text.
import { isField, isWriting } from "./writing.js";

/** The letter on the key itself, so that a Bengali keyboard layout works the same. */
export function keyOf(event) {
  if (event.code === "Slash") return event.shiftKey ? "?" : "/";
  if (event.code?.startsWith("Key") && !event.shiftKey) return event.code.slice(3).toLowerCase();
  return event.key;
}

const usable = (element) => element.checkVisibility() && !element.disabled && !element.closest("[inert]");

const holders = (key) => [...document.querySelectorAll(key ? `[data-key="${CSS.escape(key)}"]` : "[data-key]")].filter(usable);

function use(element) {
  if (isField(element)) {
    element.focus();
    element.scrollIntoView({ block: "nearest" });
  } else element.click();
}

function label(element) {
  const own = element.cloneNode(true);
  own.querySelectorAll("kbd, .sr").forEach((e) => e.remove());
  return element.dataset.keyLabel || own.textContent.trim() || element.getAttribute("aria-label") || element.placeholder;
}

function line(element) {
  const dt = document.createElement("dt");
  dt.append(Object.assign(document.createElement("kbd"), { textContent: element.dataset.key.toUpperCase() }));
  return [dt, Object.assign(document.createElement("dd"), { textContent: label(element) })];
}

/** All shortcuts with the page they work on; first what the keys of this page do just now. */
function help() {
  const dialog = document.getElementById("keys");
  if (!dialog || dialog.open) return;
  const here = holders().filter((element) => element.dataset.key !== "/");
  dialog.querySelector("[data-keys-here]").hidden = !here.length;
  dialog.querySelector("[data-keys-here] dl").replaceChildren(...here.flatMap(line));
  dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.key === "Escape" && isWriting(event)) return event.target.blur();
  if (isWriting(event) || document.querySelector("dialog[open]")) return;
  const key = keyOf(event);
  if (key === "?") {
    event.preventDefault();
    return help();
  }
  const found = holders(key);
  // Of two acts with one key, that on the ticked lines goes before that on the line looked at.
  const element = found.find((one) => "keyFirst" in one.dataset) ?? found[0];
  if (!element) return;
  event.preventDefault();
  use(element);
});

document.addEventListener("click", (event) => event.target.closest("[data-help]") && help());

// Enter begins a new line in a text area; with Ctrl it sends the form that the area stands in.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  const form = event.target.matches?.("textarea") && event.target.closest("form[data-once]");
  if (!form) return;
  event.preventDefault();
  const button = form.querySelector(".btn.pri") ?? form.querySelector("button:not([type=button])");
  if (button && !button.disabled) form.requestSubmit(button);
});
