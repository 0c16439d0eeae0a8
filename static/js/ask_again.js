// Without JavaScript, "Ask again" takes the typed text along, as the page is drawn anew. Here the text
// stays where it is, and a form of its own is sent.
document.getElementById("transcript")?.addEventListener("click", (event) => {
  const button = event.target.closest(".ask-again");
  if (!button) return;
  event.preventDefault();
  button.setAttribute("form", "again");
  button.form.requestSubmit(button);
  button.setAttribute("form", "composer");
});
