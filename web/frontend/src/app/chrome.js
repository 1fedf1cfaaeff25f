// The side list and the acts on narrow screens, menus that close, the print button.
import { word } from "./words.js";

const MENUS = "details:is(.acting, .phrases)[open]";

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
  const chosen = event.target.closest?.("[data-insert]");
  for (const menu of document.querySelectorAll(MENUS)) if (chosen || !menu.contains(event.target)) menu.open = false;
  if (event.target.closest?.("[data-print]")) print();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll(MENUS)) {
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  }
  const button = document.querySelector("[data-toggle][aria-expanded=true]");
  if (button) {
    toggleSide(button, false);
    button.focus();
  }
});

/** Where the screen is narrow (narrow.css) the likely act stands alone, the others behind one button. */
function fold(bar) {
  const likely = bar.querySelector(".btn.pri");
  if (!likely || bar.querySelectorAll(".btn:not(.pri, .to-note)").length < 2) return;
  const more = Object.assign(document.createElement("button"), { type: "button", className: "btn unfold", textContent: `${word("more")} ▴` });
  more.setAttribute("aria-expanded", "false");
  more.addEventListener("click", () => more.setAttribute("aria-expanded", bar.classList.toggle("whole")));
  likely.after(more);
  bar.classList.add("folded");
}

for (const bar of document.querySelectorAll(".acts")) fold(bar);
