// The draft of the start page goes on as that of the session which its message began.
const form = document.getElementById("composer");
const transcript = document.getElementById("transcript");
const place = form?.getAttribute("action");
// A session's form sends to an address below that of the start page's.
const startPlace = place?.replace(/\/[^/]+\/messages$/, "");
// What upstream refused is given back by a page of the session, at the address of the start page's form.
const isRefused = location.pathname === startPlace;

// Another chat of the person's may begin with the same words, but none has just led here from its form. Who
// is told nothing of that finds the draft where it was written.
const whatBeganThis = () => {
  // Another tab may have sent from the start page since, the same words even.
  if (isRefused) return { submission: form.elements.submission.value };
  const [visit] = performance.getEntriesByType("navigation");
  const own = [...transcript.querySelectorAll('[data-source="user"] > .message-text')];
  if (!(visit?.redirectCount > 0) || own.length > 1) return null;
  return own.length ? { text: own[0].textContent } : {};
};

if (transcript && place !== startPlace) {
  const message = whatBeganThis();
  if (message) form.dispatchEvent(new CustomEvent("webchat:begun", { detail: { startPlace, message } }));
  // By its own address the page comes without what was refused.
  if (isRefused) form.elements.content.dispatchEvent(new Event("input"));
}
