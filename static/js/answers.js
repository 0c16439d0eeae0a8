// A form that is not sent, that got no answer, or one that is not ours, says so where the person looks;
// what was typed is untouched.
const notice = document.getElementById("notice");

const say = (sentence) => {
  const problem = document.createElement("p");
  problem.className = "problem";
  problem.textContent = sentence;
  notice.replaceChildren(problem);
};

for (const form of document.querySelectorAll("form[data-no-answer]")) {
  const { noAnswer } = form.dataset;
  form.addEventListener("htmx:error", () => say(noAnswer));
  form.addEventListener("htmx:after:request", (event) => {
    const { status, raw } = event.detail.ctx.response;
    if (status >= 400 && !raw.headers.has("HX-Reswap")) say(noAnswer);
  });
}
