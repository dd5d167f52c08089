// Asks the browser for a passkey and sends its answer in the page's own form. Nothing else in this house needs it.
"use strict";
(() => {
  const box = document.querySelector("[data-passkey]");
  if (!box || !window.PublicKeyCredential) return;
  const form = box.closest("form");
  const told = box.querySelector("[role=status]");
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const asked = () => {
    const options = JSON.parse(box.dataset.passkey);
    options.challenge = bytes(options.challenge);
    if (!options.user) return { get: { ...options, allowCredentials: known(options.allowCredentials) } };
    const user = { ...options.user, id: bytes(options.user.id) };
    return { create: { ...options, user, excludeCredentials: known(options.excludeCredentials) } };
  };

  const answer = async () => {
    const { create, get } = asked();
    const made = create ? await navigator.credentials.create({ publicKey: create })
      : await navigator.credentials.get({ publicKey: get });
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (made.response[name]) response[name] = text(made.response[name]);
    }
    return { id: made.id, rawId: text(made.rawId), type: made.type, response };
  };

  box.hidden = false;
  box.querySelector("button").addEventListener("click", async () => {
    if (!form.reportValidity()) return;
    told.textContent = box.dataset.waiting;
    try {
      form.elements.passkey.value = JSON.stringify(await answer());
    } catch {
      told.textContent = box.dataset.refused;
      return;
    }
    form.submit();
  });
})();
