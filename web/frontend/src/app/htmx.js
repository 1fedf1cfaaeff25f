import htmx from "htmx.org/dist/htmx.esm.js";

window.htmx = htmx;

export const csrf = () => document.body.dataset.csrf;

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = csrf();
});

// What a swap brings in may ask for the focus: a refusal, the first field of a dialog.
document.addEventListener("htmx:afterSettle", (event) => {
  const target = event.detail.elt;
  const wanted = target.querySelector?.("[data-focus], [autofocus]");
  if (wanted && !target.closest("dialog:not([open])")) wanted.focus();
});

export default htmx;
