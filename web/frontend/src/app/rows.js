// Rows to fill in ([data-rows] ol > li): another one, one less, and a pasted table goes into the field made for it.
const renumber = (list) => {
  const digits = new Intl.NumberFormat(document.documentElement.lang.startsWith("bn") ? "bn" : "en", { useGrouping: false });
  [...list.children].forEach((row, place) => {
    for (const mark of row.querySelectorAll("[data-place]")) mark.textContent = digits.format(place + 1);
    row.querySelector("[data-drop-row]").value = place;
  });
};

function empty(row) {
  for (const field of row.querySelectorAll("input")) field.value = "";
}

function add(list) {
  const row = list.lastElementChild.cloneNode(true);
  empty(row);
  row.querySelector("input").type = "date";
  list.append(row);
  renumber(list);
  row.querySelector("input").focus();
}

function drop(list, row) {
  const near = row.nextElementSibling ?? row.previousElementSibling;
  if (near) row.remove();
  else empty(row);
  renumber(list);
  (near ?? row).querySelector("input").focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-rows] [data-add-row], [data-rows] [data-drop-row]");
  const list = button?.closest("[data-rows]").querySelector("ol");
  if (!list) return;
  event.preventDefault();
  if (button.matches("[data-add-row]")) add(list);
  else drop(list, button.closest("li"));
});

document.addEventListener("paste", (event) => {
  const rows = event.target.closest?.("[data-rows] li")?.closest("[data-rows]");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!rows || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  const pasted = rows.querySelector("[data-pasted]");
  const field = pasted.querySelector("textarea");
  pasted.open = true;
  field.value += (field.value && !field.value.endsWith("\n") ? "\n" : "") + text;
  field.focus();
});
