// A turn that is in view when it begins to be one of those that are skipped out of sight (transcript.css)
// is not, until it has left the view: the browser would call that a shift of the layout, although nothing
// moves.
const transcript = document.getElementById("transcript");
const RENDERED = 2;
let rendered = [];

const gone = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) continue;
    target.classList.remove("is-in-view");
    gone.unobserve(target);
  }
});
const keep = (turn) => {
  turn.classList.add("is-in-view");
  gone.observe(turn);
};
const isInView = (turn) => {
  const { top, bottom } = turn.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
};
const look = () => {
  const now = [...transcript.children].slice(-RENDERED);
  for (const turn of rendered) {
    if (turn.isConnected && !now.includes(turn) && isInView(turn)) keep(turn);
  }
  rendered = now;
};

if (transcript) {
  look();
  new MutationObserver(look).observe(transcript, { childList: true });
}
