// The buttons of code: one copies it, as far as it is written, the other wraps its lines, by the style
// sheet alone. Their words are shown by the style sheet too, which is given them here.
for (const word of document.querySelectorAll("#words > *")) {
  document.documentElement.style.setProperty(`--${word.id}`, JSON.stringify(word.textContent));
}

// Code in an item of a list that is being written is drawn again with it: what was wrapped there is found
// anew by its place in the reply.
let wrapped = [];
const codeIn = (reply) => [...document.getElementById(reply)?.querySelectorAll(".code") ?? []];
const wrapButton = (figure) => figure.querySelector(".wrap-button");
const remember = (figure) => {
  const reply = figure.closest(".reply")?.id;
  wrapped.push({ figure, reply, place: codeIn(reply).indexOf(figure) });
};
const isInPlace = ({ figure }) => figure.isConnected && wrapButton(figure).checked;
const isWriting = (reply) => document.getElementById(reply)?.dataset.state === "streaming";
const findAnew = (each) => {
  const figure = codeIn(each.reply)[each.place];
  if (!figure) return;
  each.figure = figure;
  wrapButton(figure).checked = true;
};

const transcript = document.getElementById("transcript");
transcript?.addEventListener("click", (event) => {
  const button = event.target.closest(".code .copy-button");
  if (!button) return;
  event.preventDefault();
  const text = button.closest("figure").querySelector("code").textContent.replace(/\n$/, "");
  const detail = { text, button };
  button.dispatchEvent(new CustomEvent("webchat:copy", { bubbles: true, detail }));
});
transcript?.addEventListener("change", ({ target }) => {
  if (!target.matches(".wrap-button")) return;
  const figure = target.closest("figure");
  wrapped = wrapped.filter((each) => each.figure !== figure);
  if (target.checked) remember(figure);
});
document.getElementById("stream")?.addEventListener("htmx:ws:after:message:incoming", () => {
  wrapped.filter((each) => !isInPlace(each)).forEach(findAnew);
  wrapped = wrapped.filter((each) => isInPlace(each) || isWriting(each.reply));
});
