// A page reference in the noting (data-page="7") opens that page on the right and marks it in the contents.
function show(number) {
  const page = document.querySelector(`[data-sheet~="${CSS.escape(number)}"]`);
  if (!page) return;
  page.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  const held = page.dataset.sheet.split(" ");
  for (const entry of document.querySelectorAll(".toc a")) {
    if (entry.dataset.page?.split(" ").some((n) => held.includes(n))) entry.setAttribute("aria-current", "true");
    else entry.removeAttribute("aria-current");
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-page]");
  if (!link) return;
  event.preventDefault();
  show(link.dataset.page.split(" ")[0]);
});

/** A paper that came and nobody has worked on yet lies on top; where the page itself scrolls, it stays put. */
const first = document.querySelector("[data-sheet][data-first]");
const pages = first?.closest(".pages");
if (pages) pages.scrollTop += first.getBoundingClientRect().top - pages.getBoundingClientRect().top;
