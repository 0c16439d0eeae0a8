// A theme is put on at once and nothing typed is lost; htmx tells the server, which draws the next
// page in it.
const SYSTEM = "system";

const putOn = (theme) => {
  document.documentElement.dataset.theme = theme;
  document.querySelector('meta[name="color-scheme"]').content = theme === SYSTEM ? "light dark" : theme;
  for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
    const { scheme } = meta.dataset;
    if (theme === SYSTEM) meta.media = `(prefers-color-scheme: ${scheme})`;
    else meta.media = scheme === theme ? "all" : "not all";
  }
  for (const button of document.querySelectorAll(".theme button")) {
    button.setAttribute("aria-pressed", String(button.value === theme));
  }
};

document.addEventListener("submit", ({ target, submitter }) => {
  if (target.matches(".theme") && submitter) putOn(submitter.value);
}, { capture: true });
