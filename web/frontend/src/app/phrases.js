// Alt+P while a note is written shows its phrases with numbers; a number (two digits for the later ones) writes one.
import { digits } from "./words.js";

const QUIET_MS = 700;
let picking = null;

const phrases = (root) => [...root.querySelectorAll("[data-phrase]")];

function begin(root) {
  const menu = root.querySelector("details.phrases");
  if (!menu) return;
  menu.open = true;
  phrases(root).forEach((chip, place) => (chip.dataset.phrase = digits(place + 1)));
  picking = { root, menu, typed: "" };
  root.classList.add("picking");
  phrases(root)[0]?.focus();
}

function end() {
  clearTimeout(picking?.timer);
  picking?.root.classList.remove("picking");
  if (picking) picking.menu.open = false;
  picking = null;
}

function choose(place) {
  const chip = phrases(picking.root)[place - 1];
  end();
  chip?.click();
}

function type(digit) {
  picking.typed += digit;
  clearTimeout(picking.timer);
  const place = Number(picking.typed);
  if (place * 10 > phrases(picking.root).length) return choose(place);
  picking.timer = setTimeout(() => choose(place), QUIET_MS);
}

function move(by) {
  const all = phrases(picking.root);
  all[(all.indexOf(document.activeElement) + by + all.length) % all.length].focus();
}

document.addEventListener(
  "keydown",
  (event) => {
    const root = document.querySelector("[data-composer]");
    if (!root || event.isComposing) return;
    if (event.altKey && !event.ctrlKey && event.code === "KeyP") {
      event.preventDefault();
      return picking ? end() : begin(root);
    }
    if (!picking || event.altKey || event.ctrlKey || event.metaKey) return;
    const digit = event.code.match(/^(?:Digit|Numpad)(\d)$/)?.[1];
    if (digit !== undefined) type(digit);
    else if (["ArrowRight", "ArrowDown"].includes(event.key)) move(1);
    else if (["ArrowLeft", "ArrowUp"].includes(event.key)) move(-1);
    else if (event.key === "Escape") {
      end();
      (root.editor ?? root.querySelector("textarea")).focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);

document.addEventListener("click", (event) => picking && event.target.closest("[data-phrase]") && end());
