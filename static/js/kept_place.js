// Where the reader is when a page is opened: at the message that a link names, or where they were, if they reload
// or come back; else at the end (follow.js). What they read may be a turn that came as they scrolled up: then it
// comes that way again, unless they go elsewhere meanwhile.
const transcript = document.getElementById("transcript");
const earlier = document.getElementById("earlier");
const jump = document.querySelector("button#jump");
const page = document.scrollingElement;
const PLACE_NAME = `webchat-place ${location.pathname}`;
// What a place is measured from: it does not depend on which cards before it are open.
const BLOCKS = ".message, .parts > .card, .parts > .content";
let awaited = null;

const placeOfReader = () => {
  if (jump.hidden) return null;
  const isAbove = (each) => each.getBoundingClientRect().bottom <= 0;
  const turn = [...transcript.children].find((each) => !isAbove(each));
  const seen = [...turn?.querySelectorAll(BLOCKS) ?? []].filter((each) => !isAbove(each));
  const read = seen.findLast((each) => each.getBoundingClientRect().top <= 0) ?? seen[0] ?? turn;
  return read ? { id: read.id, top: read.getBoundingClientRect().top } : null;
};
const keep = () => {
  try {
    sessionStorage.setItem(PLACE_NAME, JSON.stringify(awaited ?? placeOfReader()));
  } catch {
    // Without storage one comes back to the end.
  }
};
const keptPlace = () => {
  if (performance.getEntriesByType("navigation")[0]?.type === "navigate") return null;
  try {
    return JSON.parse(sessionStorage.getItem(PLACE_NAME));
  } catch {
    // Without storage nothing was kept.
    return null;
  }
};

const seek = () => {
  if (!awaited) return;
  const read = document.getElementById(awaited.id);
  if (read) {
    // A turn that is out of sight is only thought to be as high as any, and those above may come into sight.
    const isDrawn = read.checkVisibility({ contentVisibilityAuto: true });
    for (let turn = isDrawn ? null : read.closest(".turn"); turn; turn = turn.previousElementSibling) {
      turn.style.contentVisibility = "visible";
    }
    const { top, height } = read.getBoundingClientRect();
    // A card that was open is folded now: whoever read far into it comes to its line.
    if (awaited.top + height > 0) page.scrollTop += top - awaited.top;
    else (read.querySelector("summary") ?? read).scrollIntoView();
    awaited = null;
  } else if (earlier.querySelector("a")) {
    page.scrollTop = 0;
  } else {
    awaited = null;
    transcript.dispatchEvent(new Event("webchat:jump"));
  }
};
const open = () => {
  const linked = document.getElementById(location.hash.slice(1))?.closest("#transcript *");
  awaited = linked ? null : keptPlace();
  if (!linked && !awaited) return;
  transcript.dispatchEvent(new Event("webchat:left"));
  linked?.scrollIntoView();
  seek();
};

if (jump) {
  // Other scripts, which come after this one, may have a part in it.
  queueMicrotask(open);
  new MutationObserver(seek).observe(earlier, { childList: true });
  addEventListener("scroll", () => { if (page.scrollTop > 0) awaited = null; }, { passive: true });
  addEventListener("pagehide", keep);
}
