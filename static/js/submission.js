// The server sends a submission once, however often its form comes; what is sent next is another.
document.addEventListener("htmx:after:request", ({ target, detail }) => {
  const field = target.elements?.submission;
  if (!field || detail.ctx.response.status >= 400) return;
  // randomUUID is there on https alone.
  field.value = crypto.getRandomValues(new Uint32Array(4)).join("-");
});
