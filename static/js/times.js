// Tells the time of each message and reply in the reader's zone and way of writing it. Only a turn that
// comes is looked at, and a reply that ends, never what is written in it.
const transcript = document.getElementById("transcript");

const localiser = () => {
  const language = document.documentElement.lang;
  const own = navigator.languages.filter((known) => known.split("-")[0] === language.split("-")[0]);
  const short = new Intl.DateTimeFormat([...own, language], { dateStyle: "medium", timeStyle: "short" });
  const full = new Intl.DateTimeFormat([...own, language], { dateStyle: "full", timeStyle: "long" });
  return (elements) => {
    for (const element of elements) {
      for (const time of element.querySelectorAll?.(".actions > time") ?? []) {
        const moment = new Date(time.dateTime);
        time.textContent = short.format(moment);
        time.title = full.format(moment);
      }
    }
  };
};

// To make a format takes the browser as long as all other scripts together: one can type before it.
if (transcript) addEventListener("load", () => {
  const localise = localiser();
  localise(transcript.children);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) localise(addedNodes);
  }).observe(transcript, { childList: true });
  transcript.addEventListener("webchat:state", ({ target }) => localise([target]));
});
