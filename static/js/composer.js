// Enter sends and Shift+Enter breaks the line; what was sent leaves the field, what was typed
// meanwhile stays in it.
const form = document.getElementById("composer");
const field = form?.elements.content;
let sent = "";

const SAFARI_COMPOSING = 229;

field?.addEventListener("keydown", (event) => {
  const isComposing = event.isComposing || event.keyCode === SAFARI_COMPOSING;
  if (event.key !== "Enter" || event.shiftKey || isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});

form?.addEventListener("htmx:before:request", () => {
  sent = field.value;
});

form?.addEventListener("htmx:after:request", (event) => {
  if (event.target !== form || event.detail.ctx.response.status >= 400) return;
  if (field.value.startsWith(sent)) field.value = field.value.slice(sent.length);
  field.dispatchEvent(new Event("input"));
});
