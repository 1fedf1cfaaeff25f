// HX-Trigger: {"toast": {"words": "…"}} shows a line for a while; an undo bar stays until pull back ends or it is closed.
import { word } from "./words.js";

const SHOWN_MS = 6000;

/** `stays`: until it is closed. */
export function toast(words, { stays = false } = {}) {
  const box = Object.assign(document.createElement("div"), { className: "toast" });
  const close = Object.assign(document.createElement("button"), { className: "btn", type: "button", textContent: word("close") });
  close.dataset.dismiss = "";
  box.append(words, close);
  document.getElementById("toasts").append(box);
  if (!stays) setTimeout(() => box.remove(), SHOWN_MS);
  return box;
}

document.body.addEventListener("toast", (event) => toast(event.detail.words ?? event.detail.value));
document.addEventListener("click", (event) => event.target.closest?.("[data-dismiss]")?.closest(".toast, [data-undo], .message")?.remove());
document.addEventListener("htmx:sendError", () => toast(word("failed")));
