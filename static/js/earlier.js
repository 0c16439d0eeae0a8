// Says that the earlier messages could not be loaded, where the reader waits for them.
const earlier = document.getElementById("earlier");
const say = (isFailed) => {
  const line = earlier.querySelector(".earlier-failed");
  if (line) line.textContent = isFailed ? line.dataset.sentence : "";
};

earlier?.addEventListener("htmx:before:request", () => say(false));
earlier?.addEventListener("htmx:error", () => say(true));
earlier?.addEventListener("htmx:after:request", (event) => {
  const isFailed = event.detail.ctx.response.status >= 400;
  // What an answer tells of it would take the place of the link's words.
  if (isFailed) event.preventDefault();
  say(isFailed);
});
