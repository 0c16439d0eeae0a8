// While an input method composes, its keys are its own: no other script hears of them.
// In Safari a composition is over before the Enter that ends it is told of, with this code. An Enter
// that follows with its own code is another, as in Korean, and sends.
const SAFARI_COMPOSING = 229;

addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === SAFARI_COMPOSING) event.stopImmediatePropagation();
}, { capture: true });
