// A security key for a form with data-webauthn ("create" or "get"): the key's answer is put into the form's
// field `credential`, and the form goes its way. The options stand beside it as JSON.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const known = (list) => list?.map((each) => ({ ...each, id: bytes(each.id) }));

const ceremonies = {
  create: (options) =>
    navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        user: { ...options.user, id: bytes(options.user.id) },
        excludeCredentials: known(options.excludeCredentials),
      },
    }),
  get: (options) =>
    navigator.credentials.get({
      publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials) },
    }),
};

function asJson(credential) {
  const { response } = credential;
  const answer = { clientDataJSON: text(response.clientDataJSON) };
  if (response.attestationObject) answer.attestationObject = text(response.attestationObject);
  if (response.authenticatorData) {
    answer.authenticatorData = text(response.authenticatorData);
    answer.signature = text(response.signature);
    answer.userHandle = response.userHandle ? text(response.userHandle) : null;
  }
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: answer,
  };
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-webauthn]") || form.elements.credential.value) return;
  event.preventDefault();
  const refusal = form.querySelector("[data-webauthn-refusal]");
  refusal.hidden = true;
  try {
    const options = JSON.parse(form.querySelector("script[type='application/json']").textContent);
    const credential = await ceremonies[form.dataset.webauthn](options.publicKey);
    form.elements.credential.value = JSON.stringify(asJson(credential));
    form.requestSubmit();
  } catch {
    refusal.textContent = form.dataset.refused;
    refusal.hidden = false;
  }
});
