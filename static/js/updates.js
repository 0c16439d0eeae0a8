// A frame is a row of <hx-update target="id" swap="style"> elements, applied in their order: one may
// change what another before it has just put on the page, which htmx's own out-of-band swaps, whose
// targets are all looked up first, cannot.
const stateAttributes = ["data-state", "open"];

// What has the focus stays the element that it is: one put in its place at each token would be read
// out each time. Where another kind of element has its id, htmx hands the focus on to that.
const styleOf = (update) => {
  const style = update.getAttribute("swap");
  const focused = document.activeElement;
  const target = style === "innerHTML" && document.getElementById(update.getAttribute("target"));
  const hasFocus = target && target !== focused && target.contains(focused);
  const successor = hasFocus && focused.id && update.content.getElementById(focused.id);
  const isReplaced = successor && successor.tagName !== focused.tagName;
  return hasFocus && !isReplaced ? "innerMorph" : style;
};

window.htmx?.registerExtension("updates", {
  htmx_process_update(template, { ctx, tasks }) {
    tasks.push({
      type: "update",
      fragment: template.content,
      target: `#${template.getAttribute("target")}`,
      swapSpec: { style: styleOf(template) },
      sourceElement: ctx.sourceElement,
    });
  },

  // A swap style of our own: the element sent gives its target these attributes and nothing else,
  // so that the state of a long reply changes without its text being touched. Who has to know is told.
  handle_swap(style, target, fragment) {
    if (style !== "attributes") return false;
    const sent = fragment.firstElementChild;
    const folds = target.open && !sent.hasAttribute("open");
    // What somebody is in the midst of stays open: whoever knows of that says so.
    if (folds && !target.dispatchEvent(new Event("webchat:fold", { bubbles: true, cancelable: true }))) return [];
    for (const name of stateAttributes) {
      if (sent.hasAttribute(name)) target.setAttribute(name, sent.getAttribute(name));
      else target.removeAttribute(name);
    }
    target.dispatchEvent(new Event("webchat:state", { bubbles: true }));
    return [];
  },
});
