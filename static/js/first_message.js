// The draft of the start page goes on as that of the session which its message began.
const form = document.getElementById("composer");
const transcript = document.getElementById("transcript");
const PREFIX = "webchat-draft ";
const place = form?.getAttribute("action");
// A session's form sends to an address below that of the start page's.
const startPlace = place?.replace(/\/[^/]+\/messages$/, "");

// Another chat of the person's may begin with the same words, but none has just led here from its form. Who
// is told nothing of that finds the draft where it was written.
const isBegunBy = (sending) => {
  const [visit] = performance.getEntriesByType("navigation");
  const own = [...transcript.querySelectorAll('[data-source="user"] > .message-text')];
  const isAlone = own.length < 2 && own.every(({ textContent }) => textContent === sending.text);
  return isAlone && visit?.redirectCount > 0;
};

const takeOver = () => {
  const draft = localStorage.getItem(PREFIX + startPlace);
  const { sent } = JSON.parse(draft) ?? {};
  // What upstream refused is given back by a page of the session, at the address of the start page's form.
  const isRefused = location.pathname === startPlace;
  const isItsOwn = sent && (isRefused ? sent.text === form.elements.content.defaultValue : isBegunBy(sent));
  if (!isItsOwn || localStorage.getItem(PREFIX + place)) return;
  localStorage.setItem(PREFIX + place, draft);
  localStorage.removeItem(PREFIX + startPlace);
  form.dispatchEvent(new Event("webchat:draft"));
};

if (transcript && place !== startPlace) {
  try {
    takeOver();
  } catch {
    // Without storage, or with what another release left there, the session begins without a draft.
  }
}
