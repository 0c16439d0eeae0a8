// Keyboard shortcuts. A single key is one only where nobody types, and for those who want it: speech
// input says letters that were never meant as commands.
const sidebar = document.getElementById("sidebar");
const find = document.getElementById("find");
const list = document.getElementById("shortcuts");
const choice = document.getElementById("single-keys");
const CHOICE_NAME = "webchat-single-keys";

const lookFor = () => {
  list.hidePopover();
  if (!sidebar.checkVisibility()) sidebar.showPopover();
  find.focus();
  find.select();
};
const write = () => {
  list.hidePopover();
  document.getElementById("content")?.focus();
};
const isTyping = ({ target }) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
// Where letters are of another script, a command is the key of its place.
const letterOf = ({ key, code }) => (/^[a-z]$/i.test(key) ? key : code.replace(/^Key/, "")).toLowerCase();
const commandOf = (event) => {
  const { key } = event;
  if (event.ctrlKey || event.metaKey) {
    if (event.altKey) return null;
    const letter = letterOf(event);
    if (letter === "k" && !event.shiftKey) return lookFor;
    if (letter === "o" && event.shiftKey) return () => document.querySelector(".new-chat").click();
    return null;
  }
  if (event.altKey || isTyping(event) || !choice.checked) return null;
  if (key === "/") return write;
  if (key === "?" || key === "؟") return () => list.togglePopover();
  return null;
};

if (sidebar) {
  try {
    choice.checked = localStorage.getItem(CHOICE_NAME) !== "off";
  } catch {
    // Without storage the choice holds for this page.
  }
  choice.addEventListener("change", () => {
    try {
      localStorage.setItem(CHOICE_NAME, choice.checked ? "on" : "off");
    } catch {
      // As above.
    }
  });
  list.addEventListener("beforetoggle", ({ newState }) => {
    document.documentElement.classList.toggle("is-dimmed", newState === "open");
  });
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.repeat) return;
    const command = commandOf(event);
    if (!command) return;
    event.preventDefault();
    command();
  });
}
