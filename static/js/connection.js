// Tells the server, on every connection alike, what this page shows already, and the page whether
// it is connected. The position is part of the page: every frame brings the next one.
const stream = document.getElementById("stream");

const show = (state) => {
  if (document.body.dataset.connection !== state) document.body.dataset.connection = state;
};

stream?.addEventListener("htmx:ws:after:connection", (event) => {
  event.detail.connection.socket.send(document.getElementById("position").textContent);
});
stream?.addEventListener("htmx:ws:after:message:incoming", () => show("open"));
stream?.addEventListener("htmx:ws:close", () => show("closed"));

// A page that comes back from the browser's cache has lost its socket for good.
if (stream) addEventListener("pageshow", (event) => event.persisted && location.reload());
