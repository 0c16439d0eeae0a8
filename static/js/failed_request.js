// A form whose request got no answer says so where it stands; its text is untouched.
const notice = document.getElementById("notice");

document.getElementById("composer")?.addEventListener("htmx:error", () => {
  const problem = document.createElement("p");
  problem.className = "problem";
  problem.textContent = "The message could not be sent: no connection. Your text is kept; try again.";
  notice.replaceChildren(problem);
});
