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
const pane = () => document.getElementById("peek");
// Another person at the same computer has a place of his own.
const placeName = () => `place:${document.body.dataset.reader}:${location.pathname}${location.search}`;
const kept = () => JSON.parse(sessionStorage.getItem(placeName()) ?? "null");
const keep = () => sessionStorage.setItem(placeName(), JSON.stringify({ id: chosen()?.id, place, top: list().scrollTop }));

function peek(row) {
  const beside = pane();
  if (!beside?.checkVisibility() || !row?.dataset.peek || beside.dataset.of === row.id) return;
  clearTimeout(waiting);
  beside.dataset.of = row.id;
  const way = { target: beside, swap: "innerHTML", source: row };
  htmx.ajax(row.dataset.peekMethod ?? "GET", row.dataset.peek, way).catch(() => delete beside.dataset.of);
}

/** What stands beside the list may be acted on only while it belongs to the chosen row. */
function matchPane() {
  const { shows } = pane()?.dataset ?? {};
  if (shows) pane().inert = shows !== chosen()?.id;
}

/** A line that is chosen but not shown, as after an act, is shown when it is asked for: that counts as reading. */
function offerLook() {
  const [words, button] = ["[data-choose]", "[data-look]"].map((which) => pane()?.querySelector(which));
  if (words && button) [words.hidden, button.hidden] = [Boolean(chosen()), !chosen()];
}

function mark(row) {
  for (const other of rows()) other.classList.toggle("on", other === row);
  place = rows().indexOf(row);
  matchPane();
  offerLook();
  keep();
}

function choose(row, { look = true, after = STAY_MS } = {}) {
  if (!row) return;
  row.tabIndex = 0;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  mark(row);
  clearTimeout(waiting);
  if (look) waiting = setTimeout(() => row.isConnected && peek(row), after);
}

function step(by) {
  const all = rows();
  const now = all.indexOf(chosen());
  choose(all[Math.min(Math.max(now < 0 ? place : now + by, 0), all.length - 1)]);
}

function open(part = "") {
  const row = chosen();
  if (row?.dataset.open) location.assign(row.dataset.open + part);
}

const write = () => "keysNote" in list().dataset && open("#note");
// An act of the peek is done by its own key (keys.js); until the item is shown, its key only shows it.
const look = () => peek(chosen());
const tick = () => chosen()?.querySelector("input[name=one]")?.click();
const acts = { x: tick, j: () => step(1), k: () => step(-1), o: () => open(), n: write, f: look, r: look };

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || !list() || isWriting(event) || event.ctrlKey || event.altKey || event.metaKey) return;
  if (document.querySelector("dialog[open]")) return;
  const onRow = event.target.matches?.("[data-row]");
  const key = onRow ? ({ ArrowDown: "j", ArrowUp: "k", Enter: "o" }[event.key] ?? keyOf(event)) : keyOf(event);
  if (!acts[key]) return;
  event.preventDefault();
  acts[key]();
});

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-look]")) return look();
  const row = event.target.closest?.("[data-row]");
  if (!row || !list()?.contains(row)) return;
  if (event.target.closest("a, button, input, label, summary")) return mark(row);
  if (!getSelection().isCollapsed) return;
  if (pane()?.checkVisibility()) return choose(row, { after: 0 });
  mark(row);
  open();
});

// An answer that comes after the reader has gone on to another row is not shown beside it.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id === "peek" && rows().includes(detail.requestConfig.elt)) detail.shouldSwap = detail.requestConfig.elt === chosen();
});
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target.id !== "peek") return;
  pane().dataset.shows = detail.requestConfig.elt.id;
  matchPane();
});

function back() {
  const was = list() && kept();
  if (!was) return;
  const row = was.id && (document.getElementById(was.id) ?? rows()[Math.min(was.place, rows().length - 1)]);
  list().scrollTop = was.top;
  if (row) choose(row, { look: false });
}

addEventListener("pagehide", () => list() && keep());

// After an act took the chosen row away, the next one stands in its place.
document.addEventListener("htmx:afterSettle", () => {
  if (!list() || chosen() || document.querySelector("dialog[open]")) return;
  if (kept()?.id) choose(rows()[Math.min(place, rows().length - 1)]);
});

back();
