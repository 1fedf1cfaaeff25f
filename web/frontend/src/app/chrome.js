// The side list on narrow screens, menus that close, the print button.
function toggleSide(button, shown = button.getAttribute("aria-expanded") !== "true") {
  const side = document.getElementById(button.dataset.toggle);
  side.classList.toggle("shown", shown);
  button.setAttribute("aria-expanded", shown);
  if (shown) side.querySelector("a")?.focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-toggle]");
  if (button) return toggleSide(button);
  const open = document.querySelector("[data-toggle][aria-expanded=true]");
  if (open && !event.target.closest(".side")) toggleSide(open, false);
  for (const menu of document.querySelectorAll("details.acting[open]")) if (!menu.contains(event.target)) menu.open = false;
  if (event.target.closest?.("[data-print]")) print();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.acting[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
  const button = document.querySelector("[data-toggle][aria-expanded=true]");
  if (button) {
    toggleSide(button, false);
    button.focus();
  }
});
