// A swap style of our own: the element sent gives its target these attributes, and nothing else,
// so that the state of a long reply changes without its text being touched.
const names = ["data-state", "open"];

window.htmx?.registerExtension("attributes", {
  handle_swap(style, target, fragment) {
    if (style !== "attributes") return false;
    const sent = fragment.firstElementChild;
    for (const name of names) {
      if (sent.hasAttribute(name)) target.setAttribute(name, sent.getAttribute(name));
      else target.removeAttribute(name);
    }
    return [];
  },
});
