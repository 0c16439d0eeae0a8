// A message has arrived once the transcript shows it, also where no answer told so.
const form = document.getElementById("composer");
const transcript = document.getElementById("transcript");
const notice = document.getElementById("notice");
let observer;

const newest = () => [...transcript.querySelectorAll('[data-source="user"]')].at(-1);
const isSeen = () => {
  const { sent, after } = form.dataset;
  const message = newest();
  if (!message || message.id === after) return false;
  return message.querySelector(".message-text").textContent === sent;
};
const settle = () => {
  if (!isSeen()) return;
  notice.replaceChildren();
  form.dispatchEvent(new Event("sent"));
  form.elements.content.dispatchEvent(new Event("input"));
};

// A message that upstream has yet to accept comes by the socket.
const awaitMessage = () => {
  observer.disconnect();
  settle();
  if ("sent" in form.dataset) observer.observe(transcript, { childList: true });
};

if (form && transcript) {
  form.addEventListener("webchat:sending", () => { form.dataset.after = newest()?.id ?? ""; });
  observer = new MutationObserver(awaitMessage);
  form.addEventListener("webchat:unanswered", awaitMessage);
  // Other scripts, which come after this one, bring back what was sent.
  queueMicrotask(awaitMessage);
}
