// A form that got no answer, or one that is not ours, says so where the person looks; what was typed
// is untouched.
const notice = document.getElementById("notice");
const sentences = {
  composer: "The message could not be sent: no answer came. Your text is kept; try again.",
  again: "The message could not be sent again: no answer came. Try again.",
  stop: "The reply could not be stopped: no answer came. Try again.",
};

for (const [id, sentence] of Object.entries(sentences)) {
  const form = document.getElementById(id);
  const say = () => {
    const problem = document.createElement("p");
    problem.className = "problem";
    problem.textContent = sentence;
    notice.replaceChildren(problem);
  };
  form?.addEventListener("htmx:error", say);
  form?.addEventListener("htmx:after:request", (event) => {
    const { status, raw } = event.detail.ctx.response;
    if (status >= 400 && !raw.headers.has("HX-Reswap")) say();
  });
}
