// The server sends a submission once, however often its form comes; what is sent next is another.
const renew = (form) => {
  const field = form.elements?.submission;
  // randomUUID is there on https alone.
  if (field) field.value = crypto.getRandomValues(new Uint32Array(4)).join("-");
};

// What is found to have arrived, though no answer told so, may be said again.
for (const name of ["webchat:taken", "sent"]) {
  document.addEventListener(name, ({ target }) => renew(target), { capture: true });
}
