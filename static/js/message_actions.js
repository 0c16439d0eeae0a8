// Copies a message, as markdown and as rich text together, or the link to it. Without this the same
// links open the markdown, and the message.
const transcript = document.getElementById("transcript");
const NOT_TEXT = "button, figcaption, .visually-hidden";
const OF_THE_PAGE = ["id", "class", "dir", "tabindex", "role", "aria-labelledby", "rel", "target"];

const markdown = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.text();
};

const richText = (article) => {
  const copy = document.createElement("div");
  for (const content of article.querySelectorAll(".content:not(.card *)")) {
    copy.append(...content.cloneNode(true).childNodes);
  }
  for (const element of copy.querySelectorAll(NOT_TEXT)) element.remove();
  for (const code of copy.querySelectorAll("pre code")) code.textContent = code.textContent;
  for (const element of copy.querySelectorAll("*")) {
    for (const name of OF_THE_PAGE) element.removeAttribute(name);
  }
  return copy.innerHTML;
};

const toCopy = {
  copy(link, article) {
    if (article.dataset.source === "user") {
      return { text: article.querySelector(".message-text").textContent };
    }
    return { text: markdown(link.href), html: richText(article) };
  },
  link(link) {
    history.replaceState(history.state, "", link.href);
    return { text: link.href };
  },
};

// Who writes on has left the message that was linked to.
document.getElementById("composer")?.addEventListener("htmx:before:request", () => {
  if (location.hash) history.replaceState(history.state, "", location.pathname);
});

transcript?.addEventListener("click", (event) => {
  const button = event.target.closest("a.action");
  const copied = toCopy[button?.dataset.action];
  if (!copied || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const detail = { button, ...copied(button, button.closest("article")) };
  button.dispatchEvent(new CustomEvent("webchat:copy", { bubbles: true, detail }));
});
