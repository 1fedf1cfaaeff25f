// The office chart that can be edited: a post is chosen, and moved under another one by dragging or by keys.
// A move only leads to the page that says what will follow; that page asks before anything is done.
import htmx from "./htmx.js";

const page = document.querySelector("[data-chart-edit]");
let picked = null;

const say = (words) => (page.querySelector("[data-says]").textContent = words);
const postOf = (target) => target.closest?.("[data-post]");

function move(post, above) {
  const form = document.getElementById("move-post");
  if (!above || above === post) return;
  form.elements.namedItem("post").value = post.dataset.post;
  form.elements.namedItem("reports_to").value = above.dataset.post;
  form.submit();
}

function pick(post) {
  picked?.classList.remove("picked");
  picked = post;
  post?.classList.add("picked");
  say(post ? `${post.dataset.title}: ${page.dataset.picked}` : page.dataset.laid);
}

function choose(post) {
  page.querySelector("[data-post].on")?.classList.remove("on");
  post.classList.add("on");
  htmx.ajax("GET", post.dataset.panel, { target: "#panel", swap: "innerHTML" }).then(() => {
    document.getElementById("panel").scrollIntoView({ block: "nearest" });
  });
}

function step(post, by) {
  const all = [...page.querySelectorAll("[data-post]")];
  all[Math.min(Math.max(all.indexOf(post) + by, 0), all.length - 1)].focus();
}

// M in the panel is about the post that the panel shows.
function meant({ target, key }) {
  const here = key.toLowerCase() === "m" && target.closest?.("#panel") && !target.closest("input, select, textarea");
  return postOf(target) ?? (here ? page.querySelector("[data-post].on") : null);
}

function keys(event) {
  const post = meant(event);
  if (!post || event.ctrlKey || event.altKey || event.metaKey) return;
  const act = {
    m: () => (post.focus(), pick(post)),
    Escape: () => picked && pick(null),
    ArrowDown: () => step(post, 1),
    ArrowUp: () => step(post, -1),
    Enter: () => (picked ? move(picked, post) : choose(post)),
  }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

function drag() {
  let over = null;
  const mark = (post) => {
    over?.classList.remove("over");
    over = post;
    over?.classList.add("over");
  };
  page.addEventListener("dragstart", (event) => {
    pick(postOf(event.target));
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", picked?.dataset.title ?? "");
  });
  page.addEventListener("dragover", (event) => {
    const post = postOf(event.target);
    mark(post !== picked ? post : null);
    if (picked && over) event.preventDefault();
  });
  page.addEventListener("drop", (event) => {
    event.preventDefault();
    if (picked && over) move(picked, over);
  });
  page.addEventListener("dragend", () => {
    mark(null);
    pick(null);
  });
}

if (page) {
  page.querySelector(".by-hand").hidden = false;
  page.addEventListener("keydown", keys);
  page.addEventListener("click", (event) => {
    const post = postOf(event.target);
    if (!post) return;
    event.preventDefault();
    choose(post);
  });
  drag();
}
