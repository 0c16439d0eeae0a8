// Tells the server, on every connection alike, what this page shows already, and the page whether
// it is connected. The position is part of the page: every frame brings the next one.
const stream = document.getElementById("stream");
const line = document.getElementById("connection");
const SILENCE_MILLISECONDS = 45_000;
// A connection that is soon back is not worth a word.
const PATIENCE_MILLISECONDS = 2_000;
let socket = null;
let lastFrame = 0;
let patience = null;

const awaitConnection = () => {
  clearTimeout(patience);
  line.textContent = "";
  if (document.body.dataset.connection === "open") return;
  patience = setTimeout(() => { line.textContent = "Reconnecting…"; }, PATIENCE_MILLISECONDS);
};
const show = (state) => {
  if (document.body.dataset.connection === state) return;
  document.body.dataset.connection = state;
  awaitConnection();
};

stream?.addEventListener("htmx:ws:after:connection", (event) => {
  socket = event.detail.connection.socket;
  lastFrame = Date.now();
  socket.send(document.getElementById("position").textContent);
});
stream?.addEventListener("htmx:ws:after:message:incoming", () => {
  lastFrame = Date.now();
  show("open");
});
stream?.addEventListener("htmx:ws:close", () => show("closed"));

if (stream) {
  show("closed");
  // A hidden page has no connection, and is given the time to get one when it is seen again.
  document.addEventListener("visibilitychange", awaitConnection);
  // The server says something at least every twenty seconds; a connection that is silent for much
  // longer is dead, and htmx opens another once it is closed.
  setInterval(() => {
    if (socket?.readyState === WebSocket.OPEN && Date.now() - lastFrame > SILENCE_MILLISECONDS) {
      socket.close();
      show("closed");
    }
  }, SILENCE_MILLISECONDS / 3);
  // A page that comes back from the browser's cache has lost its socket for good.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}
