// What has the focus in a turn may come to stand elsewhere, when a block of its reply is finished or the turn is
// drawn anew: its likeness then takes the focus, the one at its place among all there that can have it.
const stream = document.getElementById("stream");
const FOCUSABLE = "a[href], button, summary, .wrap-button, [tabindex]";
let kept = null;

const focusableIn = (turn) => [...(turn?.querySelectorAll(FOCUSABLE) ?? [])];
const likenessOf = ({ element, turn, place }) => {
  const all = focusableIn(document.getElementById(turn));
  const isInPlace = all[place]?.tagName === element.tagName;
  return isInPlace ? all[place] : all.find((each) => each.isEqualNode(element));
};

stream?.addEventListener("htmx:ws:before:message:incoming", () => {
  const element = document.activeElement;
  const turn = element.closest(".turn");
  kept = turn && { element, turn: turn.id, place: focusableIn(turn).indexOf(element) };
});
stream?.addEventListener("htmx:ws:after:message:incoming", () => {
  if (!kept || kept.element.isConnected || document.activeElement !== document.body) return;
  likenessOf(kept)?.focus({ preventScroll: true });
});
