// Near its limit a message tells how many characters are left; over it, it is not sent.
const form = document.getElementById("composer");
const field = form?.elements.content;
const line = document.getElementById("limit");
const notice = document.getElementById("notice");
const news = document.getElementById("limit-news");
const most = Number(line?.dataset.limit);
const near = Math.min(most / 10, 1000);
let left = most;

// As the server counts: what is a pair to a script is one character.
const PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;
const count = (text) => text.length - (text.match(PAIR)?.length ?? 0);
const template = (name) => document.getElementById(`limit-${name}`).content.cloneNode(true);
const stateOf = (left) => (left < 0 ? "over" : left < near ? "near" : "far");

const look = () => {
  left = most - count(field.value);
  const state = stateOf(left);
  const isNews = state !== (line.dataset.state ?? "far");
  line.dataset.state = state;
  line.hidden = state === "far";
  field.setAttribute("aria-invalid", state === "over");
  line.replaceChildren(line.hidden ? "" : template(state));
  for (const number of line.querySelectorAll("b")) {
    number.textContent = Math.abs(left).toLocaleString(document.documentElement.lang);
  }
  // Whoever listens is told at the boundaries, not at each key.
  if (isNews) news.textContent = line.textContent;
};

if (line) {
  look();
  for (const change of ["input", "webchat:filled"]) field.addEventListener(change, look);
  // Before anyone else hears that the form is to be sent. Where nothing can be said, the server refuses.
  addEventListener("submit", (event) => {
    if (event.target !== form || left >= 0 || !notice) return;
    event.preventDefault();
    event.stopPropagation();
    notice.replaceChildren(template("problem"));
  }, { capture: true });
}
