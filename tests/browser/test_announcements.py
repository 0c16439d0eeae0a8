"""What a screen reader says by itself, and what it finds."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.fixtures import Chat
from tests.servers.upstream import ScriptedUpstream

# Keeps the texts of all regions that are read out when they change, each as it has become.
LISTEN = """() => {
  window.heard = [];
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const element = target.nodeType === Node.TEXT_NODE ? target.parentElement : target;
      const region = element?.closest("[aria-live], [role=log], [role=status], [role=alert]");
      const isRead = region && region.getAttribute("aria-live") !== "off";
      const text = region?.textContent.trim();
      if (isRead && text && window.heard.at(-1) !== text) window.heard.push(text);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


def test_a_reply_is_told_of_when_it_begins_and_when_it_ends_and_not_at_each_token(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    chat = scripted_chat
    chat.start("Hello")
    scripted.next_reply().end()
    chat.expect_state("interrupted")
    chat.page.evaluate(LISTEN)

    for state, ending in (("done", "complete"), ("stopped", "was stopped"), ("failed", "failed")):
        chat.send(f"To be {state}")
        reply = scripted.next_reply()
        for word in ("One", " two", ".\n\n", "- three", "\n- four"):
            reply.say(word)
            expect(chat.reply).to_contain_text(word.strip("- .\n"))
        if state == "stopped":
            chat.page.get_by_role("button", name="Stop").click()
        elif state == "failed":
            reply.status("error", detail="No tea left")
            reply.end()
        else:
            scripted.store_reply(reply)
            reply.end()
        chat.expect_state(state)
        expect(chat.page.locator("#announcer")).to_contain_text(ending)

    begun = "The reply has begun."
    assert chat.page.evaluate("window.heard") == [
        *(begun, "The reply is complete."),
        *(begun, "The reply was stopped."),
        *(begun, "The reply failed."),
    ]


def test_one_finds_ones_way_by_landmarks_and_past_the_chats_to_the_field(chat: Chat) -> None:
    chat.start("hello")
    chat.expect_state("done")
    page = chat.page

    for role in ("main", "banner", "log", "search"):
        expect(page.get_by_role(role)).to_have_count(1)
    expect(page.get_by_role("navigation", name="Chats")).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_text("hello")
    # The name of the site would be the first, but for this link.
    page.get_by_role("navigation", name="Chats").get_by_role("link").first.focus()
    page.keyboard.press("Shift+Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(chat.field).to_be_focused()
