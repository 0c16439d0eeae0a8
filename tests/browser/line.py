"""A chat through a line that a test can break."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.fixtures import Chat
from tests.servers.fault_proxy import FaultProxy
from tests.servers.scripted_reply import ScriptedReply
from tests.servers.upstream import ScriptedUpstream

# As after a restart of the site, whose numbers begin anew.
FORGET_POSITION = """() => {
  document.getElementById("position").textContent = "another-epoch 1";
}"""


class ChatOnALine(Chat):
    """A person whose browser reaches the site through ``line``."""

    def __init__(self, page: Page, line: FaultProxy, upstream: ScriptedUpstream) -> None:
        super().__init__(page, line.url)
        self.line = line
        self.upstream = upstream

    def ask(self) -> ScriptedReply:
        """Send a first message; give the reply, of which one word is shown."""
        self.start("Talk")
        reply = self.upstream.next_reply()
        reply.say("one ")
        expect(self.reply).to_contain_text("one")
        return reply

    def expect_lost(self) -> None:
        expect(self.page.locator("body")).to_have_attribute("data-connection", "closed")

    def expect_whole(self, reply: ScriptedReply) -> None:
        """End the reply; the page then shows all of it, as one that is loaded then does."""
        self.upstream.store_reply(reply)
        reply.end()
        self.expect_answered(reply)
        expect(self.reply.locator("p").first).to_have_text("".join(reply.said).strip())
        self.expect_as_if_loaded()

    def expect_as_if_loaded(self) -> None:
        watched = self.html()
        self.reload()
        assert self.html() == watched

    def sent_texts(self) -> list[str]:
        session_id = self.page.url.rpartition("/")[2]
        events = self.upstream.events[session_id]
        sent = [event["data"] for event in events if event["source"] == "user"]
        return [data["parts"][0]["content"] for data in sent]
