// One key, one act. An element says which: data-key="f", shown in the help under data-key-label or its own text.
import { isField, isWriting } from "./writing.js";

/** The letter on the key itself, so that a Bengali keyboard layout works the same. */
export function keyOf(event) {
  if (event.code === "Slash") return event.shiftKey ? "?" : "/";
  if (event.code?.startsWith("Key") && !event.shiftKey) return event.code.slice(3).toLowerCase();
  return event.key;
}

const visible = (element) => element.checkVisibility?.() ?? element.offsetParent !== null;

function holder(key) {
  return [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find((e) => visible(e) && !e.disabled);
}

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

function line(keys, text) {
  const dt = document.createElement("dt");
  for (const key of keys) dt.append(Object.assign(document.createElement("kbd"), { textContent: key.toUpperCase() }), " ");
  return [dt, Object.assign(document.createElement("dd"), { textContent: text })];
}

function help() {
  const dialog = document.getElementById("keys");
  if (!dialog || dialog.open) return;
  const list = dialog.querySelector(".keys-list");
  const listWords = document.querySelector("[data-list]")?.dataset ?? {};
  list.replaceChildren(
    ...(listWords.keysMove ? line(["j", "k"], listWords.keysMove) : []),
    ...(listWords.keysOpen ? line(["o"], listWords.keysOpen) : []),
    ...(listWords.keysPick ? line(["x"], listWords.keysPick) : []),
    ...[...document.querySelectorAll("[data-key]")].filter(visible).flatMap((e) => line([e.dataset.key], label(e))),
    ...line(["?"], dialog.querySelector("h2").textContent),
  );
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
  const element = holder(key);
  if (!element) return;
  event.preventDefault();
  use(element);
});

document.addEventListener("click", (event) => event.target.closest("[data-help]") && help());
