// Diagrams to look at, wherever a page holds one:
//   [data-flow-viewer data-xml="script id" | data-xml-url] with data-states="script id" of {states, flows, dwell, open}
//   [data-posts-strip="script id"]
//   [data-replay data-steps="script id"] around viewers (the main drawing first), a strip and the controls
import "./css/viewer.css";
import { Atlas } from "./viewer/atlas.js";
import { Picture } from "./viewer/picture.js";
import { Replay } from "./viewer/replay.js";
import { Strip } from "./viewer/strip.js";

const json = (id) => JSON.parse(document.getElementById(id).textContent);

async function open(root) {
  try {
    const picture = await Picture.open(root);
    if (root.dataset.states) {
      const { states = {}, flows = [], dwell = {}, open: held = [] } = json(root.dataset.states);
      picture.mark(states, flows);
      picture.dwell(dwell);
      picture.rest(held);
    }
    document.querySelectorAll(`[data-zoom-of="${root.id}"]`).forEach((button) =>
      button.addEventListener("click", () => (button.dataset.zoom === "fit" ? picture.whole() : picture.zoom(Number(button.dataset.zoom)))));
    return picture;
  } catch (error) {
    root.dataset.failed = "";
    const fallback = root.querySelector("[data-fallback]");
    if (fallback) fallback.hidden = false;
    console.error(error);
    return null;
  }
}

async function start() {
  const pictures = new Map();
  for (const root of document.querySelectorAll("[data-flow-viewer]")) {
    const picture = await open(root);
    if (picture) pictures.set(root, picture);
  }
  const strips = new Map([...document.querySelectorAll("[data-posts-strip]")].map((root) => [root, new Strip(root, json(root.dataset.postsStrip))]));
  for (const root of document.querySelectorAll("[data-replay]")) {
    const atlas = new Atlas(root, [...root.querySelectorAll("[data-flow-viewer]")].flatMap((viewer) => pictures.get(viewer) ?? []));
    const strip = strips.get(root.querySelector("[data-posts-strip]"));
    root.replay = new Replay(root, json(root.dataset.steps), atlas, strip);
  }
}

start();
