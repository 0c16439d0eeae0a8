"""The mark of where a reply is being written."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.fixtures import Chat
from tests.servers.upstream import ScriptedUpstream

CARETS = """(reply) => [...reply.querySelectorAll("*")]
  .filter((element) => getComputedStyle(element, "::after").borderInlineEndStyle === "solid")
  .map((element) => element.textContent.trim())"""


def test_no_more_than_the_newest_text_has_a_caret(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    chat = scripted_chat
    chat.start("List them")
    reply = scripted.next_reply()
    seen = []
    for text in (
        "1. one\n2. two",
        "\n\nThat is",
        " all.\n\n",
        "And a second",
        "\n\n> said",
        "\n\n# Anew",
        "\n\n1. Run:\n   ```sh\n   ls",
    ):
        reply.say(text)
        expect(chat.reply).to_contain_text(text.strip().splitlines()[-1].lstrip("12. >#"))
        seen.append(chat.reply.evaluate(CARETS))

    assert seen == [
        ["two"],
        ["That is"],
        ["That is all."],
        ["And a second"],
        ["said"],
        ["Anew"],
        [],
    ]
    scripted.store_reply(reply)
    reply.end()
    chat.expect_state("done")
    assert chat.reply.evaluate(CARETS) == []
