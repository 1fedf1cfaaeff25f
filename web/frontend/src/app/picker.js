import htmx from "./htmx.js";

// Choosing a post: type in data-picker, arrows move through the radio buttons of data-picks, Enter sends the form.
document.addEventListener("keydown", (event) => {
  const input = event.target.closest?.("[data-picker]");
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!input || !by) return;
  const radios = [...input.form.querySelectorAll("[data-picks] input[type=radio]:not(:disabled)")];
  if (!radios.length) return;
  event.preventDefault();
  const now = radios.findIndex((radio) => radio.checked);
  const next = radios[(now + by + radios.length) % radios.length];
  next.checked = true;
  next.dispatchEvent(new Event("change", { bubbles: true }));
  next.closest("li, label").scrollIntoView({ block: "nearest" });
});

const listOf = (input) => input.form?.querySelector("[data-picks]");
const behind = (input) => (listOf(input)?.dataset.for ?? input.value).trim() !== input.value.trim();
// The post that was picked by hand since the last letter was typed, by form.
const picked = new WeakMap();

document.addEventListener("input", ({ target }) => target.matches?.("[data-picker]") && picked.delete(target.form));
const pick = ({ target }) => {
  if (target.matches?.("[data-picks] input[type=radio]")) picked.set(target.form, target.value);
};
document.addEventListener("change", pick);
// Whom the server chose already is picked by hand too when he is clicked, and tells of no change.
document.addEventListener("click", pick);

// After a search the first of the found posts is chosen, so that Enter goes to someone who is on the screen. What
// was picked by hand stays picked; where the new list is without it, nobody is chosen. Before any search only the
// server chooses: whom a file is shown to is nobody's likely guess.
function choose(picks) {
  const radios = [...picks.querySelectorAll("input[type=radio]:not(:disabled)")];
  const form = picks.closest("form");
  if (picked.has(form)) {
    for (const radio of radios) radio.checked = radio.value === picked.get(form);
    if (!radios.some((radio) => radio.checked)) picked.delete(form);
  } else if (picks.dataset.for && radios.length && !radios.some((radio) => radio.checked)) radios[0].checked = true;
}

document.addEventListener("htmx:afterSettle", (event) => {
  const picks = event.detail.elt.closest?.("[data-picks]") ?? event.detail.elt.querySelector?.("[data-picks]");
  if (!picks) return;
  choose(picks);
  // What was typed while the list was on its way is looked for now.
  const input = picks.closest("form")?.querySelector("[data-picker]");
  if (input && behind(input)) htmx.trigger(input, "seek");
});

// Typed and sent in one breath, a file would go to whoever stood first before: until the list belongs to what was
// typed, sending looks for it.
document.addEventListener("submit", (event) => {
  const input = event.target.querySelector?.("[data-picker]");
  if (!input || event.submitter?.name === "end" || picked.has(event.target) || !behind(input)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  htmx.trigger(input, "seek");
}, true);
