// Says that the earlier messages could not be loaded, where the reader waits for them.
const earlier = document.getElementById("earlier");
const say = (isFailed) => {
  const line = earlier.querySelector(".earlier-failed");
  if (line) line.textContent = isFailed ? line.dataset.sentence : "";
};

earlier?.addEventListener("htmx:before:request", () => say(false));
earlier?.addEventListener("htmx:error", () => say(true));
earlier?.addEventListener("htmx:after:request", ({ detail }) => say(detail.ctx.response.status >= 400));
