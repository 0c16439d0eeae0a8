// Tells the server, on every connection alike, what this page shows already, and the page whether
// it is connected. The position is part of the page: every frame brings the next one.
const stream = document.getElementById("stream");

const show = (state) => {
  if (document.body.dataset.connection !== state) document.body.dataset.connection = state;
};

const SILENCE_MILLISECONDS = 45_000;
let socket = null;
let lastFrame = 0;

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

// The server says something at least every twenty seconds; a connection that is silent for much
// longer is dead, and htmx opens another once it is closed.
if (stream) {
  setInterval(() => {
    if (socket?.readyState === WebSocket.OPEN && Date.now() - lastFrame > SILENCE_MILLISECONDS) {
      socket.close();
      show("closed");
    }
  }, SILENCE_MILLISECONDS / 3);
}

// A page that comes back from the browser's cache has lost its socket for good.
if (stream) addEventListener("pageshow", (event) => event.persisted && location.reload());
