// What has the focus in a reply that is being written may come to stand elsewhere, when its block is
// finished: its likeness then takes the focus, the one at its place among all there that can have it.
const stream = document.getElementById("stream");
const FOCUSABLE = "a[href], button, summary, .wrap-button, [tabindex]";
let kept = null;

const focusableIn = (reply) => [...(reply?.querySelectorAll(FOCUSABLE) ?? [])];
const likenessOf = ({ element, reply, place }) => {
  const all = focusableIn(document.getElementById(reply));
  const isInPlace = all[place]?.tagName === element.tagName;
  return isInPlace ? all[place] : all.find((each) => each.isEqualNode(element));
};

stream?.addEventListener("htmx:ws:before:message:incoming", () => {
  const element = document.activeElement;
  const reply = element.closest(".reply");
  kept = reply && { element, reply: reply.id, place: focusableIn(reply).indexOf(element) };
});
stream?.addEventListener("htmx:ws:after:message:incoming", () => {
  if (!kept || kept.element.isConnected || document.activeElement !== document.body) return;
  likenessOf(kept)?.focus({ preventScroll: true });
});
