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

// After a search the first of the found posts is chosen, so that Enter goes to someone who is on the screen.
document.addEventListener("htmx:afterSettle", (event) => {
  const picks = event.detail.elt.closest?.("[data-picks]") ?? event.detail.elt.querySelector?.("[data-picks]");
  if (picks && !picks.querySelector(":checked")) {
    const first = picks.querySelector("input[type=radio]:not(:disabled)");
    if (first) first.checked = true;
  }
});
