// data-dialog="/url/" loads into #dialog and opens it; data-opens="id" opens a dialog of the page.
import { joinNote } from "./composer.js";
import htmx from "./htmx.js";

let opener = null;
let address = "";
// What was typed into a form that was closed again, by the form's address.
const typed = new Map();
const fieldsOf = (dialog) =>
  [...dialog.querySelectorAll("textarea[name], select[name], input[name]")].filter((e) => !["hidden", "search", "radio"].includes(e.type));

function keep(dialog) {
  const values = fieldsOf(dialog).map((e) => [e.name, e.type === "checkbox" ? e.checked : e.value]);
  if (address) typed.set(address, new Map(values));
}

function bringBack(dialog) {
  const values = typed.get(address);
  for (const field of fieldsOf(dialog)) {
    const value = values?.get(field.name);
    if (value) field[field.type === "checkbox" ? "checked" : "value"] = value;
  }
}

function show(dialog) {
  if (!dialog.open) dialog.showModal();
  const first = ["[autofocus]", "[data-focus]", "input:not([type=hidden]), select, textarea, button"].find((s) => dialog.querySelector(s));
  if (first) dialog.querySelector(first).focus();
}

document.addEventListener("click", (event) => {
  const loads = event.target.closest?.("[data-dialog]");
  const opens = event.target.closest?.("[data-opens]");
  const closes = event.target.closest?.("[data-close]");
  if (loads) {
    event.preventDefault();
    opener = loads;
    address = loads.dataset.dialog;
    htmx.ajax("GET", loads.dataset.dialog, { target: "#dialog", swap: "innerHTML" });
  } else if (opens) {
    opener = opens;
    show(document.getElementById(opens.dataset.opens));
  } else if (closes) closes.closest("dialog")?.close();
  else if (event.target.matches?.("dialog[open]")) {
    const box = event.target.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) event.target.close();
  }
});

document.addEventListener("htmx:afterSwap", (event) => {
  const target = event.detail.target;
  if (target.id !== "dialog" || !target.childElementCount) return;
  joinNote(target);
  if (event.detail.requestConfig.verb === "get") bringBack(target);
  show(target);
});
document.addEventListener("close", (event) => event.target.id === "dialog" && keep(event.target), true);

document.addEventListener("close", (event) => event.target.matches?.("dialog") && opener?.isConnected && opener.focus(), true);
document.body.addEventListener("closeDialog", () => document.getElementById("dialog")?.close());
