// The second click of a double click on Send falls on Stop, which has taken its place by then.
document.getElementById("composer-actions")?.addEventListener("click", (event) => {
  if (event.detail > 1 && event.target.closest(".stop-button")) event.preventDefault();
});
