// The sheet of chats closes where the list has room beside the page, as when a tablet is turned.
const sidebar = document.getElementById("sidebar");

matchMedia("(min-width: 60rem)").addEventListener("change", ({ matches }) => {
  if (matches) sidebar?.togglePopover(false);
});
