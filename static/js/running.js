// Tells who has to know that a reply begins or ends, as the composer's button shows: another button takes
// its place, or, while it has the focus, it becomes the other.
const actions = document.getElementById("composer-actions");

if (actions) {
  new MutationObserver(() => {
    const isRunning = Boolean(actions.querySelector(".stop-button"));
    actions.dispatchEvent(new CustomEvent("webchat:running", { detail: { isRunning } }));
  }).observe(actions, { childList: true, subtree: true, attributeFilter: ["class"] });
}
