// Tells the server, on every connection alike, what this page shows already, and the page whether
// it is connected. The position is part of the page: every frame brings the next one.
const stream = document.getElementById("stream");
const line = document.getElementById("connection");
const SILENCE_MILLISECONDS = 45_000;
const LOOK_MILLISECONDS = 5_000;
const STEADY_MILLISECONDS = 1_000;
// A connection that is soon back is not worth a word.
const PATIENCE_MILLISECONDS = 2_000;
let connection = null;
let watched = null;
let lastSign = 0;
let firstFrame = 0;
let attempts = 0;
let patience = null;

const awaitConnection = () => {
  clearTimeout(patience);
  if (!line) return;
  line.textContent = "";
  if (document.body.dataset.connection === "open") return;
  patience = setTimeout(() => { line.textContent = line.dataset.reconnecting; }, PATIENCE_MILLISECONDS);
};
const show = (state) => {
  if (document.body.dataset.connection === state) return;
  document.body.dataset.connection = state;
  awaitConnection();
};

// A connection that the server or the network has forgotten makes no sound, be it open or still
// to be opened; htmx makes another once it is closed.
const closeIfSilent = () => {
  const socket = connection?.socket;
  if (socket !== watched) {
    watched = socket;
    lastSign = Date.now();
  }
  if (!socket || socket.readyState >= WebSocket.CLOSING) return;
  if (Date.now() - lastSign < SILENCE_MILLISECONDS) return;
  socket.close();
  show("closed");
};

stream?.addEventListener("htmx:ws:before:connection", (event) => {
  connection = event.detail.connection;
});
stream?.addEventListener("htmx:ws:after:connection", () => {
  attempts = connection.attempt;
  firstFrame = Infinity;
  lastSign = Date.now();
  watched = connection.socket;
  watched.send(document.getElementById("position").textContent);
});
stream?.addEventListener("htmx:ws:after:message:incoming", () => {
  lastSign = Date.now();
  firstFrame = Math.min(firstFrame, lastSign);
  show("open");
});
stream?.addEventListener("htmx:ws:close", () => {
  // htmx has begun its back-off anew when the connection opened. One that is closed as soon as it
  // is open must not be tried again and again at the same pace.
  const wasSteady = Date.now() - firstFrame > STEADY_MILLISECONDS;
  if (!wasSteady) connection.attempt = Math.max(connection.attempt, attempts);
  show("closed");
});

if (stream) {
  show("closed");
  // A hidden page has no connection, and is given the time to get one when it is seen again.
  document.addEventListener("visibilitychange", awaitConnection);
  // The server says something at least every 25 seconds.
  setInterval(closeIfSilent, LOOK_MILLISECONDS);
  // A page that comes back from the browser's cache has lost its socket for good.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}
