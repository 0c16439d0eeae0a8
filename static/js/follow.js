// Keeps the end of the transcript in view while the page grows, if the reader was at the end, and
// goes to the end when the reader sends something.
const transcript = document.getElementById("transcript");
const composer = document.getElementById("composer");
const page = document.scrollingElement;
const NEAR_PIXELS = 80;
const ROUNDING_PIXELS = 2;
// Who followed a link to a message is there, and after a reload again.
const linked = document.getElementById(location.hash.slice(1))?.closest("#transcript *");
if (linked) {
  history.scrollRestoration = "manual";
  linked.scrollIntoView();
}
let isAtEnd = !linked;
let lastTop = page.scrollTop;

const endDistance = () => page.scrollHeight - page.clientHeight - page.scrollTop;
const follow = () => {
  if (!isAtEnd) return;
  page.scrollTop = page.scrollHeight;
  lastTop = page.scrollTop;
};

// Only who goes up leaves the end: a reply that grows fast has moved the end on before the page
// hears of its own scrolling.
const look = () => {
  if (page.scrollTop < lastTop) isAtEnd = endDistance() < ROUNDING_PIXELS;
  else if (endDistance() < NEAR_PIXELS) isAtEnd = true;
  lastTop = page.scrollTop;
};

if (transcript) {
  const observer = new ResizeObserver(follow);
  observer.observe(transcript);
  observer.observe(composer);
  addEventListener("resize", follow);
  addEventListener("scroll", look, { passive: true });
  composer.addEventListener("htmx:after:request", (event) => {
    if (event.target !== composer || event.detail.ctx.response.status >= 400) return;
    isAtEnd = true;
    follow();
  });
}
