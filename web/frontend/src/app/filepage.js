// The file page and the desk's peek: notes begin at their end, what was sent leaves nothing behind, a look is a reading.
import { dropAllWords, placeOf } from "./keptwords.js";
import { noteField } from "./richnote.js";

// data-end: the newest note is what a reader came for.
for (const box of document.querySelectorAll("[data-end]")) box.scrollTop = box.scrollHeight;

// The strip shows the stage where the matter stands, also where it is too wide for the screen.
for (const strip of document.querySelectorAll(".stages")) {
  const now = strip.querySelector("[aria-current=step]") ?? strip.lastElementChild;
  if (!now) continue;
  const [whole, one] = [strip.getBoundingClientRect(), now.getBoundingClientRect()];
  strip.scrollLeft += one.left - whole.left - (whole.width - one.width) / 2;
}

// The desk's N leads here to write. The browser takes the focus away when it goes to a fragment, so none is left.
const note = location.hash === "#note" && noteField();
if (note) {
  history.replaceState(history.state, "", location.pathname + location.search);
  note.focus();
  note.setSelectionRange?.(note.value?.length, note.value?.length);
}

// Where the notes are longer than the screen, a button at its foot leads to the draft.
document.addEventListener("click", (event) => {
  const area = event.target.closest?.("[data-write]") && noteField();
  if (!area) return;
  area.focus({ preventScroll: true });
  area.scrollIntoView({ block: "center" });
});

// The words of a file that was just sent are signed; the copy kept on this computer must not come back as a draft.
for (const sent of document.querySelectorAll("[data-draft-sent]")) dropAllWords(placeOf(sent.dataset.draftSent));

// #peek holds data-read once the item beside it was read for the first time: its line is no longer new.
document.addEventListener("htmx:afterSettle", () => {
  const read = document.querySelector("#peek [data-read]");
  const row = read && document.getElementById(read.dataset.read);
  row?.classList.remove("new");
  row?.querySelector(".dot")?.replaceChildren();
});

// A diagram wider than the screen is pushed under the finger; it begins where the file stands.
new MutationObserver((changes) => {
  for (const { target } of changes) {
    if (!target.matches(".path [data-flow-viewer], .path-page [data-flow-viewer]")) continue;
    requestAnimationFrame(() => target.querySelector(".djs-shape.now")?.scrollIntoView({ block: "nearest", inline: "center" }));
  }
}).observe(document.body, { subtree: true, attributeFilter: ["data-ready"] });
