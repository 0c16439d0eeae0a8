// Up and Down lead from the field that finds a chat through what is listed, and back.
const sidebar = document.getElementById("sidebar");
const find = document.getElementById("find");
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

sidebar?.addEventListener("keydown", (event) => {
  const step = STEPS[event.key];
  if (!step || event.isComposing) return;
  const links = [...sidebar.querySelectorAll(".session-list a")].filter((link) => link.checkVisibility());
  const places = [find, ...links];
  const place = places.indexOf(event.target);
  if (place === -1 || !places[place + step]) return;
  event.preventDefault();
  places[place + step].focus();
});
