// Offers the end to a reader who is not there, and says what is new there: not what they were reading
// when they left it.
const jump = document.getElementById("jump");
const transcript = document.getElementById("transcript");
const actions = document.getElementById("composer-actions");
const field = document.getElementById("composer")?.elements.content;
let isAtEnd = true;
let lastSeen = null;
let wasWriting = false;

// The end of what they were reading is news where it came too soon: what says so stands below it.
const EARLY_ENDS = ["stopped", "failed", "interrupted"];
const newestState = () => transcript.lastElementChild?.querySelector(":scope > .reply")?.dataset.state;
const isWriting = () => newestState() === "streaming";
const ending = () => (wasWriting && EARLY_ENDS.includes(newestState()) ? newestState() : "");
const unseen = () => {
  const turns = [...transcript.children];
  return turns.length - 1 - turns.findIndex((turn) => turn.id === lastSeen);
};
const describe = () => {
  if (isAtEnd) return;
  const count = unseen();
  jump.dataset.news = isWriting() ? "writing" : count > 1 ? "many" : count ? "reply" : ending();
  document.getElementById("jump-count").textContent = count.toLocaleString(document.documentElement.lang);
};
const hide = () => {
  // Who came to the end by this button, or by a key while it had the focus, writes next.
  if (jump.matches(":focus-visible")) field.focus({ preventScroll: true });
  jump.hidden = true;
};

if (jump) {
  transcript.addEventListener("webchat:place", ({ detail }) => {
    isAtEnd = detail.isAtEnd;
    lastSeen = transcript.lastElementChild?.id;
    wasWriting = detail.wasWriting;
    describe();
    if (isAtEnd) hide();
    else jump.hidden = false;
  });
  jump.addEventListener("click", () => transcript.dispatchEvent(new Event("webchat:jump")));
  actions.addEventListener("webchat:running", describe);
}
