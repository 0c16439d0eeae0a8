// The keyboard of the screen covers no composer, also where it does not make the page smaller, as the
// page asks for: on iOS it only hides a part of it.
const composer = document.querySelector(".session .composer");
const KEYBOARD_PIXELS = 80;

const lift = () => {
  const { scale, height, offsetTop } = visualViewport;
  const hidden = innerHeight - height - offsetTop;
  // What is hidden by zooming in is another matter, and so is the bar of a browser.
  const isKeyboard = scale === 1 && hidden > KEYBOARD_PIXELS;
  composer.style.insetBlockEnd = isKeyboard ? `${hidden}px` : "";
};

if (composer && window.visualViewport) {
  visualViewport.addEventListener("resize", lift);
  visualViewport.addEventListener("scroll", lift);
}
