// One message at a time: what is sent while another is on its way stays in the field, and the page says so.
// From the start page it would begin a second chat.
const form = document.getElementById("composer");
const notice = document.getElementById("notice");
// No script is told that a person stopped the browser, who then sends anew.
const PATIENCE_MILLISECONDS = 10_000;

const begin = () => { form.dataset.sending = Date.now(); };
const end = () => { delete form.dataset.sending; };
const isSending = () => {
  const { sending } = form.dataset;
  return sending && (form.hasAttribute("hx-post") || Date.now() - sending < PATIENCE_MILLISECONDS);
};

if (form && notice) {
  document.addEventListener("submit", (event) => {
    if (event.target !== form) return;
    if (!isSending()) {
      if (!form.hasAttribute("hx-post")) begin();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    notice.replaceChildren(document.getElementById("still-sending").content.cloneNode(true));
  }, { capture: true });
  form.addEventListener("htmx:before:request", begin);
  form.addEventListener("htmx:finally:request", end);
  // A page that comes back from the browser's cache is as it was left.
  addEventListener("pageshow", (event) => event.persisted && end());
}
