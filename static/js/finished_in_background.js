// A reply that ends while nobody looks is marked in the title. For that a hidden page keeps its
// connection until the reply has ended, and only then lets it go as htmx does.
const MARK = "● ";
const stream = document.getElementById("stream");
const actions = document.getElementById("composer-actions");
const isRunning = () => Boolean(actions.querySelector(".stop-button"));
let connection = null;
let wasRunning = false;

const look = () => {
  const hasEnded = wasRunning && !isRunning();
  wasRunning = isRunning();
  if (!hasEnded || !document.hidden) return;
  if (!document.title.startsWith(MARK)) document.title = MARK + document.title;
  connection?.socket?.close();
};

if (stream && actions) {
  wasRunning = isRunning();
  stream.addEventListener("htmx:ws:before:connection", (event) => { connection = event.detail.connection; });
  actions.addEventListener("webchat:running", look);
  // Before htmx hears of it.
  addEventListener("visibilitychange", (event) => {
    if (document.hidden && isRunning()) event.stopImmediatePropagation();
    if (!document.hidden && document.title.startsWith(MARK)) {
      document.title = document.title.slice(MARK.length);
    }
  }, { capture: true });
}
