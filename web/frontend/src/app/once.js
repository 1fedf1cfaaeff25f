// A form with data-once is sent once: it carries a key that tells a repeat from a second act, and its
// buttons rest until the answer is there. While the line is down it waits, and goes when the line is back.
import { toast } from "./toasts.js";
import { word } from "./words.js";

/** crypto.randomUUID needs a secure context; an office network may speak plain http. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function keyed(form) {
  const input = form.elements.namedItem("key") ?? Object.assign(document.createElement("input"), { type: "hidden", name: "key" });
  if (!input.isConnected) form.append(input);
  if (!input.value) input.value = newKey();
}

const buttons = (form) => [...form.elements].filter((e) => e.type === "submit");

function rest(form, resting) {
  for (const button of buttons(form)) {
    button.disabled = resting;
    button.classList.toggle("busy", resting && button === form.lastButton);
  }
  form.toggleAttribute("aria-busy", resting);
  if (resting) form.setAttribute("aria-label", form.getAttribute("aria-label") ?? word("sending"));
}

let held = null;

/** One form at a time: what was pressed first. Closing the line that says so leaves it unsent. */
function hold(form, button) {
  if (held) return;
  const box = toast(word("held"), { stays: true });
  held = { form, button, box };
  box.addEventListener("click", (event) => event.target.closest("[data-dismiss]") && (held = null));
}

function goOn() {
  const { form, button, box } = held ?? {};
  held = null;
  box?.remove();
  if (form?.isConnected) form.requestSubmit(button);
}

addEventListener("online", goOn);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-once]")) return;
  if (!navigator.onLine) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return hold(form, event.submitter);
  }
  if (form.hasAttribute("aria-busy")) {
    event.preventDefault();
    return event.stopImmediatePropagation();
  }
  keyed(form);
  form.lastButton = event.submitter;
  // The pressed button's own name and value are read after this event, so it may rest only then.
  queueMicrotask(() => setTimeout(() => rest(form, true)));
}, true);

// A search inside the form answers nothing of it; an answer that leads to another page leaves the form at rest.
const wake = ({ target, detail }) => {
  if (!target.matches?.("form[data-once]") || detail.xhr?.getResponseHeader("HX-Redirect")) return;
  rest(target, false);
};
document.addEventListener("htmx:afterRequest", wake);
document.addEventListener("htmx:sendError", wake);
addEventListener("pageshow", () => document.querySelectorAll("form[data-once][aria-busy]").forEach((form) => rest(form, false)));
