// Keeps the place of a reader who is not at the end, for a reload and for the way back (follow.js).
const transcript = document.getElementById("transcript");
const jump = document.querySelector("button#jump");
const PLACE_NAME = `webchat-place ${location.pathname}`;

const placeOfReader = () => {
  if (jump.hidden) return null;
  const turn = [...transcript.children].find((each) => each.getBoundingClientRect().bottom > 0);
  return turn ? { id: turn.id, top: turn.getBoundingClientRect().top } : null;
};

if (jump) {
  addEventListener("pagehide", () => {
    try {
      sessionStorage.setItem(PLACE_NAME, JSON.stringify(placeOfReader()));
    } catch {
      // Without storage one comes back to the end.
    }
  });
}
