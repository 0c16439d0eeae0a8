// Esc stops the reply, unless it has another meaning where it is pressed.
const CLAIMS = '[role="menu"], input:not([type=checkbox]), select, textarea:not(#content)';

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  if (document.querySelector("dialog[open], :popover-open") || event.target.closest(CLAIMS)) return;
  document.querySelector("#composer-actions .stop-button")?.click();
});
