// One message at a time: what is sent while another is on its way stays in the field, and the page says so.
// From the start page it would begin a second chat. The same message may be sent again, as by somebody who
// stopped the browser: the server knows it by the id of its form, its text and its agent.
const form = document.getElementById("composer");
const notice = document.getElementById("notice");
const template = document.getElementById("still-sending");
// A form without htmx.
const leavesThePage = form && !form.hasAttribute("hx-post");
let patience;
let sent;

const begin = () => { form.dataset.sending = ""; };
const end = () => {
  clearTimeout(patience);
  delete form.dataset.sending;
};
const giveUp = () => {
  end();
  form.dispatchEvent(new Event("webchat:unanswered"));
};
const beginPlainly = (message) => {
  end();
  begin();
  sent = message;
  // Some browsers tell no script that a person stopped them, who then sends anew.
  patience = setTimeout(giveUp, template.dataset.patienceSeconds * 1000);
};

if (form && notice) {
  document.addEventListener("submit", (event) => {
    if (event.target !== form) return;
    const message = new URLSearchParams(new FormData(form)).toString();
    if (!("sending" in form.dataset) || (leavesThePage && message === sent)) {
      if (leavesThePage) beginPlainly(message);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    notice.replaceChildren(template.content.cloneNode(true));
  }, { capture: true });
  form.addEventListener("htmx:before:request", begin);
  form.addEventListener("htmx:finally:request", end);
  // A page that comes back from the browser's cache is as it was left.
  addEventListener("pageshow", (event) => event.persisted && end());
}
