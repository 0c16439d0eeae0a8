// A click on Send or Stop leads back to the field, where one writes on. A finger's does not: it would
// bring the keyboard of the screen up again. Nor does a key: the focus stays where it was put.
const field = document.getElementById("composer")?.elements.content;

document.getElementById("composer-actions")?.addEventListener("click", (event) => {
  const isMouse = event.detail > 0 && matchMedia("(hover: hover)").matches;
  if (isMouse) field.focus({ preventScroll: true });
});
