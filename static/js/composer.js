// Enter sends and Shift+Enter breaks the line; what was sent leaves the field, what was typed
// meanwhile stays in it.
const form = document.getElementById("composer");
const field = form?.elements.content;
let sent = "";

field?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey) return;
  event.preventDefault();
  if (!event.repeat) form.requestSubmit();
});

// A text that came with the page is written on at its end.
field?.setSelectionRange(field.value.length, field.value.length);

form?.addEventListener("htmx:before:request", () => {
  sent = field.value;
});

form?.addEventListener("htmx:after:request", (event) => {
  if (event.target !== form || event.detail.ctx.response.status >= 400) return;
  if (field.value.startsWith(sent)) field.value = field.value.slice(sent.length);
  form.dispatchEvent(new Event("sent"));
  field.dispatchEvent(new Event("input"));
});

// What the address offers is not offered again by a reload once something was sent.
form?.addEventListener("sent", () => {
  const address = new URL(location.href);
  for (const name of ["content", "edit"]) address.searchParams.delete(name);
  history.replaceState(history.state, "", address);
});
