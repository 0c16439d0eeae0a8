// A message of the person's comes back into the field, to be sent anew: the last by Up in an empty
// field, any by an element with data-action="edit". What stood in the field returns afterwards.
const form = document.getElementById("composer");
const field = form?.elements.content;
const transcript = document.getElementById("transcript");
const note = document.getElementById("edit");
const OWN = 'article[data-source="user"]';

// A page that has later messages does not show the last one, and has no such button.
const isNewest = document.querySelector("button#jump") !== null;

const isEdit = () => "before" in form.dataset;
const show = () => {
  note.replaceChildren(document.getElementById("edit-note").content.cloneNode(true));
};
const put = (text) => {
  field.value = text;
  field.focus();
  field.setSelectionRange(text.length, text.length);
  field.dispatchEvent(new Event("input"));
};
const begin = (message) => {
  // What is being sent still stands in the field, and is not to return.
  if (!message || form.classList.contains("htmx-request")) return;
  form.dataset.before ??= field.value;
  show();
  put(message.querySelector(".message-text").textContent);
  field.scrollTop = field.scrollHeight;
};
const leave = () => {
  const { before } = form.dataset;
  delete form.dataset.before;
  note.replaceChildren();
  return before;
};

if (note) {
  if (isEdit()) show();

  form.addEventListener("keydown", (event) => {
    const isPlain = !(event.shiftKey || event.altKey || event.ctrlKey || event.metaKey);
    if (event.key === "Escape" && isEdit()) {
      event.preventDefault();
      put(leave());
    }
    if (event.key === "ArrowUp" && isPlain && event.target === field && !field.value) {
      // Up has no second meaning here: it would move in the text that it has brought.
      event.preventDefault();
      if (isNewest) begin([...transcript.querySelectorAll(OWN)].at(-1));
    }
  });
  note.addEventListener("click", (event) => {
    const cancel = event.target.closest("a");
    if (!cancel) return;
    event.preventDefault();
    history.replaceState(history.state, "", cancel.href);
    put(leave());
  });
  transcript.addEventListener("click", (event) => {
    const action = event.target.closest('[data-action="edit"]');
    if (!action || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    begin(action.closest(OWN));
  });
  form.addEventListener("sent", () => {
    if (isEdit()) field.value = leave() + field.value;
  });
}
