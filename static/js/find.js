// Up and Down lead from the field that finds a chat through what is listed, and back; Enter opens the
// first that was found. Esc, and the sidebar when it closes, end the search.
const sidebar = document.getElementById("sidebar");
const find = document.getElementById("find");
const found = document.getElementById("found-sessions");
const status = document.getElementById("find-status");
const STEPS = { ArrowDown: 1, ArrowUp: -1 };
let asked = "";
let answered = "";
let focused = null;

const rememberFocus = () => {
  focused = found.contains(document.activeElement) ? document.activeElement.href : null;
};
// One may have gone on to what was found for fewer words.
const giveFocusBack = () => {
  if (focused) (links().find((link) => link.href === focused) ?? find).focus();
};

const links = () => [...sidebar.querySelectorAll(".session-list a")].filter((link) => link.checkVisibility());
const step = (event) => {
  const places = [find, ...links()];
  const place = places.indexOf(event.target);
  const next = places[place + STEPS[event.key]];
  if (place === -1 || !next) return;
  event.preventDefault();
  next.focus();
};
// What is listed may still be the answer to other words: then the form is sent, and a page tells.
const openFirst = (event) => {
  const [first] = links();
  if (event.target !== find || !first || !answered.trim() || find.value !== answered) return;
  event.preventDefault();
  first.click();
};
const forget = () => {
  found.replaceChildren();
  status.textContent = "";
};
const tellOfNoAnswer = () => {
  const note = document.createElement("p");
  note.className = "list-note";
  note.textContent = find.dataset.noAnswer;
  found.replaceChildren(note);
  status.textContent = note.textContent;
};
// What was found goes at once, and the answer that is still to come with the next request, for no words.
const end = () => {
  if (!find.value) return;
  find.value = "";
  forget();
  find.dispatchEvent(new Event("input", { bubbles: true }));
};
const leave = (event) => {
  if (!find.value) return;
  event.preventDefault();
  end();
  find.focus();
};

sidebar?.addEventListener("keydown", (event) => {
  if (event.key in STEPS) step(event);
  if (event.key === "Enter") openFirst(event);
  if (event.key === "Escape") leave(event);
});
sidebar?.addEventListener("toggle", ({ newState }) => { if (newState === "closed") end(); });
find?.addEventListener("htmx:before:request", () => { asked = find.value; });
find?.addEventListener("htmx:before:swap", rememberFocus);
find?.addEventListener("htmx:after:swap", ({ detail }) => {
  answered = asked;
  if (!asked.trim()) forget();
  else if (detail.ctx.response.status >= 400) status.textContent = found.textContent;
  giveFocusBack();
});
find?.addEventListener("webchat:unanswered", () => {
  rememberFocus();
  forget();
  if (asked.trim()) tellOfNoAnswer();
  giveFocusBack();
});
