// What of the transcript is in view. A reader who has left the end is left alone: nothing moves. For a
// reader at the end the page follows what is written, until the start of the answer, something that
// is selected, or what has the focus would leave the view: then it stands still there, and one reads
// at one's own pace. Who then goes to the end by themselves gave the start up, and is followed to the
// end of that turn, until they go up. What a person sends goes to the top of the view, with room below
// it for the reply (transcript.css): so nothing moves at all while it is written.
const transcript = document.getElementById("transcript");
const composer = document.getElementById("composer");
const page = document.scrollingElement;
const FORMS = "#composer, #again";
const NEAR_PIXELS = 80;
const LINE_PIXELS = 16;
const ROUNDING_PIXELS = 2;
// A message that fills the view shows its end: the rest of it is the reply's. One that is folded away
// has only its beginning to show, and leaves the reply less.
const MESSAGE_SHARE = 0.55;
const FOLDED_SHARE = 0.67;
let isFollowing = true;
let wasAtEnd = true;
let wasWriting = false;
let lastTop = page.scrollTop;
let givenUp = null;
let sentAfter = null;

const newest = () => transcript.lastElementChild;
const replyOf = (turn) => turn?.querySelector(":scope > [data-source=ai_agent]");
const endDistance = () => page.scrollHeight - page.clientHeight - page.scrollTop;
// How much of the newest turn is below the view; an empty room below it does not count.
const hiddenText = () => {
  const end = replyOf(newest())?.lastElementChild.getBoundingClientRect().bottom ?? 0;
  return Math.max(0, Math.min(endDistance(), end - composer.getBoundingClientRect().top));
};
const distanceFromTop = (thing) =>
  thing.getBoundingClientRect().top - (parseFloat(getComputedStyle(newest()).scrollMarginTop) || 0);

// All that is to stay in view, as far as it is.
const kept = () => {
  const things = [];
  if (newest()?.id !== givenUp) things.push(newest(), replyOf(newest()));
  if (transcript.contains(document.activeElement)) things.push(document.activeElement);
  const selection = getSelection();
  if (!selection.isCollapsed && transcript.contains(selection.anchorNode)) things.push(selection.getRangeAt(0));
  return things.filter(Boolean).map(distanceFromTop).filter((distance) => distance > -ROUNDING_PIXELS);
};

// What a reply is that has ended stands in its last line: who does not see that is not at the end.
const tell = () => {
  const isWriting = replyOf(newest())?.dataset.state === "streaming";
  const isReading = isWriting || wasWriting;
  wasWriting = isWriting;
  if (wasAtEnd === hiddenText() < (isWriting ? NEAR_PIXELS : LINE_PIXELS)) return;
  wasAtEnd = !wasAtEnd;
  const detail = { isAtEnd: wasAtEnd, wasWriting: isReading };
  transcript.dispatchEvent(new CustomEvent("webchat:place", { detail }));
};
const moveTo = (top) => {
  page.scrollTop = top;
  lastTop = page.scrollTop;
};
const allowed = () => Math.max(0, Math.min(endDistance(), ...kept()));
const follow = () => {
  if (isFollowing) {
    moveTo(page.scrollTop + allowed());
    isFollowing = hiddenText() < ROUNDING_PIXELS;
  }
  tell();
};
// A smaller window, a keyboard, a message that grows: the end that the reader was at stays in view.
const stayAtEnd = () => {
  if (isFollowing) moveTo(page.scrollTop + Math.max(allowed(), hiddenText()));
  tell();
};
const followOn = () => {
  isFollowing = true;
  givenUp = newest()?.id;
};

// Only who goes up leaves the end: a reply that grows fast has moved the end on before the page
// hears of its own scrolling.
const look = () => {
  if (page.scrollTop < lastTop) isFollowing = endDistance() < ROUNDING_PIXELS;
  else if (page.scrollTop > lastTop && endDistance() < NEAR_PIXELS) followOn();
  lastTop = page.scrollTop;
  tell();
};

// Reasoning that folds away under its reader takes the page away too.
const isRead = (details) => {
  const selection = getSelection();
  if (!selection.isCollapsed && selection.containsNode(details, true)) return true;
  return !isFollowing && distanceFromTop(details) < 0 && details.getBoundingClientRect().bottom > 0;
};

const goToEnd = () => {
  moveTo(page.scrollHeight);
  tell();
};
const showSent = () => {
  if (sentAfter === null || newest()?.id === sentAfter) return;
  sentAfter = null;
  transcript.classList.add("has-room");
  const share = newest().querySelector(".message-fold") ? FOLDED_SHARE : MESSAGE_SHARE;
  const reply = replyOf(newest());
  const excess = reply ? distanceFromTop(reply) - share * innerHeight : 0;
  moveTo(page.scrollTop + Math.max(distanceFromTop(newest()), excess));
  isFollowing = true;
  tell();
};
const noteSending = ({ type, target, detail }) => {
  if (!target.matches?.(FORMS)) return;
  if (type === "htmx:before:request") sentAfter = newest()?.id ?? "";
  else if (type === "htmx:error" || detail.ctx.response.status >= 400) sentAfter = null;
};

// A page that has later messages has no such button, and is not followed.
if (document.querySelector("button#jump")) {
  history.scrollRestoration = "manual";
  let isOpened = false;
  new ResizeObserver(() => {
    if (isOpened || !isFollowing) follow();
    else goToEnd();
    isOpened = true;
  }).observe(transcript);
  new ResizeObserver(stayAtEnd).observe(composer);
  // Sees turns come, and nothing of what is written in them.
  new MutationObserver(showSent).observe(transcript, { childList: true });
  addEventListener("resize", stayAtEnd);
  addEventListener("scroll", look, { passive: true });
  transcript.addEventListener("webchat:state", tell);
  transcript.addEventListener("webchat:moved", () => { lastTop = page.scrollTop; stayAtEnd(); });
  transcript.addEventListener("webchat:fold", (event) => { if (isRead(event.target)) event.preventDefault(); });
  // Who is elsewhere when the page opens stays there (kept_place.js).
  transcript.addEventListener("webchat:left", () => { isFollowing = false; });
  transcript.addEventListener("webchat:jump", () => { followOn(); goToEnd(); });
  for (const type of ["htmx:before:request", "htmx:after:request", "htmx:error"]) {
    document.addEventListener(type, noteSending);
  }
}
