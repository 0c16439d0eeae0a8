// The turns of a long session come a page at a time: the newest, then earlier ones as the reader comes
// to them, or the newest anew after a connection that could not go on. Either way what is being read
// stays where it is in the window.
const transcript = document.getElementById("transcript");
const earlier = document.getElementById("earlier");
const page = document.scrollingElement;
let areAll = false;

const keepPlace = (change) => {
  const read = [...transcript.children].find((turn) => turn.getBoundingClientRect().bottom > 0);
  const top = read?.getBoundingClientRect().top;
  change();
  const same = read && document.getElementById(read.id);
  if (same) page.scrollTop += same.getBoundingClientRect().top - top;
  transcript.dispatchEvent(new Event("webchat:moved"));
};

// The turns above the newest ones stay, and then what is above those does too. The link comes first: with
// none, the newest are all there are.
const renewTurns = (turns) => {
  const known = !areAll && document.getElementById(turns.firstElementChild?.id);
  if (!known) return transcript.replaceChildren(turns);
  while (known.nextElementSibling) known.nextElementSibling.remove();
  known.replaceWith(turns);
};
const renewLink = (link) => {
  areAll = !link.childElementCount;
  if (document.getElementById(link.firstElementChild?.dataset.before)) return [];
  earlier.replaceChildren(link);
  return [...earlier.children];
};

window.htmx?.registerExtension("turns", {
  handle_swap(style, target, fragment) {
    if (style === "newest" && target === earlier) return renewLink(fragment);
    if (style === "newest") keepPlace(() => renewTurns(fragment));
    else if (style === "earlier") keepPlace(() => target.prepend(fragment));
    else return false;
    return [];
  },
});
