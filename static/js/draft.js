// What is typed is kept in this browser, for each session and for the start page, until the message is
// seen in a transcript: a tab may be closed, or a line be lost, before the answer to it is there.
const form = document.getElementById("composer");
const field = form?.elements.content;
const PREFIX = "webchat-draft ";
const MOST_DRAFTS = 30;
const place = form?.getAttribute("action");
let written = null;

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

// A tab that is opened while a message is on its way goes on with the same draft, under the same id.
const tab = trying(() => (
  sessionStorage["webchat-tab"] ??= crypto.getRandomValues(new Uint32Array(4)).join("-")
));

// What was sent and is not seen yet, as it is kept.
const sending = () => {
  const { sent, after } = form.dataset;
  return sent === undefined ? null : { text: sent, after, submission: form.elements.submission.value };
};

const save = () => {
  const { before, whole } = form.dataset;
  const text = whole ?? field.value;
  if (text || before) {
    written = JSON.stringify({ text, before, sent: sending(), tab, at: Date.now() });
    trying(() => localStorage.setItem(PREFIX + place, written));
  } else if (stored() === written) {
    // What another tab has written since is not ours to let go.
    trying(() => localStorage.removeItem(PREFIX + place));
  }
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
  if (!draft.sent) return;
  form.dataset.sent = draft.sent.text;
  form.dataset.after = draft.sent.after ?? "";
  // Under the same id what has arrived after all is not sent twice.
  form.elements.submission.value = draft.sent.submission;
};

// A refused form comes back with its id, to the tab that sent it: another may have sent the same words.
// The address may offer anew what was sent and never answered.
const isGivenBack = ({ sent, tab: sender }) => {
  const isRefused = document.getElementById("notice").childElementCount > 0;
  if (isRefused) return sent?.submission === form.elements.submission.value && sender === tab;
  return sent?.text === field.defaultValue;
};

const restore = () => {
  written = stored();
  const draft = draftOf(written);
  const isEdit = document.getElementById("edit")?.childElementCount > 0;
  if (isEdit) form.dataset.before = draft?.before ?? draft?.text ?? "";
  if (!draft || isEdit) return;
  if (!field.value || isGivenBack(draft)) goOnWith(draft);
};

// A session begins with the draft of the message that began it, as far as that is known.
const takeOver = ({ startPlace, message }) => {
  if (stored()) return;
  const draft = draftOf(stored(startPlace));
  if (!draft?.sent || draft.tab !== tab) return;
  if (Object.keys(message).some((name) => message[name] !== draft.sent[name])) return;
  trying(() => localStorage.removeItem(PREFIX + startPlace));
  goOnWith(draft);
  save();
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
  field.addEventListener("input", save);
  form.addEventListener("webchat:sending", save);
  form.addEventListener("webchat:begun", ({ detail }) => takeOver(detail));
}
