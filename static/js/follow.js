// Keeps the end of the transcript in view while it grows, if the reader was at the end.
const transcript = document.getElementById("transcript");
const page = document.scrollingElement;
const NEAR_PIXELS = 80;
let isAtEnd = true;

const endDistance = () => page.scrollHeight - page.clientHeight - page.scrollTop;
const follow = () => {
  if (isAtEnd) page.scrollTop = page.scrollHeight;
};

if (transcript) {
  addEventListener("scroll", () => { isAtEnd = endDistance() < NEAR_PIXELS; }, { passive: true });
  new ResizeObserver(follow).observe(transcript);
}
