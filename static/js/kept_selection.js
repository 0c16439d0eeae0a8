// What is selected in a reply that is being written stays selected when its block is drawn again, or
// finished, which puts it elsewhere: its ends are found anew by the letters before them, from the last
// block that is finished for certain. Blank space does not count, because it differs between an open
// block and a finished one. A bare place is kept too: it is where somebody has just begun to select.
const stream = document.getElementById("stream");
const OPEN_MARKDOWN = ".reply[data-state=streaming] .markdown";
const SPACE = /\s+/g;
const LETTER = /\S/g;
let kept = null;

const lettersOf = (text) => text.replace(SPACE, "").length;
// The block before the one with the place is finished. The last one may yet take in what the tail holds.
const startOf = (markdown, element) => {
  const content = markdown.matches(".tail") ? markdown.previousElementSibling : markdown;
  const block = content.contains(element) ? element.closest(".content > *") : content.lastElementChild;
  return block?.previousElementSibling ?? content;
};
const endAt = (node, offset) => {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  const markdown = element?.closest(OPEN_MARKDOWN);
  if (!markdown) return { node, offset };
  const from = startOf(markdown, element);
  const content = from.closest(".content");
  const before = document.createRange();
  before.setStart(from, 0);
  before.setEnd(node, offset);
  const index = [...content.children].indexOf(from);
  return { node, offset, from, content: content.id, index, letters: lettersOf(before.toString()) };
};
// A reply that defines a link after its use, or a page that begins anew, has all its blocks replaced.
const startAgain = ({ from, content, index }) => {
  if (!content || from.isConnected) return from;
  const again = document.getElementById(content);
  return from.id === content ? again : again?.children[index];
};
// A start is before the letter that follows, an end is after its last one.
const placeOf = (end, isStart) => {
  const { node, offset, letters } = end;
  const root = startAgain(end);
  if (!root) return [node, offset];
  const isBefore = isStart || letters === 0;
  const walker = document.createTreeWalker(root.closest(".content").parentElement, NodeFilter.SHOW_TEXT);
  walker.currentNode = root;
  let left = isBefore ? letters + 1 : letters;
  let last = [node, offset];
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const count = lettersOf(text.data);
    if (count >= left) {
      const { index } = [...text.data.matchAll(LETTER)][left - 1];
      return [text, isBefore ? index : index + 1];
    }
    if (count) last = [text, text.length];
    left -= count;
  }
  return last;
};
const isAt = ({ node, offset }, otherNode, otherOffset) => node === otherNode && offset === otherOffset;
const isAsItWas = ({ start, end }, { startContainer, startOffset, endContainer, endOffset }) =>
  isAt(start, startContainer, startOffset) && isAt(end, endContainer, endOffset);

stream?.addEventListener("htmx:ws:before:message:incoming", () => {
  const selection = getSelection();
  kept = null;
  if (![selection.anchorNode, selection.focusNode].some((node) => node?.parentElement?.closest(".reply"))) return;
  const range = selection.getRangeAt(0);
  const start = endAt(range.startContainer, range.startOffset);
  const end = range.collapsed ? start : endAt(range.endContainer, range.endOffset);
  const isBackward = !isAt(start, selection.anchorNode, selection.anchorOffset);
  kept = { start, end, isBackward, isCollapsed: range.collapsed };
});
stream?.addEventListener("htmx:ws:after:message:incoming", () => {
  if (!kept) return;
  const selection = getSelection();
  if (selection.rangeCount && isAsItWas(kept, selection.getRangeAt(0))) return;
  const { start, end, isBackward, isCollapsed } = kept;
  const first = placeOf(start, true);
  const last = isCollapsed ? first : placeOf(end, false);
  if (!first[0].isConnected || !last[0].isConnected) return;
  if (isBackward) selection.setBaseAndExtent(...last, ...first);
  else selection.setBaseAndExtent(...first, ...last);
});
