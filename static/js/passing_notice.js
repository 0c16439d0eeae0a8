// A notice goes when it no longer holds: when the person writes on, or when the reply that stood in
// the way has ended.
const notice = document.getElementById("notice");
const field = document.getElementById("composer")?.elements.content;
const actions = document.getElementById("composer-actions");
const clear = () => notice.replaceChildren();
let wasRunning = Boolean(actions?.querySelector(".stop-button"));

field?.addEventListener("input", clear);
if (notice && actions) {
  actions.addEventListener("webchat:running", ({ detail: { isRunning } }) => {
    if (wasRunning && !isRunning) clear();
    wasRunning = isRunning;
  });
}
