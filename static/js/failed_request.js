// A form that is not sent, that got no answer, or one that is not ours, says so where the person looks;
// what was typed is untouched.
const notice = document.getElementById("notice");
const composer = document.getElementById("composer");
const sentences = {
  composer: "The message could not be sent: no answer came. Your text is kept; try again.",
  again: "The message could not be sent again: no answer came. Try again.",
  stop: "The reply could not be stopped: no answer came. Try again.",
};
const STILL_SENDING = "The message before is still being sent.";
let isSending = false;

const say = (sentence) => {
  const problem = document.createElement("p");
  problem.className = "problem";
  problem.textContent = sentence;
  notice.replaceChildren(problem);
};

for (const [id, sentence] of Object.entries(sentences)) {
  const form = document.getElementById(id);
  form?.addEventListener("htmx:error", () => say(sentence));
  form?.addEventListener("htmx:after:request", (event) => {
    const { status, raw } = event.detail.ctx.response;
    if (status >= 400 && !raw.headers.has("HX-Reswap")) say(sentence);
  });
}

// htmx drops the second of two, as hx-sync tells it to.
composer?.addEventListener("submit", () => { if (isSending) say(STILL_SENDING); });
composer?.addEventListener("htmx:before:request", () => { isSending = true; });
composer?.addEventListener("htmx:finally:request", () => { isSending = false; });
