// A starter fills the field, where it can be changed before it is sent.
const field = document.getElementById("composer")?.elements.content;

document.getElementById("starters")?.addEventListener("click", (event) => {
  const starter = event.target.closest("a");
  if (!starter || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  field.focus();
  field.select();
  // Entered as if it were typed: the browser's own undo brings back what stood there.
  document.execCommand("insertText", false, starter.textContent);
});
