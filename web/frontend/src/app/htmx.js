import htmx from "htmx.org/dist/htmx.esm.js";

window.htmx = htmx;

export const csrf = () => document.body.dataset.csrf;

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = csrf();
});

export default htmx;
