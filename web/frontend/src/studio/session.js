// A session that ended while somebody drew: after signing in again in another tab, this page's token no longer
// counts. The page itself, fetched anew, carries a fresh one and says who is signed in.
const person = (reader = "") => reader.split(".")[0];

/** Whether the studio itself never answered: its own refusals carry a code, those of a session that ended do not. */
export async function unheard(response) {
  if (response.redirected) return true;
  if (![401, 403].includes(response.status)) return false;
  const refused = await response.clone().json().catch(() => null);
  return !refused?.code;
}

/** "same": the token is fresh again; "out": nobody is signed in; "other": somebody else is. */
export async function renew() {
  const response = await fetch(location.href, { headers: { Accept: "text/html" } });
  const { reader, csrf } = new DOMParser().parseFromString(await response.text(), "text/html").body.dataset;
  if (!person(reader)) return "out";
  if (person(reader) !== person(document.body.dataset.reader)) return "other";
  document.body.dataset.csrf = csrf;
  for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = csrf;
  return "same";
}
