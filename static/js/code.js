// The buttons of code: one copies it, as far as it is written, the other wraps its lines. Their words
// are shown by the style sheet, which is given them here: so without a script there are no buttons.
for (const word of document.querySelectorAll("#words > *")) {
  document.documentElement.style.setProperty(`--${word.id}`, JSON.stringify(word.textContent));
}

const actions = {
  "copy-code"(button, figure) {
    const text = figure.querySelector("code").textContent.replace(/\n$/, "");
    const detail = { text, button };
    button.dispatchEvent(new CustomEvent("webchat:copy", { bubbles: true, detail }));
  },
  "wrap-code"(button, figure) {
    button.ariaPressed = String(figure.classList.toggle("is-wrapped"));
  },
};

document.getElementById("transcript")?.addEventListener("click", (event) => {
  const button = event.target.closest(".code-button");
  if (button) actions[button.dataset.action](button, button.closest("figure"));
});
