// Passkeys: the browser is asked, and what it answers is sent with the form. Without script the other ways stand beside.
import { whenever } from "./words.js";

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
const named = (list) => list?.map((item) => ({ ...item, id: bytes(item.id) }));

function asked(options) {
  const wish = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
  if (wish.user) wish.user = { ...wish.user, id: bytes(wish.user.id) };
  if (wish.excludeCredentials) wish.excludeCredentials = named(wish.excludeCredentials);
  if (wish.allowCredentials) wish.allowCredentials = named(wish.allowCredentials);
  return wish;
}

function told(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
    if (credential.response[name]) response[name] = text(credential.response[name]);
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

async function wished(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.dataset.optionsFrom, { headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } });
  return (await answer.json()).request_options;
}

async function use(form) {
  const failed = form.querySelector("[data-passkey-failed]");
  failed.hidden = true;
  try {
    const publicKey = asked(await wished(form));
    const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
    form.elements.credential.value = JSON.stringify(told(credential));
    form.submit();
  } catch {
    failed.hidden = false;
  }
}

whenever((root) => {
  if (!window.PublicKeyCredential || !window.isSecureContext) return;
  root.querySelectorAll("[data-without-passkey]").forEach((words) => (words.hidden = true));
  root.querySelectorAll("form[data-passkey] button").forEach((button) => (button.hidden = false));
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-passkey]");
  if (!form) return; // the form.submit() above raises no such event
  event.preventDefault();
  use(form);
});
