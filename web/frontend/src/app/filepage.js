// The file page and the desk's peek: notes begin at their end, what was sent leaves nothing behind, a look is a reading.

// data-end: the newest note is what a reader came for.
for (const box of document.querySelectorAll("[data-end]")) box.scrollTop = box.scrollHeight;

// The words of a file that was just sent are signed; the copy kept on this computer must not come back as a draft.
for (const sent of document.querySelectorAll("[data-draft-sent]")) localStorage.removeItem(`draft:${sent.dataset.draftSent}`);

// #peek holds data-read once the item beside it was read for the first time: its line is no longer new.
document.addEventListener("htmx:afterSettle", () => {
  const read = document.querySelector("#peek [data-read]");
  if (read) document.getElementById(read.dataset.read)?.classList.remove("new");
});
