// The buttons of code: one copies it, as far as it is written, the other wraps its lines. Their words
// are shown by the style sheet, which is given them here: so without a script there are no buttons.
for (const word of document.querySelectorAll("#words > *")) {
  document.documentElement.style.setProperty(`--${word.id}`, JSON.stringify(word.textContent));
}

// Code in an item of a list that is being written is drawn again with it: what was wrapped there is found
// anew by its place in the reply.
let wrapped = [];
const codeIn = (reply) => [...document.getElementById(reply)?.querySelectorAll(".code") ?? []];
const wrap = (figure, isWrapped) => {
  figure.classList.toggle("is-wrapped", isWrapped);
  figure.querySelector("[data-action=wrap-code]").ariaPressed = String(isWrapped);
};
const remember = (figure) => {
  const reply = figure.closest(".reply")?.id;
  wrapped.push({ figure, reply, place: codeIn(reply).indexOf(figure) });
};
const isInPlace = ({ figure }) => figure.isConnected && figure.matches(".is-wrapped");
const isWriting = (reply) => document.getElementById(reply)?.dataset.state === "streaming";
const findAnew = (each) => {
  const figure = codeIn(each.reply)[each.place];
  if (!figure) return;
  each.figure = figure;
  wrap(figure, true);
};

const actions = {
  "copy-code"(button, figure) {
    const text = figure.querySelector("code").textContent.replace(/\n$/, "");
    const detail = { text, button };
    button.dispatchEvent(new CustomEvent("webchat:copy", { bubbles: true, detail }));
  },
  "wrap-code"(_button, figure) {
    const isWrapped = !figure.matches(".is-wrapped");
    wrap(figure, isWrapped);
    wrapped = wrapped.filter((each) => each.figure !== figure);
    if (isWrapped) remember(figure);
  },
};

document.getElementById("transcript")?.addEventListener("click", (event) => {
  const button = event.target.closest(".code-button");
  if (button) actions[button.dataset.action](button, button.closest("figure"));
});
document.getElementById("stream")?.addEventListener("htmx:ws:after:message:incoming", () => {
  wrapped.filter((each) => !isInPlace(each)).forEach(findAnew);
  wrapped = wrapped.filter((each) => isInPlace(each) || isWriting(each.reply));
});
