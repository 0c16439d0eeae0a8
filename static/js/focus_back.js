// A click on Send, Stop or the way to the latest leads back to the field, where one writes on. A finger's
// does not: it would bring the keyboard of the screen up again. Nor does a key: the focus stays where it
// was put, or goes where that button says (jump.js).
const form = document.getElementById("composer");

form?.addEventListener("click", (event) => {
  if (!event.target.closest("#composer-actions, #jump")) return;
  const isMouse = event.detail > 0 && matchMedia("(hover: hover)").matches;
  if (isMouse) form.elements.content.focus({ preventScroll: true });
});
