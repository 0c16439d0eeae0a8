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
const isBegunBy = (sending) => {
  const [visit] = performance.getEntriesByType("navigation");
  const own = [...transcript.querySelectorAll('[data-source="user"] > .message-text')];
  const isAlone = own.length < 2 && own.every(({ textContent }) => textContent === sending.text);
  return isAlone && visit?.redirectCount > 0;
};
// Another tab may have sent from the start page since, the same words even.
const isGivenBack = (sending) => sending.submission === form.elements.submission.value;

if (transcript && place !== startPlace) {
  const isOurs = isRefused ? isGivenBack : isBegunBy;
  form.dispatchEvent(new CustomEvent("webchat:begun", { detail: { startPlace, isRefused, isOurs } }));
}
