// Text pasted from a document in one of the old Bengali fonts is offered in Unicode; nothing is changed unasked.
import { word } from "../app/words.js";
import { looksLikeBijoy, toUnicode } from "./bijoy.js";

const FONTS = /font-family:[^;"]*(sutonny|bijoy|boishakhi|chandrabati|ananda ?mj)/i;

function replace(field, old, text) {
  const editor = field.closest("[data-composer]")?.editor;
  const area = editor ? editor.area : field;
  if (!area.value.includes(old)) return;
  area.value = area.value.replace(old, () => text);
  editor?.set(area.value);
  area.dispatchEvent(new Event("input", { bubbles: true }));
  (editor ?? field).focus();
}

const written = (field) => field.closest("[data-composer]")?.editor?.area.value ?? field.value ?? field.textContent;

/** The offer goes with its text: once none of its words is left in the field there is nothing to put in Unicode. */
function goesWith(box, field, old) {
  const words = old.split(/\s+/);
  const left = new AbortController();
  const look = () => {
    if (box.isConnected && words.some((one) => written(field).includes(one))) return;
    box.remove();
    left.abort();
  };
  document.addEventListener("input", look, { signal: left.signal });
}

function offer(field, old) {
  const text = toUnicode(old);
  const box = Object.assign(document.createElement("div"), { className: "toast bijoy-offer" });
  const button = (label, act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "btn", textContent: label });
    made.addEventListener("click", () => {
      act?.();
      box.remove();
    });
    return made;
  };
  const shown = text.length > 160 ? `${text.slice(0, 160)}…` : text;
  box.append(Object.assign(document.createElement("p"), { textContent: word("oldfont") }), Object.assign(document.createElement("blockquote"), { textContent: shown }));
  box.append(button(word("tounicode"), () => replace(field, old, text)), button(word("asitis")));
  document.querySelectorAll(".bijoy-offer").forEach((one) => one.remove());
  document.getElementById("toasts").append(box);
  goesWith(box, field, old);
}

document.addEventListener("paste", ({ target, clipboardData }) => {
  const field = target.closest?.("textarea, input, [contenteditable]");
  const text = clipboardData?.getData("text/plain") ?? "";
  if (!field || !text.trim()) return;
  if (looksLikeBijoy(text) || (FONTS.test(clipboardData.getData("text/html")) && !/[\u0980-\u09ff]/.test(text))) setTimeout(() => offer(field, text.replace(/\r\n?/g, "\n").trim()));
});
