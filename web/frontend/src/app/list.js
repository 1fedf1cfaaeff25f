// A list ([data-list]) keeps its place: the chosen row survives an act, a swap and the way to a page and back.
// A row ([data-row]) opens data-open and shows data-peek in #peek once the reader has stayed on it.
import htmx from "./htmx.js";
import { keyOf } from "./keys.js";
import { isWriting } from "./writing.js";

const STAY_MS = 350;
let waiting = 0;
let place = 0;

const list = () => document.querySelector("[data-list]");
const rows = () => [...(list()?.querySelectorAll("[data-row]") ?? [])];
const chosen = () => list()?.querySelector("[data-row].on");
const placeName = () => `place:${location.pathname}${location.search}`;

function peek(row) {
  const pane = document.getElementById("peek");
  if (!pane || !row.dataset.peek || !pane.checkVisibility() || pane.dataset.of === row.id) return;
  pane.dataset.of = row.id;
  htmx.ajax(row.dataset.peekMethod ?? "GET", row.dataset.peek, { target: pane, swap: "innerHTML", source: row });
}

function choose(row, { look = true, after = STAY_MS } = {}) {
  if (!row) return;
  for (const other of rows()) other.classList.toggle("on", other === row);
  place = rows().indexOf(row);
  row.tabIndex = 0;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  sessionStorage.setItem(placeName(), JSON.stringify({ id: row.id, place }));
  clearTimeout(waiting);
  if (look) waiting = setTimeout(() => row.isConnected && peek(row), after);
}

function step(by) {
  const all = rows();
  const now = all.indexOf(chosen());
  choose(all[Math.min(Math.max(now < 0 ? place : now + by, 0), all.length - 1)]);
}

function open() {
  const row = chosen();
  if (row?.dataset.open) location.assign(row.dataset.open);
}

function pick() {
  const box = chosen()?.querySelector("[data-select]");
  if (box) box.click();
}

const acts = { j: () => step(1), k: () => step(-1), o: open, x: pick };

document.addEventListener("keydown", (event) => {
  if (!list() || isWriting(event) || event.ctrlKey || event.altKey || event.metaKey) return;
  if (document.querySelector("dialog[open]")) return;
  const onRow = event.target.matches?.("[data-row]");
  const key = onRow ? ({ ArrowDown: "j", ArrowUp: "k", Enter: "o" }[event.key] ?? keyOf(event)) : keyOf(event);
  if (!acts[key]) return;
  event.preventDefault();
  acts[key]();
});

document.addEventListener("click", (event) => {
  const row = event.target.closest?.("[data-row]");
  if (!row || event.target.closest("a, button, input, label, summary")) return;
  choose(row, { after: 0 });
});

function back() {
  if (!list()) return;
  const kept = JSON.parse(sessionStorage.getItem(placeName()) ?? "null");
  const row = kept && (document.getElementById(kept.id) ?? rows()[Math.min(kept.place, rows().length - 1)]);
  if (row) choose(row, { look: false });
}

// After an act took the chosen row away, the next one stands in its place.
document.addEventListener("htmx:afterSettle", () => {
  if (!list() || chosen() || document.querySelector("dialog[open]")) return;
  if (sessionStorage.getItem(placeName())) choose(rows()[Math.min(place, rows().length - 1)]);
});

back();
