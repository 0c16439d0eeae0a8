// Tells the time of each message and reply in the reader's zone and way of writing it, and of another day than
// today, or on paper, its date. Only a turn that comes is looked at, and a reply that ends, never what is
// written in it.
const transcript = document.getElementById("transcript");

const tellers = () => {
  const language = document.documentElement.lang;
  const own = navigator.languages.filter((known) => known.split("-")[0] === language.split("-")[0]);
  const format = (style) => new Intl.DateTimeFormat([...own, language], style);
  const clock = format({ timeStyle: "short" });
  const dated = format({ dateStyle: "medium", timeStyle: "short" });
  const full = format({ dateStyle: "full", timeStyle: "long" });
  const tell = (elements, short) => {
    for (const element of elements) {
      for (const time of element.querySelectorAll?.(".actions > time") ?? []) {
        const moment = new Date(time.dateTime);
        const told = short(moment);
        if (time.textContent !== told) time.textContent = told;
        time.title = full.format(moment);
      }
    }
  };
  const isToday = (moment) => moment.toDateString() === new Date().toDateString();
  return {
    onScreen: (elements) => tell(elements, (moment) => (isToday(moment) ? clock : dated).format(moment)),
    onPaper: (elements) => tell(elements, (moment) => dated.format(moment)),
  };
};

// To make a format takes the browser as long as all other scripts together: one can type before it.
if (transcript) addEventListener("load", () => {
  const { onScreen, onPaper } = tellers();
  let toldOn = "";
  const tellAll = () => {
    toldOn = new Date().toDateString();
    onScreen(transcript.children);
  };
  // What was today's may be yesterday's when the next turn comes, or when the page is seen again.
  const tellNew = (elements) => (toldOn === new Date().toDateString() ? onScreen(elements) : tellAll());
  tellAll();
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) tellNew(addedNodes);
  }).observe(transcript, { childList: true });
  transcript.addEventListener("webchat:state", ({ target }) => tellNew([target]));
  document.addEventListener("visibilitychange", tellAll);
  addEventListener("beforeprint", () => onPaper(transcript.children));
  addEventListener("afterprint", tellAll);
});
