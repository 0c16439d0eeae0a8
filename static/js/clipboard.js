// Puts what a bubbling "webchat:copy" event brings on the clipboard: its detail has the text, perhaps
// the same as html, and the button. A text that goes with html may be a promise of one. That says so by its data-copy for a moment, and keeps the focus.
const notice = document.getElementById("copy-notice");
const SHOWN_MILLISECONDS = 2_000;
const timers = new WeakMap();
let noticeTimer;

const blob = async (content, type) => new Blob([await content], { type });
const item = (text, html) => new ClipboardItem({
  "text/plain": blob(text, "text/plain"),
  "text/html": blob(html, "text/html"),
});

// What is still to come is promised to the browser at the click: later it would not take it.
const byClipboard = ({ text, html }) => {
  if (html === undefined) return navigator.clipboard.writeText(text);
  return navigator.clipboard.write([item(text, html)]);
};

// On plain http there is no clipboard, only the browser's own command to copy what is selected.
const byCommand = ({ text, html, button }) => {
  const field = document.createElement("textarea");
  field.className = "visually-hidden";
  field.readOnly = true;
  field.value = text;
  field.addEventListener("copy", (event) => {
    event.preventDefault();
    event.clipboardData.setData("text/plain", text);
    if (html) event.clipboardData.setData("text/html", html);
  });
  const focused = document.activeElement;
  // Beside the button: what stands outside of an open dialog takes no focus.
  button.after(field);
  field.focus({ preventScroll: true });
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  focused?.focus({ preventScroll: true });
  return isCopied;
};

const copy = async (detail) => {
  try {
    await byClipboard(detail);
    return true;
  } catch {
    return byCommand({ ...detail, text: await detail.text });
  }
};

const say = (button, isCopied) => {
  button.dataset.copy = isCopied ? "done" : "failed";
  notice.dataset.copy = button.dataset.copy;
  notice.textContent = isCopied ? notice.dataset.done : notice.dataset.failed;
  clearTimeout(timers.get(button));
  timers.set(button, setTimeout(() => delete button.dataset.copy, SHOWN_MILLISECONDS));
  // All buttons share one notice, which the last of them is told by.
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => { notice.textContent = ""; }, SHOWN_MILLISECONDS);
};

if (notice) {
  document.addEventListener("webchat:copy", async ({ detail }) => {
    // A text that was promised may fail to come.
    say(detail.button, await copy(detail).catch(() => false));
  });
}
