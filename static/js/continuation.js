// What is typed while a message is on its way follows it, on a line of its own if it is typed over it: the
// message may be refused, or not arrive. What was sent leaves the field, what was typed meanwhile stays in it.
// Files are joined by name: this one is before those that keep a draft, and that end an edit.
const form = document.getElementById("composer");
const field = form?.elements.content;
let isTypedOver = false;

// What is typed over a message may begin as it does; if it is not, a part of it stands in the field for as
// long as it is corrected.
const following = (text) => {
  const { sent } = form.dataset;
  const isAnother = isTypedOver && text;
  if (!isAnother && sent.startsWith(text)) return sent;
  return !isAnother && text.startsWith(sent) ? text : `${sent}\n${text}`;
};
const typedSince = (text) => following(text).slice(form.dataset.sent.length).replace(/^\n/, "");

const isAllMarked = () => {
  const { value, selectionStart, selectionEnd } = field;
  return value && selectionStart === 0 && selectionEnd >= Math.min(value.length, form.dataset.sent.length);
};
const isUnsettled = () => "sent" in form.dataset;

const forget = () => {
  isTypedOver = false;
  delete form.dataset.whole;
};
const begin = () => {
  forget();
  form.dataset.sent = field.value;
  form.dispatchEvent(new Event("webchat:sending"));
};
const giveBack = () => {
  const text = isUnsettled() ? following(field.value) : field.value;
  forget();
  // To set a value moves the caret.
  if (text === field.value) return;
  field.value = text;
  field.dispatchEvent(new Event("webchat:filled"));
};

if (field) {
  // To go on with an old word a keyboard of a screen may compose it anew, which replaces nothing.
  for (const start of ["beforeinput", "compositionstart"]) {
    field.addEventListener(start, ({ isComposing }) => {
      if (isUnsettled() && !isComposing && isAllMarked()) isTypedOver = true;
    });
  }
  field.addEventListener("input", ({ inputType }) => {
    if (isUnsettled() && !field.value) isTypedOver = true;
    if (inputType === "historyUndo" && field.value === form.dataset.sent) isTypedOver = false;
    if (isUnsettled() && "sending" in form.dataset) form.dataset.whole = following(field.value);
    else delete form.dataset.whole;
  });
  form.addEventListener(form.hasAttribute("hx-post") ? "htmx:before:request" : "submit", begin);
  form.addEventListener("htmx:finally:request", giveBack);
  form.addEventListener("webchat:unanswered", giveBack);
  form.addEventListener("sent", () => {
    if (isUnsettled()) field.value = typedSince(field.value);
    forget();
    delete form.dataset.sent;
  });
}
