// The second click of a double click on Send falls on Stop, which has taken its place by then, or asks
// for what is under way.
document.getElementById("composer-actions")?.addEventListener("click", (event) => {
  if (event.detail > 1) event.preventDefault();
});
