// While a note is written, Alt+P shows its phrases with numbers, Alt+J the precedents and Alt+G the guard file; a
// number writes one.
import { digits } from "./words.js";

const QUIET_MS = 700;
const MENUS = { KeyP: ["details.phrases", "[data-phrase]"], KeyJ: ["details.precedents", "[data-precedent]"], KeyG: ["details.guard", "[data-guard]"] };
let picking = null;

const writing = () => document.querySelector("[data-composer]");
const choices = () => [...document.querySelectorAll(picking.which)];

function number() {
  for (const [place, chip] of choices().entries()) chip.dataset.number = digits(place + 1);
  choices()[0]?.focus();
}

function begin(code) {
  const [menu, which] = MENUS[code];
  const found = document.querySelector(menu);
  if (!found) return;
  end();
  found.open = true;
  found.scrollIntoView({ block: "nearest" });
  picking = { menu: found, which, typed: "" };
  document.body.classList.add("picking");
  number();
}

function end() {
  if (!picking) return;
  clearTimeout(picking.timer);
  document.body.classList.remove("picking");
  for (const chip of choices()) delete chip.dataset.number;
  picking.menu.open = false;
  picking = null;
}

function choose(place) {
  const chip = choices()[place - 1];
  end();
  chip?.click();
}

function type(digit) {
  picking.typed += digit;
  clearTimeout(picking.timer);
  const place = Number(picking.typed);
  if (place * 10 > choices().length) return choose(place);
  picking.timer = setTimeout(() => choose(place), QUIET_MS);
}

function move(by) {
  const all = choices();
  all[(all.indexOf(document.activeElement) + by + all.length) % all.length]?.focus();
}

document.addEventListener(
  "keydown",
  (event) => {
    const root = writing();
    if (!root || event.isComposing) return;
    if (event.altKey && !event.ctrlKey && event.code in MENUS) {
      event.preventDefault();
      return picking && document.querySelector(MENUS[event.code][0]) === picking.menu ? end() : begin(event.code);
    }
    if (!picking || event.altKey || event.ctrlKey || event.metaKey || event.target.type === "search") return;
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

// What stands outside the composer writes into it all the same.
document.addEventListener("click", (event) => {
  const chip = event.target.closest?.("[data-insert]");
  if (!chip) return;
  if (picking) end();
  if (!chip.closest("[data-composer]")) writing()?.dispatchEvent(new CustomEvent("note:insert", { detail: chip }));
});
document.addEventListener("htmx:afterSettle", (event) => picking?.menu.contains(event.detail.elt) && number());
