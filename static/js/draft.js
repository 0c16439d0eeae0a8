// What is typed is kept in this browser, for each session and for the start page, until the message is
// seen in a transcript: a tab may be closed, or a line be lost, before the answer to it is there.
const form = document.getElementById("composer");
const field = form?.elements.content;
const transcript = document.getElementById("transcript");
const PREFIX = "webchat-draft ";
const MOST_DRAFTS = 30;
const place = form?.getAttribute("action");
let written = null;
let sent = null;
let isTypedOver = false;

// Storage may be forbidden or full, and hold what another release wrote: one writes on without it.
const trying = (use) => {
  try {
    return use();
  } catch {
    return undefined;
  }
};
const stored = (where = place) => trying(() => localStorage.getItem(PREFIX + where));
const draftOf = (text) => (text ? trying(() => JSON.parse(text)) : null);

// What is typed while a message is on its way follows it, on a line of its own if it is typed over it: the
// message may be refused, or not arrive. What is typed over it may begin as it does; if it is not, a part of
// it stands in the field for as long as it is corrected.
const following = (text) => {
  const isAnother = isTypedOver && text;
  if (!isAnother && sent.text.startsWith(text)) return sent.text;
  return !isAnother && text.startsWith(sent.text) ? text : `${sent.text}\n${text}`;
};
const isAllMarked = () => {
  const { value, selectionStart, selectionEnd } = field;
  return value && selectionStart === 0 && selectionEnd >= Math.min(value.length, sent.text.length);
};
const typedSince = (text) => following(text).slice(sent.text.length).replace(/^\n/, "");

const save = () => {
  const { before } = form.dataset;
  const text = "sending" in form.dataset && sent ? following(field.value) : field.value;
  if (text || before) {
    written = JSON.stringify({ text, before, sent, at: Date.now() });
    trying(() => localStorage.setItem(PREFIX + place, written));
  } else if (stored() === written) {
    // What another tab has written since is not ours to let go.
    trying(() => localStorage.removeItem(PREFIX + place));
  }
};

const newest = () => [...transcript?.querySelectorAll('[data-source="user"]') ?? []].at(-1);
const isSeen = (sending) => {
  const message = newest();
  if (!sending || !message || message.id === sending.after) return false;
  return message.querySelector(".message-text").textContent === sending.text;
};

const settle = () => {
  if (!isSeen(sent)) return;
  form.dispatchEvent(new Event("sent"));
  field.dispatchEvent(new Event("input"));
};

// A message that upstream has yet to accept comes by the socket.
const awaitMessage = () => {
  const observer = new MutationObserver(() => {
    settle();
    if (!sent) observer.disconnect();
  });
  observer.observe(transcript, { childList: true });
};

// The person may have begun before this script did, after what the server gave back or within it.
const joined = (text) => {
  const { value, defaultValue } = field;
  if (value.startsWith(defaultValue)) return text + value.slice(defaultValue.length);
  return value.includes(text) ? value : [text, value].filter(Boolean).join("\n");
};

const goOnWith = (draft) => {
  field.value = joined(draft.text);
  if (draft.before !== undefined) form.dataset.before = draft.before;
  sent = draft.sent;
  if (!sent) return;
  // Under the same id what has arrived after all is not sent twice.
  form.elements.submission.value = sent.submission;
  if (transcript) awaitMessage();
};

const restore = () => {
  written = stored();
  const draft = draftOf(written);
  const isEdit = document.getElementById("edit")?.childElementCount > 0;
  if (isEdit) form.dataset.before = draft?.before ?? draft?.text ?? "";
  if (!draft || isEdit) return;
  // A refused form comes back with its id. Another tab may have sent the same words.
  const isBack = draft.sent?.submission === form.elements.submission.value;
  if (isBack || !field.value) goOnWith(draft);
};

// A session begins with the draft of the message that began it, or else with what was refused: by its own
// address the page comes without that.
const takeOver = ({ startPlace, isRefused, isOurs }) => {
  if (stored()) return;
  const draft = draftOf(stored(startPlace));
  if (draft?.sent && isOurs(draft.sent)) {
    trying(() => localStorage.removeItem(PREFIX + startPlace));
    goOnWith(draft);
    save();
  } else if (isRefused) save();
};

const giveBack = () => {
  const text = sent ? following(field.value) : field.value;
  isTypedOver = false;
  // To set a value moves the caret.
  if (text === field.value) return;
  field.value = text;
  field.dispatchEvent(new Event("webchat:filled"));
};

const letOldOnesGo = () => {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  const ages = keys.map((key) => [draftOf(localStorage.getItem(key))?.at ?? 0, key]);
  const old = ages.sort(([one], [other]) => other - one).slice(MOST_DRAFTS);
  for (const [, key] of old) localStorage.removeItem(key);
};

if (field) {
  // The browser's own memory of the field knows nothing of what was sent.
  field.autocomplete = "off";
  trying(letOldOnesGo);
  restore();
  // Other scripts, which come after this one, have a part in it.
  queueMicrotask(settle);

  // To go on with an old word a keyboard of a screen may compose it anew, which replaces nothing.
  for (const start of ["beforeinput", "compositionstart"]) {
    field.addEventListener(start, ({ isComposing }) => {
      if (sent && !isComposing && isAllMarked()) isTypedOver = true;
    });
  }
  field.addEventListener("input", () => {
    if (sent && !field.value) isTypedOver = true;
    save();
  });
  form.addEventListener(form.hasAttribute("hx-post") ? "htmx:before:request" : "submit", () => {
    const { submission } = form.elements;
    sent = { text: field.value, after: newest()?.id, submission: submission.value };
    isTypedOver = false;
    save();
  });
  form.addEventListener("htmx:finally:request", giveBack);
  form.addEventListener("webchat:unanswered", giveBack);
  // What was sent leaves the field, what was typed meanwhile stays in it.
  form.addEventListener("sent", () => {
    if (sent) field.value = typedSince(field.value);
    sent = null;
  });
  form.addEventListener("webchat:begun", ({ detail }) => takeOver(detail));
}
