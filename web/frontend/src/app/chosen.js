// Lines of a list that are ticked: how many, said where they are acted on.
import { digits } from "./words.js";

function count() {
  const words = document.querySelector("[data-chosen]");
  if (!words) return;
  const ticked = document.querySelectorAll("[data-list] input[name=one]:checked").length;
  words.textContent = ticked ? words.dataset.chosen.replace("{count}", digits(ticked)) : "";
}

document.addEventListener("change", ({ target }) => target.matches?.("input[name=one]") && count());
// A browser brings ticks back with a page it returns to.
addEventListener("pageshow", count);
