// Papers chosen, dropped on the correspondence side or taken with a camera: sent one after another, each with
// its progress; what is refused stays in the list with why. Without this, the form sends them all at once.
import { word } from "./words.js";

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-uploads]");
  if (form && event.target.type === "file") sendAll(form, [...event.target.files]);
});

for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const side = event.target.closest?.(".corr");
    const form = side?.querySelector("form[data-uploads]");
    if (!form || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    side.toggleAttribute("data-over", kind === "dragover");
    if (kind === "drop") sendAll(form, [...event.dataTransfer.files]);
  });
}

async function sendAll(form, files) {
  const list = form.parentElement.querySelector("[data-uploading]");
  const lines = files.map((file) => line(list, file));
  form.querySelector("input[type=file]").value = "";
  let refused = 0;
  for (const [index, file] of files.entries()) refused += (await send(form, file, lines[index])) ? 0 : 1;
  if (!refused) location.reload();
  else if (refused < files.length) list.append(again());
}

function line(list, file) {
  const entry = document.createElement("li");
  const bar = Object.assign(document.createElement("progress"), { max: 1, value: 0 });
  bar.setAttribute("aria-label", file.name);
  entry.append(`${file.name} `, bar);
  list.append(entry);
  return entry;
}

function send(form, file, entry) {
  const bar = entry.querySelector("progress");
  if (file.size > Number(form.dataset.most)) return refuse(form, file, entry, bar);
  const body = new FormData(form);
  body.delete("files");
  body.append("files", file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.onprogress = (step) => step.lengthComputable && (bar.value = step.loaded / step.total);
    request.onloadend = () => resolve(ended(entry, bar, request));
    request.send(body);
  });
}

// A refusal names its file itself.
function say(entry, bar, sentence, named) {
  bar.remove();
  if (named) entry.textContent = sentence;
  else entry.append(sentence);
  entry.toggleAttribute("data-refused", named);
}

// Said before it is sent: an hour on a thin line for nothing is worse than the sentence.
function refuse(form, file, entry, bar) {
  say(entry, bar, form.dataset.tooLarge.replace("{name}", file.name), true);
  return false;
}

function ended(entry, bar, request) {
  const taken = request.status === 200;
  const why = request.response?.refused?.join(" ");
  say(entry, bar, taken ? word("uploaded") : why || word("uploadFailed"), Boolean(why));
  entry.toggleAttribute("data-refused", !taken);
  return taken;
}

function again() {
  const entry = document.createElement("li");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn", textContent: word("showPapers") });
  button.addEventListener("click", () => location.reload());
  entry.append(button);
  return entry;
}
