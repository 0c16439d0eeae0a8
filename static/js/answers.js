// What becomes of a request that has words for the want of an answer: it is taken, refused, or not answered. A
// page of a proxy's, or one where somebody has to sign in, is no answer, whatever its status, and is not shown.
const notice = document.getElementById("notice");

const isOurs = ({ status, raw }) => status === 204 || raw.headers.has("HX-Reswap");
const tell = (target, name) => target.dispatchEvent(new Event(name));

document.addEventListener("htmx:after:request", (event) => {
  const { response } = event.detail.ctx;
  if (!event.target.dataset.noAnswer) return;
  if (!isOurs(response)) {
    event.preventDefault();
    tell(event.target, "webchat:unanswered");
  } else if (response.status < 400) {
    tell(event.target, "webchat:taken");
  }
}, { capture: true });
document.addEventListener("htmx:error", ({ target }) => {
  if (target.dataset?.noAnswer) tell(target, "webchat:unanswered");
}, { capture: true });

// It is said where the person looks; what was typed is untouched.
for (const form of document.querySelectorAll("form[data-no-answer]")) {
  form.addEventListener("webchat:unanswered", () => {
    const problem = document.createElement("p");
    problem.className = "problem";
    problem.textContent = form.dataset.noAnswer;
    notice.replaceChildren(problem);
  });
}
