// What is typed is kept in this browser, for each session and for the start page, until the message is
// seen in a transcript: a tab may be closed, or a line be lost, before the answer to it is there.
const form = document.getElementById("composer");
const field = form?.elements.content;
const transcript = document.getElementById("transcript");
const PREFIX = "webchat-draft ";
const MOST_DRAFTS = 30;
const place = form?.getAttribute("action");
// A session's form sends to an address below that of the start page's.
const startPlace = place?.replace(/\/[^/]+\/messages$/, "");
let written = null;
let sent = null;

// Storage may be forbidden or full, and hold what another release wrote: one writes on without it.
const trying = (use) => {
  try {
    return use();
  } catch {
    return undefined;
  }
};
const stored = (where) => trying(() => localStorage.getItem(PREFIX + where));
const draftOf = (text) => (text ? trying(() => JSON.parse(text)) : null);
const typedSince = (text, sending) => (
  text.startsWith(sending.text) ? text.slice(sending.text.length) : text
);

const save = () => {
  const { before } = form.dataset;
  if (field.value || before) {
    written = JSON.stringify({ text: field.value, before, sent, at: Date.now() });
    trying(() => localStorage.setItem(PREFIX + place, written));
  } else if (stored(place) === written) {
    // What another tab has written since is not ours to let go.
    trying(() => localStorage.removeItem(PREFIX + place));
  }
};

const own = () => [...transcript?.querySelectorAll('[data-source="user"]') ?? []];
const newest = () => own().at(-1);
const isSeen = (sending) => {
  const message = newest();
  if (!sending || !message || message.id === sending.after) return false;
  return message.querySelector(".message-text").textContent === sending.text;
};

// What the server gives back is followed by what was typed while it was on its way.
const goOnWith = ({ text, sent: sending }) => {
  const isBack = sending?.text && sending.text === field.defaultValue;
  if (isBack && text.startsWith(field.value)) field.value = text;
  return isBack;
};

const restore = () => {
  written = stored(place);
  const draft = draftOf(written);
  const isEdit = document.getElementById("edit")?.childElementCount > 0;
  if (isEdit) form.dataset.before = draft?.before ?? draft?.text ?? "";
  if (!draft) return;
  if (!isEdit) goOnWith(draft);
  // The server gives back what it refused, and the person may have begun before this script did.
  if (field.value) return;
  field.value = draft.text;
  if (draft.before !== undefined) form.dataset.before = draft.before;
  sent = draft.sent;
  // Under the same id what has arrived after all is not sent twice.
  if (sent) form.elements.submission.value = sent.submission;
};

// Another chat of the person's may begin with the same words, but none has just led here from its form. Who
// is told nothing of that finds the draft where it was written.
const hasBegunWith = (sending) => {
  const [visit] = performance.getEntriesByType("navigation");
  return isSeen(sending) && own().length === 1 && visit?.redirectCount > 0;
};

const settle = () => {
  if (!isSeen(sent)) return;
  field.value = typedSince(field.value, sent);
  form.dispatchEvent(new Event("sent"));
  field.dispatchEvent(new Event("input"));
};

// What was typed on the start page while its message was on its way goes on in the session that it began.
const takeOver = () => {
  const begun = draftOf(stored(startPlace));
  const isSession = place !== startPlace;
  if (!isSession || !begun) return;
  if (!goOnWith(begun) && !hasBegunWith(begun.sent)) return;
  if (!field.defaultValue) field.value = typedSince(begun.text, begun.sent) + field.value;
  save();
  trying(() => localStorage.removeItem(PREFIX + startPlace));
};

// A message that upstream has yet to accept comes by the socket.
const awaitMessage = () => {
  const observer = new MutationObserver(() => {
    settle();
    if (!sent) observer.disconnect();
  });
  observer.observe(transcript, { childList: true });
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
  takeOver();
  // Other scripts, which come after this one, have a part in it.
  queueMicrotask(settle);
  if (sent && transcript) awaitMessage();

  field.addEventListener("input", save);
  form.addEventListener(form.hasAttribute("hx-post") ? "htmx:before:request" : "submit", () => {
    const { submission } = form.elements;
    sent = { text: field.value, after: newest()?.id, submission: submission.value };
    save();
  });
  form.addEventListener("sent", () => { sent = null; });
}
