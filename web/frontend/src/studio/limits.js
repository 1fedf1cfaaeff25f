// Adds a time limit without leaving the drawing: the dialog's form answers with the new choice or with its faults.
import { add } from "./choices.js";

function show(form, errors) {
  for (const list of form.querySelectorAll("[data-fault]")) list.remove();
  for (const [name, sentences] of Object.entries(errors)) {
    const field = form.elements[name]?.closest(".field") ?? form;
    const list = Object.assign(document.createElement("ul"), { className: "errorlist" });
    list.dataset.fault = "";
    list.append(...sentences.map((sentence) => Object.assign(document.createElement("li"), { textContent: sentence })));
    field[field === form ? "prepend" : "append"](list);
  }
  form.querySelector("[data-fault]")?.closest(".field")?.querySelector("input, select, textarea")?.focus();
}

/** `taken(code)` is told which limit was added. */
export function newLimits(form, taken) {
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = form.querySelector("button:not([type])");
    button.disabled = true;
    const response = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body: new FormData(form) }).catch(() => null);
    button.disabled = false;
    const answer = await response?.json().catch(() => null);
    if (!response?.ok) return show(form, answer?.errors ?? { "": [form.dataset.failed] });
    show(form, {});
    add("codes-limits", answer);
    form.closest("dialog").close();
    form.reset();
    taken(answer.code);
  });
}
