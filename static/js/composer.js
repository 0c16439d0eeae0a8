// Enter sends and Shift+Enter breaks the line; where there is only a finger, Enter breaks it, because the
// keyboard of a screen has no Shift+Enter. Ctrl+Enter and Cmd+Enter send everywhere: a tablet may have keys.
const form = document.getElementById("composer");
const field = form?.elements.content;
const fingerOnly = matchMedia("(hover: none) and (pointer: coarse)");

const tellKey = () => {
  field.enterKeyHint = fingerOnly.matches ? "enter" : "send";
};

if (field) {
  tellKey();
  // Keys may be put to a tablet, and taken from it.
  fingerOnly.addEventListener("change", tellKey);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    if (fingerOnly.matches && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    if (!event.repeat) form.requestSubmit();
  });
}

// A text that came with the page is written on at its end.
field?.setSelectionRange(field.value.length, field.value.length);

form?.addEventListener("webchat:taken", () => {
  form.dispatchEvent(new Event("sent"));
  field.dispatchEvent(new Event("input"));
});

// What the address offers is not offered again by a reload once something was sent.
form?.addEventListener("sent", () => {
  const address = new URL(location.href);
  for (const name of ["content", "edit"]) address.searchParams.delete(name);
  history.replaceState(history.state, "", address);
});
