"""What a reader sees while a reply is written: a block stands where it will when it is finished."""

from __future__ import annotations

import re
from collections.abc import Iterator
from os.path import commonprefix
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import Chat
from tests.servers.scripted_reply import ScriptedReply
from tests.servers.upstream import ScriptedUpstream

PIXEL = 1.0

DOCUMENT = """\
Before all of it.

# A heading

A paragraph that goes on
in a second line.

- one
- two
  - inner
    - inmost
  - inner too
- three

## Numbers

9. nine
10. ten **bold**

    its second paragraph
11. eleven
    - a bullet

| Name | Of what it is |
|------|----:|
| one | 1 |
| a much longer name | 2 |
| `x` | three and four |

```python
x = 1
y = 2
```

> said
> twice

$$
x^2
$$

The end.
"""

BOTH_DIRECTIONS = """\
مرحبا بالعالم

Left to right.

- one
- اثنان
- three

1. `x` واحد
2. two
3. ثلاثة

> قال
> مرتين

| ا | b |
|---|---|
| c | د |

ختام $x$.
"""

# Gives, once the page shows more than ``number``, that number, the reply's text without spaces, and
# its pieces by their places in that text: the corner of the first letter in the reply, whether text
# that comes may push it to a side, and the bullet of its item.
SEEN_AFTER = """
(number) => {
  const position = Number(document.getElementById("position").textContent.split(" ")[1]);
  if (position <= number) return null;
  const reply = [...document.querySelectorAll('article[data-source="ai_agent"]')].at(-1);
  const origin = reply.getBoundingClientRect();
  const walker = document.createTreeWalker(reply.querySelector(".parts"), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const pieces = {};
  let text = "";
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const letter = node.data.search(/\\S/);
    if (letter < 0) continue;
    range.setStart(node, letter);
    range.setEnd(node, letter + 1);
    const { left, top } = range.getBoundingClientRect();
    const style = getComputedStyle(node.parentElement);
    const item = node.parentElement.closest("li");
    pieces[text.length] = {
      left: left - origin.left,
      top: top - origin.top,
      isFree: node.parentElement.closest("table") !== null || style.direction === "rtl",
      bullet: item && getComputedStyle(item).listStyleType,
    };
    text += node.data.replace(/\\s/g, "");
  }
  return { position, pieces, text };
}
"""

Seen = dict[str, Any]


def tokens(text: str) -> Iterator[str]:
    """Cut ``text`` into words and marks; a line end stands alone, because it is what finishes."""
    return (match[0] for match in re.finditer(r"\n|[^\n\w]*\w{0,6}", text) if match[0])


def moments(chat: Chat, reply: ScriptedReply, text: str) -> Iterator[tuple[str, Seen]]:
    """Say ``text`` token by token, and yield what is seen after each."""
    position = int(chat.page.locator("#position").inner_text().split()[1])
    for token in tokens(text):
        reply.say(token)
        moment = chat.page.wait_for_function(SEEN_AFTER, arg=position).json_value()
        position = moment["position"]
        yield token, moment


def assert_nothing_moved(before: Seen, after: Seen, token: str) -> None:
    known = len(commonprefix([before["text"], after["text"]]))
    has_grown = before["text"] != after["text"]
    for place, earlier in before["pieces"].items():
        if int(place) >= known or place not in after["pieces"]:
            continue
        later = after["pieces"][place]
        told = f"{before['text'][int(place) :][:20]!r} with {token!r}: {earlier} became {later}"
        assert abs(earlier["top"] - later["top"]) <= PIXEL, told
        assert earlier["bullet"] == later["bullet"], told
        if not (later["isFree"] and has_grown):
            assert abs(earlier["left"] - later["left"]) <= PIXEL, told


@pytest.mark.parametrize("document", [DOCUMENT, BOTH_DIRECTIONS], ids=["all", "both directions"])
def test_what_is_being_written_stands_where_it_stays(
    scripted: ScriptedUpstream, scripted_chat: Chat, document: str
) -> None:
    scripted_chat.start("Write")
    reply = scripted.next_reply()
    expect(scripted_chat.reply).to_have_attribute("data-state", "streaming")

    before: Seen = {"pieces": {}, "text": ""}
    for token, after in moments(scripted_chat, reply, document):
        assert_nothing_moved(before, after, token)
        before = after
    scripted.store_reply(reply)
    reply.end()
    scripted_chat.expect_state("done")
    ended = scripted_chat.page.evaluate(SEEN_AFTER, 0)
    scripted_chat.reload()
    reloaded = scripted_chat.page.evaluate(SEEN_AFTER, -1)

    assert_nothing_moved(before, ended, "the end")
    assert_nothing_moved(ended, reloaded, "a reload")
    assert before["text"] == ended["text"] == reloaded["text"]
    assert len(reloaded["pieces"]) > 8
