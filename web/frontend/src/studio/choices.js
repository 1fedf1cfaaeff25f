// Lists to choose from: a <select data-choices="id"> offers what the datalist of that id holds, by its words.
const held = (id) => [...(document.getElementById(id)?.options ?? [])];

/** Fills a select; `first` are options of its own that stay on top. */
export function offer(select, id) {
  const own = [...select.options].filter((option) => option.dataset.own !== undefined || option.value === "");
  select.replaceChildren(...own, ...held(id).map((option) => new Option(option.textContent, option.value)));
}

/** A value that is not offered is shown as it is, so that looking at it changes nothing. */
export function choose(select, value = "") {
  if (![...select.options].some((option) => option.value === value)) select.append(new Option(`“${value}”`, value));
  select.value = value;
  const source = select.dataset.choices && select.closest(".field")?.parentElement.querySelector("[data-choice-source]");
  if (source) source.textContent = held(select.dataset.choices).find((option) => option.value === value)?.dataset.source ?? "";
}

/** A new entry of a list, offered from now on. */
export function add(id, { code, name, source }) {
  const option = new Option(name, code);
  option.dataset.source = source;
  document.getElementById(id)?.append(option);
}
