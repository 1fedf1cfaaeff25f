// Nothing typed is lost: words are copied with one press, survive a change of language, and a page that answered
// a sent form takes the address under which it can be read again.

for (const button of document.querySelectorAll("[data-copy], [data-take]")) button.hidden = false;

function copy(area) {
  area.select();
  // The clipboard's own interface needs a secure line; an office network may speak plain http.
  if (navigator.clipboard) navigator.clipboard.writeText(area.value).catch(() => document.execCommand("copy"));
  else document.execCommand("copy");
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-copy]");
  const area = button?.closest(".kept-words, .composer")?.querySelector("[data-copied]");
  if (area) copy(area);
});

const address = document.querySelector("[data-page-address]")?.dataset.pageAddress;
if (address) history.replaceState(history.state, "", address);

const CARRIED = "carried";
const fields = () =>
  [...document.querySelectorAll("form[data-carry]")].flatMap((form) =>
    [...form.elements].filter((e) => e.name && !["hidden", "password", "submit", "button", "radio", "file"].includes(e.type)),
  );

const reader = () => document.body.dataset.reader ?? "";

// A form may be met by the sign-in page, or by one that says it no longer counts. Those lead back to its page.
document.addEventListener("submit", (event) => {
  const language = event.target.matches("form.language");
  if (!language && !event.target.matches("form[data-carry]:not(.sign-in)")) return;
  const values = fields().map((e) => [e.name, e.type === "checkbox" ? e.checked : e.value]);
  if (values.length) sessionStorage.setItem(CARRIED, JSON.stringify({ path: location.pathname, reader: reader(), sent: !language, values }));
});

const onTheWay = document.querySelector("[data-carries], form.sign-in") !== null;
const kept = JSON.parse(sessionStorage.getItem(CARRIED) ?? "null");
if (!onTheWay) sessionStorage.removeItem(CARRIED);
else if (kept?.sent) sessionStorage.setItem(CARRIED, JSON.stringify({ ...kept, sent: false }));
// What was sent and answered is not brought back; nor are the words of one person to the next.
const carried = !onTheWay && kept && !kept.sent && kept.reader === reader() ? kept : null;
if (carried?.path === location.pathname) {
  const values = new Map(carried.values);
  for (const field of fields()) {
    if (!values.has(field.name)) continue;
    if (field.type === "checkbox") field.checked = values.get(field.name);
    else field.value = values.get(field.name);
    const folded = field.closest("details:not([open])");
    if (folded && field.value !== (field.defaultValue ?? field.querySelector("[selected]")?.value ?? field.options?.[0]?.value)) folded.open = true;
  }
  // What answers a change, as the promise beside a service does, listens only once the page is loaded.
  addEventListener("load", () => fields().forEach((field) => field.dispatchEvent(new Event("change", { bubbles: true }))));
}
